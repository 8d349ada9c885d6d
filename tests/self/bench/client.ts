import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contract } from '../../../src/contract/operations.ts';
import { createApi, type Api } from '../../../src/exchange/api.ts';
import { removeCreated } from '../../../src/exchange/cleanup/cleanup.ts';
import { createMemory, type ClientContext } from '../../../src/exchange/client-context.ts';
import { createRecorder, openEvidenceLog, type Recorder } from '../../../src/exchange/recorder.ts';
import { redactorOf } from '../../../src/exchange/redaction/run-redactor.ts';
import { createSession, type Session } from '../../../src/exchange/session.ts';
import { createTransport } from '../../../src/exchange/transport/transport.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Credentials, Target } from '../../../src/target/target.ts';

/** Milliseconds until an exchange without a response times out. */
export const exchangeTimeout = 30_000;

/** The state of a single test. */
export interface Desk {
  api: Api;
  recorder: Recorder;
  /** Removes what the test created, as is done after every test. */
  clear: () => Promise<void>;
}

/** The state that a worker keeps for all of its tests: the only way to send requests, with an evidence log on disk. */
export interface Client {
  context: ClientContext;
  session: Session;
  /** Returns the desk of the next test. */
  desk: () => Desk;
  close: () => Promise<void>;
}

/** A client of a target, which writes its evidence into a temporary folder. */
export function createClient(contract: Contract, given: RunningTarget): Client {
  const target: Target = { kind: 'embedded', ...given };
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-bench-'));
  const log = openEvidenceLog(path.join(folder, 'evidence.ndjson'));
  const redactor = redactorOf(target, contract);
  const context: ClientContext = {
    contract,
    target,
    transport: createTransport(exchangeTimeout),
    redactor,
    memory: createMemory(),
  };
  const session = createSession(target.credentials);
  const requirement = { id: 'CUS-001', level: 'MUST' as const, text: 'Measured, not judged.' };
  const facts = {
    contract,
    redactor,
    requirement,
    test: 'bench',
    strict: false,
    waivers: [],
    replay: 'npm run bench',
  };
  return {
    context,
    session,
    desk: () => {
      const recorder = createRecorder(log, facts);
      const clear = (): Promise<void> => removeCreated(context, recorder, session);
      return { api: createApi(context, recorder, session), recorder, clear };
    },
    close: async () => {
      await context.transport.close();
      log.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A target that runs for one measurement. */
export interface RunningTarget {
  baseUrl: string;
  credentials: Credentials;
  otherCredentials?: Credentials;
  shortLivedCredentials?: Credentials;
}

/** Runs `measure` against a new, empty embedded sandbox and returns its result. */
export async function onSandbox<Found>(
  contract: Contract,
  measure: (target: RunningTarget) => Promise<Found>,
): Promise<Found> {
  const sandbox = await startSandbox({ contract });
  try {
    const { first: credentials, other: otherCredentials, shortLived } = sandbox.accounts;
    const accounts = { credentials, otherCredentials, shortLivedCredentials: shortLived };
    return await measure({ baseUrl: sandbox.url, ...accounts });
  } finally {
    await sandbox.close();
  }
}

/** Runs `measure` with a client of a target, closes the client and returns the result. */
export async function withClient<Found>(
  contract: Contract,
  target: RunningTarget,
  measure: (client: Client) => Promise<Found>,
): Promise<Found> {
  const client = createClient(contract, target);
  try {
    return await measure(client);
  } finally {
    await client.close();
  }
}
