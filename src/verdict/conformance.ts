import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import { isBinding, type Level } from '../contract/certainty.ts';
import { countOf, withoutCases, type CaseIndex } from '../contract/cases/case-index.ts';
import type { Leftover } from '../contract/evidence.ts';
import type { Contract } from '../contract/operations.ts';
import { areaOf, inScope } from '../contract/scope.ts';
import { coverageReport, type CoverageReport } from './coverage-report.ts';
import type { Evidence } from './evidence-file.ts';
import {
  grouped,
  verdictNames,
  verdictsOf,
  worstOf,
  type TestOutcome,
  type Verdict,
  type VerdictName,
} from './verdicts.ts';

/** By what description a run judged. */
export interface DescriptionFacts {
  title: string;
  version: string;
  /** Of the description and of every overlay. */
  digest: string;
  /** Name of the file. */
  file: string;
  /** Names of the overlays that pinned it, in their order, each with its digest. */
  overlays: string[];
}

/** What a run was about. */
export interface RunFacts {
  suite: string;
  description: DescriptionFacts;
  target: { name: string; kind: 'embedded' | 'sandbox' | 'production' };
  profile: 'core' | 'full';
  seed: string;
  runId: string;
  strict: boolean;
}

/** What a run says of one requirement. */
export interface RequirementReport {
  id: RequirementId;
  area: string;
  level: Level;
  text: string;
  source: string;
  /** The worst of its verdicts. */
  verdict: VerdictName;
  /** Why it has no verdict of its own. */
  reason?: string | undefined;
  verdicts: Omit<Verdict, 'requirement'>[];
}

/** What a run found out: the content of `reports/conformance.json`. */
export interface Conformance extends RunFacts {
  schemaVersion: 1;
  startedAt: string;
  finishedAt: string;
  /** Whether fewer requirements were selected than the profile holds. */
  partial: boolean;
  result: 'passed' | 'failed' | 'incomplete';
  /** 0 passed, 1 failed, 2 incomplete. */
  exitCode: 0 | 1 | 2;
  exchanges: number;
  counts: Record<VerdictName, number>;
  coverage: CoverageReport;
  /** How many cases are derived from the description. */
  derivedCases: number;
  /** What kept the run itself from going well. */
  problems: string[];
  requirements: RequirementReport[];
  leftovers: Pick<Leftover, 'operation' | 'id' | 'reason'>[];
}

/** How a run went, as the runner and the evidence log tell. */
export interface RunRecord {
  /** What it judged by. */
  contract: Contract;
  /** What is derived from that. */
  cases: CaseIndex;
  startedAt: Date;
  finishedAt: Date;
  /** What was to be tested, whether it came to it or not. */
  selected: ReadonlySet<RequirementId>;
  outcomes: TestOutcome[];
  evidence: Evidence;
  problems: string[];
}

/** What a run found out. */
export function conformanceOf(facts: RunFacts, run: RunRecord): Conformance {
  const { outcomes, selected, evidence, problems } = run;
  const verdicts = grouped(verdictsOf(outcomes, evidence, facts.strict), ({ requirement }) => requirement);
  const ids = Object.keys(requirements) as RequirementId[];
  const hasBegun = selected.size > 0 || problems.length === 0;
  const empty = new Set(withoutCases(run.cases));
  const reports = ids.map((id) => {
    const unreached = selected.has(id) ? 'the run ended before it' : whyNone(id, facts);
    const why = empty.has(id) ? 'nothing in the description calls for it' : unreached;
    return requirementReport(id, verdicts.get(id) ?? [], hasBegun ? why : 'the run could not begin');
  });
  const isLeftOut = (id: RequirementId): boolean =>
    isSelectable(id, facts) && !selected.has(id) && !empty.has(id);
  const partial = hasBegun && ids.some(isLeftOut);
  const exitCode = exitCodeOf(reports, problems, facts.strict);
  return {
    schemaVersion: 1,
    ...facts,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    partial,
    result: exitCode === 0 ? 'passed' : exitCode === 1 ? 'failed' : 'incomplete',
    exitCode,
    exchanges: evidence.exchanges.length,
    counts: countsOf(reports),
    derivedCases: countOf(run.cases),
    coverage: coverageReport(run.contract, evidence.exchanges, {
      profile: facts.profile,
      isProduction: facts.target.kind === 'production',
      partial,
    }),
    problems,
    requirements: reports,
    leftovers: evidence.leftovers.map(({ operation, id, reason }) => ({ operation, id, reason })),
  };
}

function isSelectable(id: RequirementId, { profile, target }: RunFacts): boolean {
  const { everyAnswer, notTested } = requirements[id];
  return !everyAnswer && notTested === undefined && inScope(id, profile, target.kind === 'production');
}

function requirementReport(id: RequirementId, verdicts: Verdict[], whyNot: string): RequirementReport {
  const { level, text, source, notTested } = requirements[id];
  const verdict = worstOf(verdicts);
  const reason =
    verdicts.length > 0 ? verdicts.find((each) => each.verdict === verdict)?.reason : (notTested ?? whyNot);
  const area = areaOf(id).title;
  return {
    id,
    area,
    level,
    text,
    source,
    verdict,
    reason,
    verdicts: verdicts.map(({ requirement: _, ...rest }) => rest),
  };
}

function whyNone(id: RequirementId, { profile, target }: RunFacts): string {
  if (!inScope(id, profile, false)) return `outside the profile ${profile}`;
  if (!inScope(id, profile, target.kind === 'production')) return 'a production target is not written to';
  return requirements[id].everyAnswer
    ? 'no answer was of the kind that it speaks of'
    : 'not selected in this run';
}

/** 1 when a binding requirement failed or the target kept it from being judged; 2 when something else did; otherwise 0. */
function exitCodeOf(reports: RequirementReport[], problems: string[], strict: boolean): 0 | 1 | 2 {
  const all = reports.flatMap(({ level, verdicts }) =>
    verdicts.map((each) => ({ ...each, level: each.verdict === 'failed' ? each.level : level })),
  );
  const binding = all.filter(({ level }) => isBinding(level, strict));
  if (
    binding.some(
      ({ verdict, blame }) => verdict === 'failed' || (verdict === 'not testable' && blame === 'api'),
    )
  )
    return 1;
  const isUnjudged = binding.some(({ verdict }) => verdict === 'not testable');
  const isEmpty = !all.some(({ verdict }) => verdict === 'passed');
  return problems.length > 0 || isUnjudged || isEmpty ? 2 : 0;
}

function countsOf(reports: RequirementReport[]): Record<VerdictName, number> {
  const count = (name: VerdictName): number => reports.filter(({ verdict }) => verdict === name).length;
  return Object.fromEntries(verdictNames.map((name) => [name, count(name)])) as Record<VerdictName, number>;
}
