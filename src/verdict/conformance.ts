import { isBinding } from '../contract/schema/certainty.ts';
import { inScope } from '../contract/coverage/scope.ts';
import { hasExpired } from '../contract/waivers.ts';
import { coverageReport, type CoverageReport } from './reports/coverage-report.ts';
import { driftOf } from './drift.ts';
import { extentOf, type RunResult } from './run-extent.ts';
import { hindrancesOf } from './environment-faults.ts';
import { observationsOf } from './observations.ts';
import { omissionsOf, unreachedProblems } from './untested-requirements.ts';
import type { Conformance, RequirementReport, ReportFacts, WaiverReport } from './reports/report-types.ts';
import { requirementReports } from './reports/requirement-reports.ts';
import { scoreOf } from './score.ts';
import { verdictNames, verdictsOf, type VerdictName } from './verdicts.ts';
import { waiverReports } from './waiver-reports.ts';

/** The result of a run. */
export function conformanceOf(facts: ReportFacts, run: RunResult): Conformance {
  const { evidence, startedAt: now } = run;
  const { partial, isWhole, empty, unreached, isInReach, whyNot } = extentOf(facts, run);
  const judging = { strict: facts.strict, waivers: run.waivers.filter((each) => !hasExpired(each, now)) };
  const verdicts = verdictsOf(run.outcomes, evidence, judging);
  const reports = requirementReports(facts, run, verdicts, whyNot);
  const { profile, target } = facts;
  const isProduction = target.kind === 'production';
  const coverage = coverageReport(run.contract, evidence.exchanges, {
    ...{ profile, isProduction },
    partial: !isWhole,
  });
  const further = isWhole ? vacuity(run, coverage, isProduction) : unreachedProblems(unreached);
  const problems = [...run.problems, ...further];
  const waivers = waiverReports(run.waivers, verdicts, { now, isWhole, isInReach });
  const exitCode = exitCodeOf(reports, { problems, waivers, strict: facts.strict });
  return {
    schemaVersion: 1,
    ...facts,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    partial,
    whole: isWhole,
    result: exitCode === 0 ? 'passed' : exitCode === 1 ? 'failed' : 'incomplete',
    exitCode,
    exchanges: evidence.exchanges.length,
    counts: countsOf(reports),
    score: scoreOf(reports.filter(({ id }) => inScope(id, profile, isProduction) && !empty.has(id))),
    derivedCases: run.outcomes.reduce((sum, { cases = 0 }) => sum + cases, 0),
    omissions: { ...omissionsOf(run, reports), unreached },
    coverage,
    problems,
    hindrances: hindrancesOf(evidence.findings, run.outcomes),
    requirements: reports,
    waivers,
    observations: observationsOf(verdicts, evidence.observations),
    drift: driftOf(verdicts, coverage),
    leftovers: evidence.leftovers.map(({ operation, id, reason }) => ({ operation, id, reason })),
  };
}

/**
 * Names the documented operations that never succeeded in a whole run: their other results prove little. Leaves out operations that the
 * target does not offer, which the documentation makes optional, and on production reads by id, since no such id exists there.
 */
function vacuity(
  { contract, outcomes }: Pick<RunResult, 'contract' | 'outcomes'>,
  { neverSucceeded }: CoverageReport,
  isProduction: boolean,
): string[] {
  const notOffered = new Set(outcomes.filter((each) => each.isNotOffered).map(({ operation }) => operation));
  const mustSucceed = contract.table.operations.filter(
    ({ id, certainty, path }) =>
      certainty === 'documented' && !notOffered.has(id) && !(isProduction && path.includes('{')),
  );
  const names = mustSucceed.flatMap(({ id }) => (neverSucceeded.includes(id) ? [id] : []));
  if (names.length === 0) return [];
  return [
    `${names.join(', ')} never succeeded: a run passes only if every documented operation of its profile succeeds at least once; the table above says what prevented it`,
  ];
}

/** 1: a binding requirement failed, the API kept one from being judged, or a waiver is outdated. 2: other problems, or nothing passed. */
function exitCodeOf(
  reports: RequirementReport[],
  { problems, waivers, strict }: { problems: string[]; waivers: WaiverReport[]; strict: boolean },
): 0 | 1 | 2 {
  const all = reports.flatMap(({ level, verdicts }) =>
    verdicts.map((each) => ({ ...each, level: each.verdict === 'failed' ? each.level : level })),
  );
  const binding = all.filter(({ level }) => isBinding(level, strict));
  const isOutOfDate = waivers.some(({ problem }) => problem !== undefined);
  const isBroken = binding.some(
    ({ verdict, blame }) => verdict === 'failed' || (verdict === 'not testable' && blame === 'api'),
  );
  if (isBroken || isOutOfDate) return 1;
  const isUnjudged =
    binding.some(({ verdict }) => verdict === 'not testable') ||
    all.some(({ verdict, blame }) => verdict === 'not testable' && blame === 'suite');
  const isEmpty = !all.some(({ verdict }) => verdict === 'passed');
  return problems.length > 0 || isUnjudged || isEmpty ? 2 : 0;
}

function countsOf(reports: RequirementReport[]): Record<VerdictName, number> {
  const count = (name: VerdictName): number => reports.filter(({ verdict }) => verdict === name).length;
  return Object.fromEntries(verdictNames.map((name) => [name, count(name)])) as Record<VerdictName, number>;
}
