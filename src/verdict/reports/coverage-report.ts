import { coverageOf, type Coverage, type ExcludedItem } from '../../contract/coverage/coverage.ts';
import type { CriterionTally } from '../../contract/coverage/criteria/tally.ts';
import type { Exchange } from '../../contract/evidence.ts';
import type { Contract, Operation } from '../../contract/operations.ts';
import { isCore } from '../../contract/coverage/scope.ts';

/** The coverage of one area. Items that were not tested are named once, for the whole run. */
export interface AreaReport {
  area: string;
  level: number;
  covered: number;
  total: number;
  criteria: Pick<CriterionTally, 'criterion' | 'covered' | 'total'>[];
}

/** The items of the description that a run tested, and those that it did not: `coverage` in `reports/conformance.json`. */
export interface CoverageReport extends Omit<Coverage, 'areas'> {
  /** Levels are judged on whole runs only: those of a partial run say nothing. */
  partial: boolean;
  areas: AreaReport[];
}

/** What decides which operations a run can reach. */
export interface CoverageScope {
  profile: 'core' | 'full';
  isProduction: boolean;
  partial: boolean;
}

/** The coverage of a run, counted from its exchanges, over the operations that its profile and target let it call. */
export function coverageReport(
  contract: Contract,
  exchanges: readonly Exchange[],
  { profile, isProduction, partial }: CoverageScope,
): CoverageReport {
  const { operations } = contract.table;
  const outside = operations.filter(({ id }) => profile === 'core' && !isCore(id));
  const unsafe = operations.filter((each) => isProduction && !outside.includes(each) && isWriting(each));
  const reached = operations.filter((each) => !outside.includes(each) && !unsafe.includes(each));
  const coverage = coverageOf(contract, exchanges, reached);
  return {
    ...coverage,
    partial,
    areas: coverage.areas.map((area) => ({
      ...area,
      criteria: area.criteria.map(({ criterion, covered, total }) => ({ criterion, covered, total })),
    })),
    excluded: [
      ...excludedOperations(outside, `outside the profile ${profile}`),
      ...excludedOperations(unsafe, 'a production target is not written to'),
      ...coverage.excluded,
    ],
  };
}

function isWriting({ method, security }: Operation): boolean {
  return method !== 'GET' && security !== 'basic';
}

function excludedOperations(operations: readonly Operation[], reason: string): ExcludedItem[] {
  if (operations.length === 0) return [];
  return [{ name: 'operation', reason, operations: operations.map(({ id }) => id) }];
}

/** Coverage in one line: the areas by level, the highest first; of a partial run only the number of items. */
export function coverageLine({ areas: all, covered, total, partial }: CoverageReport): string {
  const items = `${String(covered)} of ${String(total)} items`;
  if (partial) return `${items} (a partial run: levels are judged on whole runs only)`;
  const levels = [...new Set(all.map(({ level }) => level))].sort((a, b) => b - a);
  const groups = levels.map((level) => {
    const names = all.filter((each) => each.level === level).map(({ area }) => area);
    return `TCL ${String(level)} ${names.join(', ')}`;
  });
  return [...groups, items].join('; ');
}

/** Coverage as a text: levels and counts by area, then the names of what was not covered, and what does not count. */
export function coverageText(report: CoverageReport): string {
  const { areas: all, criteria, neverSucceeded, excluded } = report;
  return [
    'What was tested, counted from the recorded exchanges',
    '',
    ...(report.partial ? ['A partial run: levels are judged on whole runs only.', ''] : []),
    ...all.map(
      ({ area, level, covered, total }) => `${area}: TCL ${String(level)}, ${share(covered, total)}`,
    ),
    `All: TCL ${String(report.level)}, ${share(report.covered, report.total)}`,
    '',
    ...criteria.flatMap(remainder),
    ...section('Operations that never succeeded', neverSucceeded),
    ...section(
      'Not counted',
      excluded.map(({ name, reason, operations }) => `${name}: ${reason} (${operations.join(', ')})`),
    ),
  ].join('\n');
}

function remainder({ criterion, level, covered, total, missing, doubtful }: CriterionTally): string[] {
  const words = criterion.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const needed = level === undefined ? 'no level' : `TCL ${String(level)}`;
  return [
    ...section(`${words} (${needed}): ${share(covered, total)}`, missing, true),
    ...section(`${words} that the documentation leaves in doubt, not covered`, doubtful.missing),
  ];
}

function section(heading: string, lines: readonly string[], isAlways = false): string[] {
  if (lines.length === 0 && !isAlways) return [];
  return [heading, ...lines.map((line) => `  ${line}`), ''];
}

function share(covered: number, total: number): string {
  return `${String(covered)} of ${String(total)}`;
}
