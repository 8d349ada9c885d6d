import { createMemory } from '../../../../../src/exchange/client-context.ts';
import { minimalIndividual } from '../../../../../src/contract/data/drafts.ts';
import { isObject, textOf, valueAt, type Json } from '../../../../../src/contract/schema/pointers.ts';
import { bodyOf } from '../../../../../src/exchange/response.ts';
import { createApi } from '../../../../../src/exchange/api.ts';
import type { Shelf } from '../../../../../src/exchange/cleanup/ledger.ts';
import { createRecorder } from '../../../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import type { Standing } from '../../../../../src/files/running.ts';
import { createSession } from '../../../../../src/exchange/session.ts';
import {
  leftBehind,
  type Broom,
  type LeftBehind,
  type Sweeping,
} from '../../../../../src/exchange/cleanup/sweep.ts';
import { createTransport } from '../../../../../src/exchange/transport/transport.ts';
import { servedInstance } from '../../../../../src/proof/runs/explored-sandbox.ts';
import { all, responses, type Alteration } from '../../../../../src/sandbox/variants/variant.ts';
import { contract } from '../../../support/real-contract.ts';

/** In milliseconds. */
export const minute = 60_000;

/** Ledgers, and the states of their runs. */
export type Ledgers = Shelf['ledgers'];

/** A sandbox to sweep. */
export interface Floor {
  broom: Broom;
  /** Creates a customer of a run, this many minutes ago; without a run, a customer of others. Returns its id. */
  made: (run?: string, minutes?: number) => Promise<string>;
  /** Sets the time of creation that the target returns for a customer, and its `Date` header. */
  dated: (id: string, createdAt: Json, date?: string) => void;
  /** The result of a sweep. */
  found: (ledgers: Ledgers, sweeping?: Partial<Sweeping>) => Promise<LeftBehind>;
  customers: () => number;
}

/** Calls a function with a new sandbox, altered in some way. */
export async function onFloor(
  work: (floor: Floor) => Promise<void>,
  alter: Alteration = (same) => same,
): Promise<void> {
  const dates = new Map<string, { createdAt: Json; date?: string | undefined }>();
  const { sandbox, customers } = await servedInstance(contract, all(alter, dating(dates)));
  const { first: credentials } = sandbox.accounts;
  const broom = broomFor(sandbox.url, credentials);
  const api = createApi(broom.context, broom.recorder, broom.session);
  let count = 0;
  try {
    await work({
      ...{ broom, customers, dated: (id, createdAt, date) => dates.set(id, { createdAt, date }) },
      made: async (run, minutes = 0) => {
        const draft = minimalIndividual({ seed: String((count += 1)), runId: run ?? 'r' });
        const email = `${String(count)}@kor-conformance.example.org`;
        const body = run === undefined ? { ...draft, primaryEmail: { value: email } } : draft;
        const id = textOf(valueAt(bodyOf(await api.send('createCustomer', { body })), '/id'));
        if (minutes > 0) dates.set(id, { createdAt: new Date(Date.now() - minutes * minute).toISOString() });
        return id;
      },
      found: (ledgers, sweeping) => {
        const shelf = (): Promise<Shelf> => Promise.resolve({ ledgers, unreadable: [] });
        return leftBehind(broom, { shelf, now: Date.now(), ...sweeping });
      },
    });
  } finally {
    await broom.context.transport.close();
    await sandbox.close();
  }
}

function broomFor(baseUrl: string, credentials: { key: string; secret: string }): Broom {
  const target = { kind: 'sandbox' as const, baseUrl, credentials };
  const redactor = createRedactor([]);
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 't', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder({ write: () => undefined, close: () => undefined }, facts);
  const context = { contract, target, transport: createTransport(5000), redactor, memory: createMemory() };
  return { context, recorder, session: createSession(credentials) };
}

/** Changes the time of creation in reads of single customers, and the `Date` header. */
function dating(dates: ReadonlyMap<string, { createdAt: Json; date?: string | undefined }>): Alteration {
  return responses((response) => {
    const { body } = response;
    const other = isObject(body) ? dates.get(textOf(body.id)) : undefined;
    if (!other || !isObject(body)) return response;
    const headers = { ...response.headers, ...(other.date !== undefined && { date: other.date }) };
    return { ...response, headers, body: { ...body, createdAt: other.createdAt } };
  });
}

/** The ledger of a run, with what it names. */
export function ledger(run: string, standing: Standing, ...ids: string[]): Ledgers[number] {
  const removal = { operation: 'removeCustomer', parameter: 'customerId' };
  return {
    ...{ file: `${run}.ndjson`, standing, signs: [], hasLost: false, hasEnded: false, writtenAt: 0 },
    run: { kind: 'run', run, process: { host: 'h', pid: 7 }, baseUrl: '', start: '' },
    remaining: ids.map((id) => ({ removal, id })),
  };
}
