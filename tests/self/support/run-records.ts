import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import type { Exchange, Finding } from '../../../src/contract/evidence.ts';
import { inScope } from '../../../src/contract/coverage/scope.ts';
import type { PlannedVerdict } from '../../../src/contract/coverage/plan.ts';
import type { Waiver } from '../../../src/contract/waivers.ts';
import type { RunResult } from '../../../src/verdict/run-extent.ts';
import type { ReportFacts } from '../../../src/verdict/reports/report-types.ts';
import type { Evidence } from '../../../src/verdict/evidence-file.ts';
import type { TestOutcome } from '../../../src/verdict/verdicts.ts';
import { contract } from './real-contract.ts';

/** A test of CUS-001 that passed, unless the argument says otherwise. */
export function outcomeOf(parts: Partial<TestOutcome>): TestOutcome {
  return {
    id: 't',
    requirement: 'CUS-001',
    operation: 'createCustomer',
    status: 'passed',
    expectationFailed: false,
    errors: parts.status === undefined || parts.status === 'passed' ? 0 : 1,
    message: '',
    ...parts,
  };
}

/** A broken MUST of CUS-001 with blame `api`, unless the argument says otherwise. */
export function findingOf(parts: Partial<Finding>): Finding {
  return {
    kind: 'finding',
    test: 't',
    requirement: 'CUS-001',
    operation: 'createCustomer',
    pointer: '',
    level: 'MUST',
    blame: 'api',
    message: 'why',
    judged: true,
    ...parts,
  };
}

/** An exchange with a response, unless the argument says otherwise. */
export function exchangeOf(parts: Partial<Exchange>): Exchange {
  return {
    kind: 'exchange',
    test: 't',
    index: 1,
    operation: 'createCustomer',
    startedAt: '2025-01-01T00:00:00.000Z',
    milliseconds: 1,
    request: { method: 'POST', url: 'https://api.example/v1/customers', headers: {} },
    answer: { status: 201, headers: [], body: '' },
    ...parts,
  };
}

/** One success of every operation. */
export const everySuccess: Exchange[] = contract.table.operations.map(({ id, outcomes }) =>
  exchangeOf({
    operation: id as Exchange['operation'],
    answer: { status: Number(Object.keys(outcomes.success ?? {})[0]), headers: [], body: '' },
  }),
);

/** A waiver of CUS-001 that is valid for long, unless the argument says otherwise. */
export function waiverOf(parts: Partial<Waiver>): Waiver {
  return {
    requirement: 'CUS-001',
    reason: 'known',
    owner: 'payments team',
    ticket: 'PAY-1',
    expires: '2999-12-31',
    place: 'waivers.yaml:2',
    ...parts,
  };
}

/** The evidence of a run in which nothing happened, unless the argument says otherwise. */
export function evidenceOf(parts: Partial<Evidence>): Evidence {
  return {
    exchanges: [],
    findings: [],
    leftovers: [],
    observations: [],
    checks: [],
    lines: new Map(),
    problems: [],
    ...parts,
  };
}

/** A full run on the embedded sandbox, unless the argument says otherwise. */
export function factsOf(parts: Partial<ReportFacts>): ReportFacts {
  return {
    suite: 'rocketkor-conformance 0.1.0',
    description: {
      title: 'RocketKOR Customer API',
      version: '3.0.0',
      digest: '0123456789abcdef',
      file: 'rocketkor.openapi.yaml',
      overlays: [],
    },
    target: { name: 'embedded sandbox; says nothing about any API', kind: 'embedded' },
    profile: 'full',
    seed: 'seed',
    runId: 'run',
    strict: false,
    ...parts,
  };
}

/** A plan in which every requirement with tests has one test, and needs nothing from the description. */
export function plannedFor({ profile, target }: ReportFacts): PlannedVerdict[] {
  const ids = Object.keys(requirements) as RequirementId[];
  return ids
    .filter((id) => !requirements[id].everyResponse && requirements[id].notTested === undefined)
    .filter((id) => inScope(id, profile, target.kind === 'production'))
    .map((requirement) => ({ requirement, tests: 1, cases: 0 }));
}

/** A run of two seconds in which nothing happened, unless the argument says otherwise; a selection if not all planned tests are in it. */
export function recordOf(parts: Partial<RunResult>, facts: ReportFacts = factsOf({})): RunResult {
  const plan = plannedFor(facts);
  const collected = new Set((parts.collected ?? parts.outcomes)?.map(({ requirement }) => requirement));
  return {
    contract,
    plan,
    ownPlan: [],
    isSelection: plan.some(({ requirement }) => !collected.has(requirement)),
    waivers: [],
    startedAt: new Date('2025-01-01T00:00:00.000Z'),
    finishedAt: new Date('2025-01-01T00:00:02.500Z'),
    collected: parts.outcomes ?? [],
    outcomes: [],
    evidence: evidenceOf({}),
    problems: [],
    ...parts,
  };
}
