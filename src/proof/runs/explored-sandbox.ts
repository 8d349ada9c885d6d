import { createMemory } from '../../exchange/client-context.ts';
import type { EvidenceRecord } from '../../contract/evidence.ts';
import type { Contract } from '../../contract/operations.ts';
import { createRecorder } from '../../exchange/recorder.ts';
import { redactorOf } from '../../exchange/redaction/run-redactor.ts';
import { createSession } from '../../exchange/session.ts';
import { measuredStaleness } from '../../exchange/retry/replication-lag.ts';
import { createTransport } from '../../exchange/transport/transport.ts';
import { explore, replay, type Budget, type Exploration } from '../../explore/exploration.ts';
import type { Ground } from '../../explore/sequence.ts';
import type { ExplorationStep } from '../../explore/steps.ts';
import { createInstance, type Instance } from '../../sandbox/http/instance.ts';
import { serveInstance, type Sandbox } from '../../sandbox/sandbox.ts';
import type { Alteration } from '../../sandbox/variants/variant.ts';

/** The result of an exploration of a sandbox, and what it left there. */
export interface Explored extends Exploration {
  /** The number of customers after it, minus the number before it. */
  left: number;
  log: EvidenceRecord[];
}

/** A running sandbox, and the number of its customers. */
export interface ServedInstance {
  sandbox: Sandbox;
  customers: () => number;
}

/** Serves an altered sandbox. */
export async function servedInstance(contract: Contract, alter: Alteration): Promise<ServedInstance> {
  const instance: Instance = alter(createInstance(contract));
  const customers = (): number =>
    [...instance.store.values()].reduce((sum, account) => sum + account.customers.size, 0);
  return { sandbox: await serveInstance(instance), customers };
}

/** Explores a new, altered sandbox. `isLagging`: measures the replication lag of reads first. */
export function exploredSandbox(
  contract: Contract,
  alter: Alteration,
  seed: string,
  budget: Pick<Budget, 'runs' | 'milliseconds'>,
  isLagging = false,
): Promise<Explored> {
  const shrinking = { attempts: 300, milliseconds: 50_000 };
  return onSandbox(contract, alter, seed, isLagging, (ground) =>
    explore(ground, { ...budget, steps: 30, shrinking }, new AbortController().signal),
  );
}

/** Replays steps on a new, altered sandbox. */
export function replayedOnSandbox(
  contract: Contract,
  alter: Alteration,
  seed: string,
  steps: readonly ExplorationStep[],
): Promise<Explored> {
  return onSandbox(contract, alter, seed, false, (ground) =>
    replay(ground, steps, new AbortController().signal),
  );
}

async function onSandbox(
  contract: Contract,
  alter: Alteration,
  seed: string,
  isLagging: boolean,
  walk: (ground: Ground) => Promise<Exploration>,
): Promise<Explored> {
  const { sandbox, customers } = await servedInstance(contract, alter);
  const target = { kind: 'embedded' as const, baseUrl: sandbox.url, credentials: sandbox.accounts.first };
  const redactor = redactorOf(target, contract);
  const context = { contract, target, transport: createTransport(30_000), redactor, memory: createMemory() };
  const session = createSession(target.credentials);
  const records: EvidenceRecord[] = [];
  const log = { write: (record: EvidenceRecord) => void records.push(record), close: () => undefined };
  const own = { seed, runId: 'r-explore' };
  const requirement = { id: 'CUS-041', level: 'MUST' as const, text: '' };
  const facts = { test: 't', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const before = customers();
  try {
    const lag = isLagging
      ? await measuredStaleness(context, createRecorder(log, facts), session, own)
      : undefined;
    const staleness = Math.max(lag?.reads ?? 0, lag?.lists ?? 0);
    const came = await walk({
      ...own,
      context,
      session,
      log,
      strict: false,
      waivers: [],
      staleness,
    });
    return { ...came, left: customers() - before, log: records };
  } finally {
    await context.transport.close();
    await sandbox.close();
  }
}
