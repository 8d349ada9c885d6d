import { minimalIndividual, type DraftSeed } from '../contract/drafts.ts';
import { isObject, valueAt } from '../contract/pointers.ts';
import { createApi, type Api } from './api.ts';
import { bodyOf, type Answer } from './answer.ts';
import { removeCreated } from './cleanup.ts';
import type { Line } from './exchange.ts';
import { NotTestable } from './not-testable.ts';
import type { Recorder } from './recorder.ts';
import type { Session } from './session.ts';
import { waited as elapsed } from './waiting.ts';

/** Milliseconds that a read may lag behind a write without breaking the contract. */
export const longestStaleness = 2000;

const probes = 3;
const pause = 100;

/**
 * Milliseconds that tests have to wait before a read must show what was written: 0 where reads and lists follow creates and updates
 * at once, the longest that is allowed where any of a few probes shows a lag. Undefined where the target could not be probed.
 */
export async function measuredStaleness(
  line: Line,
  recorder: Recorder,
  session: Session,
  seed: DraftSeed,
): Promise<number | undefined> {
  const has = (id: string): boolean =>
    line.contract.table.operations.some((operation) => operation.id === id);
  try {
    const api = createApi(line, recorder, session);
    const lags = Array.from({ length: probes }, (_, index) =>
      lagsOf(api, has, { ...seed, seed: `${seed.seed} staleness ${String(index)}` }),
    );
    const all = (await Promise.all(lags)).flat();
    if (recorder.answers.some(({ answer }) => answer.foreign)) return undefined;
    return all.some((lag) => lag > 0) ? longestStaleness : 0;
  } catch (error) {
    if (error instanceof NotTestable) return undefined;
    throw error;
  } finally {
    await removeCreated(line, recorder, session);
  }
}

/** The lags of one probe: of a read and a list behind a create, and of a read behind an update. */
async function lagsOf(api: Api, has: (id: string) => boolean, seed: DraftSeed): Promise<number[]> {
  const draft = minimalIndividual(seed);
  const created = await api.send('createCustomer', { body: draft });
  const customerId = valueAt(bodyOf(created), '/id');
  if (created.foreign || typeof customerId !== 'string' || !isUuid(customerId)) return [];
  const path = { customerId };
  const query = { primaryEmail: draft.primaryEmail.value };
  const afterCreate = await Promise.all([
    lagOf(async () => (await api.send('retrieveCustomer', { path })).status !== 404),
    has('listCustomers')
      ? lagOf(async () => holds(await api.send('listCustomers', { query }), customerId))
      : 0,
  ]);
  if (afterCreate.some((lag) => lag > 0) || !has('updateCustomer')) return afterCreate;
  const lastName = `${draft.lastName} II`;
  const updated = await api.send('updateCustomer', { path, body: { ...draft, lastName } });
  if (updated.status >= 300) return afterCreate;
  const showsUpdate = async (): Promise<boolean> =>
    valueAt(bodyOf(await api.send('retrieveCustomer', { path })), '/lastName') === lastName;
  return [...afterCreate, await lagOf(showsUpdate)];
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function holds(answer: Answer, id: string): boolean {
  const entries = valueAt(bodyOf(answer), '/content');
  return Array.isArray(entries) && entries.some((entry) => isObject(entry) && entry.id === id);
}

/** Milliseconds until a read shows what was written; 0 when it never does, which is no lag but a defect. */
async function lagOf(isShown: () => Promise<boolean>): Promise<number> {
  for (let waited = 0; waited <= longestStaleness; waited += pause) {
    if (await isShown()) return waited;
    await elapsed(pause);
  }
  return 0;
}
