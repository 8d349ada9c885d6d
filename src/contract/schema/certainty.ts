import { isObject, type Json } from './pointers.ts';

/** How certain a part of the description is by the vendor's documents (`x-certainty`), the most certain first. */
export const certainties = ['documented', 'sibling', 'inferred', 'unspecified'] as const;

/** How certain a part of the description is by the vendor's documents (`x-certainty`). */
export type Certainty = (typeof certainties)[number];

/** How binding a requirement is, in the words of RFC 2119. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';
const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

const levelOfCertainty: Record<Certainty, Level> = {
  documented: 'MUST',
  sibling: 'SHOULD',
  inferred: 'SHOULD',
  unspecified: 'MAY',
};

/** The lowest of several certainties; `documented` for none. */
export function lowestCertainty(...given: Certainty[]): Certainty {
  return given.reduce(
    (low, next) => (certainties.indexOf(next) > certainties.indexOf(low) ? next : low),
    'documented',
  );
}

/** Whether a violation of this level fails a run: MUST always, SHOULD in strict runs. */
export function isBinding(level: Level, strict: boolean): boolean {
  return level === 'MUST' || (strict && level === 'SHOULD');
}

/** The less binding of two levels. */
export function weakerLevel(a: Level, b: Level): Level {
  return levels.indexOf(b) > levels.indexOf(a) ? b : a;
}

/**
 * The level of a violation of a requirement: the weaker of both levels. For a MAY requirement the level of the violation counts, because a
 * pin in the description may settle what the documentation leaves open.
 */
export function weighed(requirement: Level, violation: Level): Level {
  return requirement === 'MAY' ? violation : weakerLevel(requirement, violation);
}

/** A requirement's level, lowered by the certainty of what it is checked against. */
export function loweredLevel(level: Level, certainty: Certainty): Level {
  return weakerLevel(level, levelOfCertainty[certainty]);
}

/** The `x-certainty` of a description object, or of one of its keywords when they are marked separately. */
export function certaintyOf(object: Json | undefined, keyword?: string): Certainty {
  const mark = isObject(object) ? object['x-certainty'] : undefined;
  const named = isObject(mark) && keyword !== undefined ? mark[keyword] : mark;
  return certainties.find((certainty) => certainty === named) ?? 'documented';
}
