import type { EvidenceRecord } from '../../../src/contract/evidence.ts';
import { createRecorder } from '../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../src/exchange/redaction.ts';
import { createSession } from '../../../src/exchange/session.ts';
import { measuredStaleness } from '../../../src/exchange/staleness.ts';
import { createTransport } from '../../../src/exchange/transport.ts';
import { explore, replay, type Budget, type Exploration } from '../../../src/explore/exploration.ts';
import type { Ground } from '../../../src/explore/sequence.ts';
import type { Step } from '../../../src/explore/steps.ts';
import { createInstance, type Instance } from '../../../src/sandbox/instance.ts';
import { serveInstance, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Alteration } from '../../../src/sandbox/variants/variant.ts';
import { secretsOf } from '../../../src/target/target.ts';
import { contract } from '../unit/real-contract.ts';

/** What came of an exploration of a sandbox, and what is left there. */
export interface Explored extends Exploration {
  /** Customers that were there after it and not before. */
  left: number;
  log: EvidenceRecord[];
}

/** A sandbox that serves, and how many customers it holds. */
export interface ServedInstance {
  sandbox: Sandbox;
  customers: () => number;
}

/** Serves a sandbox with something about it altered. */
export async function servedInstance(alter: Alteration): Promise<ServedInstance> {
  const instance: Instance = alter(createInstance(contract));
  const customers = (): number =>
    [...instance.store.values()].reduce((sum, account) => sum + account.customers.size, 0);
  return { sandbox: await serveInstance(instance), customers };
}

/** Explores a sandbox of its own, altered in some way. `isLagging`: how far reads lag is measured first. */
export function exploredSandbox(
  alter: Alteration,
  seed: string,
  budget: Pick<Budget, 'runs' | 'milliseconds'>,
  isLagging = false,
): Promise<Explored> {
  const shrinking = { attempts: 300, milliseconds: 50_000 };
  return onSandbox(alter, seed, isLagging, (ground) =>
    explore(ground, { ...budget, steps: 30, shrinking }, new AbortController().signal),
  );
}

/** Takes certain steps on a sandbox of its own, altered in some way. */
export function replayedOnSandbox(
  alter: Alteration,
  seed: string,
  steps: readonly Step[],
): Promise<Explored> {
  return onSandbox(alter, seed, false, (ground) => replay(ground, steps, new AbortController().signal));
}

async function onSandbox(
  alter: Alteration,
  seed: string,
  isLagging: boolean,
  walk: (ground: Ground) => Promise<Exploration>,
): Promise<Explored> {
  const { sandbox, customers } = await servedInstance(alter);
  const target = { kind: 'embedded' as const, baseUrl: sandbox.url, credentials: sandbox.accounts.first };
  const redactor = createRedactor(secretsOf(target));
  const line = { contract, target, transport: createTransport(30_000), redactor };
  const session = createSession(target.credentials);
  const records: EvidenceRecord[] = [];
  const log = { write: (record: EvidenceRecord) => void records.push(record), close: () => undefined };
  const own = { seed, runId: 'r-explore' };
  const requirement = { id: 'CUS-041', level: 'MUST' as const, text: '' };
  const facts = { test: 't', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const before = customers();
  try {
    const staleness = isLagging
      ? ((await measuredStaleness(line, createRecorder(log, facts), session, own)) ?? 0)
      : 0;
    const came = await walk({ ...own, line, session, log, strict: false, waivers: [], staleness });
    return { ...came, left: customers() - before, log: records };
  } finally {
    await line.transport.close();
    await sandbox.close();
  }
}
