import { criteria, criterionNames, type Criterion, type Item } from './criterion.ts';

/** How much of something was covered, and by name what was not. */
export interface CoverageTally {
  covered: number;
  total: number;
  missing: string[];
}

/** How much was covered by one criterion. */
export interface CriterionTally extends CoverageTally {
  criterion: Criterion;
  /** The level that all of it is needed for; none needs what has no level. */
  level?: number | undefined;
  /** What the documentation leaves in doubt (`x-certainty` sibling or inferred): no level needs it, since the API may not have it. */
  doubtful: CoverageTally;
}

/** What was covered of a set of items, and the level reached. */
export interface LevelTally {
  /** The highest level of which, and of all levels below it, every item was covered; 0 where nothing was that a level needs. */
  level: number;
  covered: number;
  total: number;
  criteria: CriterionTally[];
}

/** The key of an item among those covered. */
export function keyOf(criterion: Criterion, name: string): string {
  return `${criterion} ${name}`;
}

/** Counts items by criterion. Items that the documentation does not speak of (`unspecified`) are none. */
export function tallied(items: readonly Item[], covered: ReadonlySet<string>): LevelTally {
  const all = criterionNames.map((criterion) => {
    const own = items.filter((item) => item.criterion === criterion);
    return {
      criterion,
      level: criteria[criterion],
      ...tally(
        own.filter(({ certainty }) => certainty === 'documented'),
        covered,
      ),
      doubtful: tally(
        own.filter(({ certainty }) => certainty === 'sibling' || certainty === 'inferred'),
        covered,
      ),
    };
  });
  const unfinished = all.flatMap(({ level, missing }) =>
    level !== undefined && missing.length > 0 ? [level] : [],
  );
  const hasBegun = all.some((each) => each.level !== undefined && each.covered > 0);
  return {
    level: hasBegun ? Math.min(8, ...unfinished) - 1 : 0,
    covered: sum(all.map((each) => each.covered)),
    total: sum(all.map((each) => each.total)),
    criteria: all,
  };
}

function tally(items: readonly Item[], covered: ReadonlySet<string>): CoverageTally {
  const missing = items.filter(({ criterion, name }) => !covered.has(keyOf(criterion, name)));
  return {
    covered: items.length - missing.length,
    total: items.length,
    missing: missing.map(({ name }) => name),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
