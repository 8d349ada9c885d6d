import type { Conformance } from '../verdict/reports/report-types.ts';

/**
 * The test coverage level that every area must reach. What is higher needs things that cannot be removed again, or that an API need
 * not show: a core run of a conformant API reaches 4 at least, a full one 3.
 */
export const neededLevel = { core: 4, full: 3 } as const;

/** What a run left untried that a certificate for its profile needs. */
export function shortcomings({ coverage, profile, whole }: Conformance): IssueRefusal[] {
  if (!whole) return []; // levels are judged on whole runs only
  const level = neededLevel[profile];
  const short = coverage.criteria.filter(
    (each) => (each.level ?? Infinity) <= level && each.missing.length > 0,
  );
  return short.map(({ criterion, missing }) => ({
    problem: `coverage: ${String(missing.length)} of the ${words(criterion)} were never seen: ${named(missing)}`,
    remedy: `have the target answer as documented, so that the whole run reaches test coverage level ${String(level)}`,
  }));
}

function words(criterion: string): string {
  return criterion.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const shown = 5;

function named(missing: readonly string[]): string {
  const more = missing.length - shown;
  return `${missing.slice(0, shown).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** Something that stands in the way of a certificate, and what would remove it. */
export interface IssueRefusal {
  /** What stands in the way, beginning with the id of the requirement where it is one. */
  problem: string;
  remedy: string;
}
