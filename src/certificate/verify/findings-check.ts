import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { hasExpired } from '../../contract/waivers.ts';
import type { Evidence } from '../../verdict/evidence-file.ts';
import type { Conformance, RequirementReport } from '../../verdict/reports/report-types.ts';
import {
  grouped,
  verdictNames,
  verdictsOf,
  worstOf,
  type TestOutcome,
  type VerdictName,
} from '../../verdict/verdicts.ts';
import type { StepOutcome } from './verification.ts';

/** Whether the findings in the evidence log lead to verdicts no worse than those that are certified. */
export function findingsCheck(report: Conformance, evidence: Evidence): StepOutcome {
  if (evidence.problems[0] !== undefined)
    return { problem: `evidence.ndjson is damaged: ${evidence.problems[0]}` };
  if (evidence.exchanges.length !== report.exchanges)
    return {
      problem: `evidence.ndjson holds ${String(evidence.exchanges.length)} exchanges, where the certificate counts ${String(report.exchanges)}`,
    };
  const thin = withoutExchanges(report, evidence);
  if (thin)
    return {
      problem: `the evidence does not support the verdict on ${thin.id}: evidence.ndjson does not hold the ${String(thin.evidence.exchanges)} exchanges that it rests on`,
    };
  const unsupported = worseThanCertified(report, evidence);
  if (unsupported !== undefined)
    return { problem: `the evidence does not support the verdict on ${unsupported}` };
  return {
    found: `${String(evidence.exchanges.length)} exchanges, and no finding against what is certified`,
  };
}

/** A requirement that rests on exchanges which the evidence log does not hold. */
function withoutExchanges(report: Conformance, { exchanges: all }: Evidence): RequirementReport | undefined {
  const byTest = grouped(all, ({ test }) => test);
  const countOf = (test: string): number => byTest.get(test)?.length ?? 0;
  return report.requirements.find(
    ({ id, evidence: { tests, exchanges } }) =>
      !requirements[id].everyResponse && tests.reduce((sum, test) => sum + countOf(test), 0) !== exchanges,
  );
}

/** The first requirement whose verdict by the evidence log is worse than the certified one, in words. */
function worseThanCertified(report: Conformance, evidence: Evidence): string | undefined {
  const waivers = report.waivers.filter((each) => !hasExpired(each, new Date(report.startedAt)));
  const verdicts = verdictsOf(outcomesOf(report), evidence, { strict: report.strict, waivers });
  const byId = grouped(verdicts, ({ requirement }) => requirement);
  const worstFor = (id: RequirementId): VerdictName => worstOf(byId.get(id) ?? []);
  const rank = (name: VerdictName): number => verdictNames.indexOf(name);
  const unsupported = report.requirements.find(({ id, verdict }) => rank(worstFor(id)) < rank(verdict));
  if (!unsupported) return undefined;
  const { id, verdict } = unsupported;
  const found = byId.get(id)?.find((each) => each.verdict === worstFor(id));
  const reason = found?.reason === undefined ? '' : `, ${found.reason}`;
  return `${id}, which is ${verdict}: evidence.ndjson has it ${worstFor(id)}${reason}`;
}

/** The tests of a run as if each had passed: worse verdicts can then come only from the findings in the evidence. */
function outcomesOf(report: Conformance): TestOutcome[] {
  return report.requirements.flatMap(({ id, evidence, verdicts }) =>
    evidence.tests.map((test) => ({
      ...{ id: test, requirement: id, operation: verdicts[0]?.operation ?? '' },
      ...{ status: 'passed' as const, expectationFailed: false, errors: 0, message: '' },
    })),
  );
}
