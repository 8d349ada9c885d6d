import type { Conformance } from '../verdict/reports/report-types.ts';

/**
 * The test coverage level that every area must reach. Higher levels need resources that cannot be removed, or behaviour that an API need
 * not show: a core run of a conformant API reaches at least 4, a full run at least 3.
 */
export const neededLevel = { core: 4, full: 3 } as const;

/** The coverage that a certificate for the profile needs and the run lacks, as refusals; empty unless the run is whole. */
export function shortcomings({ coverage, profile, whole }: Conformance): IssueRefusal[] {
  if (!whole) return []; // levels are judged on whole runs only
  const level = neededLevel[profile];
  const short = coverage.criteria.filter(
    (each) => (each.level ?? Infinity) <= level && each.missing.length > 0,
  );
  return short.map(({ criterion, missing }) => ({
    problem: `coverage: ${String(missing.length)} of the ${words(criterion)} were never seen: ${named(missing)}`,
    remedy: `have the target respond as documented, so that the whole run reaches test coverage level ${String(level)}`,
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

/** Something that prevents a certificate, and what to do about it. */
export interface IssueRefusal {
  /** What prevents it, beginning with the id of the requirement if it is one. */
  problem: string;
  remedy: string;
}
