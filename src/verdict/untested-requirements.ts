import { requirements } from '../../specs/requirements/index.ts';
import { keyOf, type PlannedVerdict } from '../contract/coverage/plan.ts';
import type { RunResult } from './run-extent.ts';
import type { Conformance, Omissions, RequirementReport } from './reports/report-types.ts';

/** What the project's own catalogue and description have and a run left out. */
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

/** What one plan has less of than another: verdicts, and derived cases. */
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

/** Says of planned verdicts that a run did not come to which they are. */
export function unreachedProblems(unreached: Omissions['unreached']): string[] {
  if (unreached.length === 0) return [];
  const what = unreached.length === 1 ? 'planned verdict was' : 'planned verdicts were';
  const names = unreached.slice(0, mostNamed).map(keyOf).join(', ');
  const more = unreached.length > mostNamed ? `, and ${String(unreached.length - mostNamed)} more` : '';
  return [`${String(unreached.length)} ${what} not reached: ${names}${more}`];
}

const mostNamed = 20;

/** The result of a run with what it left out, so that a plain PASSED means all. */
export function headlineOf(report: Conformance): string {
  return [report.result.toUpperCase(), ...omitted(report)].join(', ');
}

/** What a run left out, counted: nothing of a whole run that judged all. */
export function omitted({ omissions, requirements: all }: Conformance): string[] {
  const { selected, untestedMust, byDescription } = omissions;
  const words: string[] = [];
  if (selected) words.push(`${String(selected.requirements)} of ${String(all.length)} requirements selected`);
  else if (untestedMust.length > 0) words.push(`${String(untestedMust.length)} MUST not tested`);
  if (byDescription.length > 0) {
    const cases = byDescription.reduce((sum, each) => sum + each.cases, 0);
    const less = `${counted(byDescription.length, 'verdict')} and ${counted(cases, 'derived case')} less`;
    words.push(`${less} than with the project’s own description`);
  }
  return words;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
