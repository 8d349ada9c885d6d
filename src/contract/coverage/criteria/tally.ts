import { criteria, criterionNames, type Criterion, type Item } from './criterion.ts';

/** How many items were covered, and the names of those that were not. */
export interface CoverageTally {
  covered: number;
  total: number;
  missing: string[];
}

/** How much was covered by one criterion. */
export interface CriterionTally extends CoverageTally {
  criterion: Criterion;
  /** The level that needs all of these items; undefined when no level needs them. */
  level?: number | undefined;
  /** Items whose `x-certainty` is `sibling` or `inferred`. No level needs them, because the API may not have them. */
  doubtful: CoverageTally;
}

/** What was covered of a set of items, and the level reached. */
export interface LevelTally {
  /** The highest level of which, and of all lower levels, every item was covered; 0 when no item that a level needs was covered. */
  level: number;
  covered: number;
  total: number;
  criteria: CriterionTally[];
}

/** The key of an item in a set of covered items. */
export function keyOf(criterion: Criterion, name: string): string {
  return `${criterion} ${name}`;
}

/** Counts items by criterion. `unspecified` items are not counted. */
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
