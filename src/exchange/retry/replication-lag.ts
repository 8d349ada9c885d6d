import { minimalIndividual, type DraftSeed } from '../../contract/data/drafts.ts';
import { isObject, valueAt } from '../../contract/schema/pointers.ts';
import { createApi, type Api } from '../api.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { removeCreated } from '../cleanup/cleanup.ts';
import type { ClientContext } from '../client-context.ts';
import { NotTestable } from '../not-testable.ts';
import type { Recorder } from '../recorder.ts';
import type { Session } from '../session.ts';
import { delay as elapsed } from './delay.ts';

/** Milliseconds that a read may lag behind a write without breaking the contract. */
export const longestStaleness = 2000;

const probes = 3;
const pause = 100;

/** Milliseconds to wait before a read by id, or a list, must show a write; 0 if it shows writes immediately. */
export interface Staleness {
  reads: number;
  lists: number;
}

/**
 * Measures how long tests must wait for their writes: twice the lag of a few probes, at most {@link longestStaleness}. Undefined if
 * the target could not be probed.
 */
export async function measuredStaleness(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  seed: DraftSeed,
): Promise<Staleness | undefined> {
  const has = (id: string, parameter?: string): boolean =>
    context.contract.table.operations.some(
      (operation) =>
        operation.id === id &&
        (parameter === undefined || operation.parameters.some(({ name }) => name === parameter)),
    );
  try {
    const api = createApi(context, recorder, session);
    const lags = Array.from({ length: probes }, (_, index) =>
      lagsOf(api, has, { ...seed, seed: `${seed.seed} staleness ${String(index)}` }),
    );
    const measured = await Promise.all(lags);
    if (recorder.responses.some(({ response }) => response.foreign)) return undefined;
    return {
      reads: allowanceFor(measured.map(({ reads }) => reads)),
      lists: allowanceFor(measured.map(({ lists }) => lists)),
    };
  } catch (error) {
    if (error instanceof NotTestable) return undefined;
    throw error;
  } finally {
    await removeCreated(context, recorder, session);
  }
}

/** The lines to print about how long tests wait; empty if they do not wait. `lag`: undefined if it could not be measured. */
export function waits(lag: Staleness | undefined): string {
  const words = (what: string, milliseconds: number, reason: string): string =>
    milliseconds === 0 ? '' : `tests wait ${String(milliseconds)} ms before they judge ${what}: ${reason}\n`;
  if (!lag)
    return words('reads and lists', longestStaleness, 'their lag behind writes could not be measured');
  return (
    words('reads', lag.reads, 'reads lag behind writes') +
    words('lists', lag.lists, 'lists lag behind writes')
  );
}

function allowanceFor(lags: readonly number[]): number {
  const longest = Math.max(0, ...lags);
  return longest === 0 ? 0 : Math.min(longestStaleness, 2 * (longest + pause));
}

/** The lags of one probe: of a read and a list after a create, and of a read after an update. A list without the filter is not probed. */
async function lagsOf(
  api: Api,
  has: (id: string, parameter?: string) => boolean,
  seed: DraftSeed,
): Promise<Staleness> {
  const draft = minimalIndividual(seed);
  const created = await api.send('createCustomer', { body: draft });
  const customerId = valueAt(bodyOf(created), '/id');
  if (created.foreign || typeof customerId !== 'string' || !isUuid(customerId)) return { reads: 0, lists: 0 };
  const path = { customerId };
  const query = { primaryEmail: draft.primaryEmail.value };
  const [reads, lists] = await Promise.all([
    lagOf(async () => (await api.send('retrieveCustomer', { path })).status !== 404),
    has('listCustomers', 'primaryEmail')
      ? lagOf(async () => holds(await api.send('listCustomers', { query }), customerId))
      : 0,
  ]);
  if (reads > 0 || !has('updateCustomer')) return { reads, lists };
  const lastName = `${draft.lastName} II`;
  const updated = await api.send('updateCustomer', { path, body: { ...draft, lastName } });
  if (updated.status >= 300) return { reads, lists };
  const showsUpdate = async (): Promise<boolean> =>
    valueAt(bodyOf(await api.send('retrieveCustomer', { path })), '/lastName') === lastName;
  return { reads: await lagOf(showsUpdate), lists };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function holds(response: ApiResponse, id: string): boolean {
  const entries = valueAt(bodyOf(response), '/content');
  return Array.isArray(entries) && entries.some((entry) => isObject(entry) && entry.id === id);
}

/** Milliseconds until a read shows a write; 0 if it never does, which is a defect and not a lag. */
async function lagOf(isShown: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  for (let waited = 0; waited <= longestStaleness; waited += pause) {
    if (await isShown()) return waited === 0 ? 0 : Math.max(waited, Math.round(performance.now() - began));
    await elapsed(pause);
  }
  return 0;
}
