import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { replayOf } from '../../contract/evidence.ts';
import { areaOf } from '../../contract/coverage/scope.ts';
import type { Evidence } from '../evidence-file.ts';
import type { RequirementReport, ReportFacts, VerdictReport } from './report-types.ts';
import { grouped, worstOf, type TestOutcome, type Verdict } from '../verdicts.ts';
import { witnessFinder } from '../witness.ts';

/** The report on every requirement, in the order of the catalogue. `whyNot` returns why a requirement has no verdict. */
export function requirementReports(
  facts: ReportFacts,
  { outcomes, evidence }: { outcomes: readonly TestOutcome[]; evidence: Evidence },
  verdicts: readonly Verdict[],
  whyNot: (id: RequirementId) => string,
): RequirementReport[] {
  const witnessOf = witnessFinder(evidence);
  const verdictsById = grouped(verdicts, ({ requirement }) => requirement);
  const ended = outcomes.filter(({ status }) => status !== 'skipped' && status !== 'interrupted');
  const testsById = grouped(ended, ({ requirement }) => requirement);
  const exchangesByTest = grouped(evidence.exchanges, ({ test }) => test);
  const ids = Object.keys(requirements) as RequirementId[];
  return ids.map((id) => {
    const { level, text, source, notTested, everyResponse } = requirements[id];
    const own = verdictsById.get(id) ?? [];
    const verdict = worstOf(own);
    const tests = (testsById.get(id) ?? []).map((outcome) => outcome.id);
    const counts = tests.map((test) => exchangesByTest.get(test)?.length ?? 0);
    const exchanges =
      everyResponse && own.length > 0 ? evidence.exchanges.length : counts.reduce((a, b) => a + b, 0);
    return {
      ...{ id, area: areaOf(id).title, level, text, source, verdict },
      reason:
        own.length > 0 ? own.find((each) => each.verdict === verdict)?.reason : (notTested ?? whyNot(id)),
      verdicts: own.map((each) => verdictReport(each, witnessOf)),
      evidence: { tests, exchanges },
      replay: tests.length > 0 ? replayOf(facts, id) : undefined,
    };
  });
}

function verdictReport(verdict: Verdict, witnessOf: ReturnType<typeof witnessFinder>): VerdictReport {
  const { requirement: _, exchange: __, ...rest } = verdict;
  return { ...rest, witness: witnessOf(verdict) };
}
