import type { Exchange, Finding } from '../../../src/contract/evidence.ts';
import type { RunFacts, RunRecord } from '../../../src/verdict/conformance.ts';
import type { Evidence } from '../../../src/verdict/evidence-file.ts';
import type { TestOutcome } from '../../../src/verdict/verdicts.ts';
import { contract } from './real-contract.ts';

/** A test of CUS-001 that passed, unless said otherwise. */
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

/** A broken MUST of CUS-001 that the API is to blame for, unless said otherwise. */
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

/** An exchange that was answered, unless said otherwise. */
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

/** What a run in which nothing happened left behind, unless said otherwise. */
export function evidenceOf(parts: Partial<Evidence>): Evidence {
  return { exchanges: [], findings: [], leftovers: [], problems: [], ...parts };
}

/** A full run on the embedded sandbox, unless said otherwise. */
export function factsOf(parts: Partial<RunFacts>): RunFacts {
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

/** A run of two seconds in which nothing happened, unless said otherwise. */
export function recordOf(parts: Partial<RunRecord>): RunRecord {
  return {
    contract,
    cases: { bodies: [], parameters: [] },
    startedAt: new Date('2025-01-01T00:00:00.000Z'),
    finishedAt: new Date('2025-01-01T00:00:02.500Z'),
    selected: new Set(parts.outcomes?.map(({ requirement }) => requirement)),
    outcomes: [],
    evidence: evidenceOf({}),
    problems: [],
    ...parts,
  };
}
