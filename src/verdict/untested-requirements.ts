import { requirements } from '../../specs/requirements/index.ts';
import { keyOf, type PlannedVerdict } from '../contract/coverage/plan.ts';
import type { RunResult } from './run-extent.ts';
import type { Conformance, Omissions, RequirementReport } from './reports/report-types.ts';

/** What a run left out of the project's own catalogue and description. */
export function omissionsOf(
  {
    collected,
    isSelection,
    ownPlan,
    plan,
  }: Pick<RunResult, 'collected' | 'isSelection' | 'ownPlan' | 'plan'>,
  reports: readonly RequirementReport[],
): Omit<Omissions, 'unreached'> {
  const selected = new Set(collected.map(({ requirement }) => requirement));
  const untested = reports.filter(({ level, verdict }) => level === 'MUST' && verdict === 'not tested');
  return {
    ...(isSelection && { selected: { requirements: selected.size, of: Object.keys(requirements).length } }),
    untestedMust: untested.map(({ id }) => id),
    byDescription: lessThan(ownPlan, plan),
  };
}

/** The verdicts and derived cases of `own` that `used` does not have. */
function lessThan(
  own: readonly PlannedVerdict[],
  used: readonly PlannedVerdict[],
): Omissions['byDescription'] {
  const byKey = new Map(used.map((each) => [keyOf(each), each]));
  return own.flatMap((each) => {
    const { requirement, operation } = each;
    const { tests = 0, cases = 0 } = byKey.get(keyOf(each)) ?? {};
    const isLess = tests < each.tests || cases < each.cases;
    return isLess ? [{ requirement, operation, cases: Math.max(0, each.cases - cases) }] : [];
  });
}

/** Returns a problem that names the planned verdicts that a run did not reach. */
export function unreachedProblems(unreached: Omissions['unreached']): string[] {
  if (unreached.length === 0) return [];
  const what = unreached.length === 1 ? 'planned verdict was' : 'planned verdicts were';
  const names = unreached.slice(0, mostNamed).map(keyOf).join(', ');
  const more = unreached.length > mostNamed ? `, and ${String(unreached.length - mostNamed)} more` : '';
  return [`${String(unreached.length)} ${what} not reached: ${names}${more}`];
}

const mostNamed = 20;

/** The result of a run followed by what it left out, so that PASSED alone means that nothing was left out. */
export function headlineOf(report: Conformance): string {
  return [report.result.toUpperCase(), ...omitted(report)].join(', ');
}

/** What a run left out, in phrases with counts; empty for a whole run that judged everything. */
export function omitted({ omissions, requirements: all }: Conformance): string[] {
  const { selected, untestedMust, byDescription } = omissions;
  const words: string[] = [];
  if (selected) words.push(`${String(selected.requirements)} of ${String(all.length)} requirements selected`);
  else if (untestedMust.length > 0) words.push(`${String(untestedMust.length)} MUST not tested`);
  if (byDescription.length > 0) {
    const cases = byDescription.reduce((sum, each) => sum + each.cases, 0);
    const less = `${counted(byDescription.length, 'verdict')} and ${counted(cases, 'derived case')} fewer`;
    words.push(`${less} than with the project’s own description`);
  }
  return words;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
