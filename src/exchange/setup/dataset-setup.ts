import type { CustomerDraft, DatasetCustomer } from '../../contract/data/customer-dataset.ts';
import type { DraftSeed } from '../../contract/data/drafts.ts';
import { isolatedBy, type DataSet, type FilterTopic } from '../../contract/rules/lists/list-filters.ts';
import { valueAt } from '../../contract/schema/pointers.ts';
import type { Api } from '../api.ts';
import { arranged } from './arrange.ts';
import { bodyOf } from '../response.ts';
import type { Input } from '../input.ts';
import { isolated } from './dataset-isolation.ts';
import { NotTestable } from '../not-testable.ts';
import { largestSize } from './page-size.ts';
import { polledWithin } from '../retry/polling.ts';
import { recorderOf } from '../recorder.ts';

/** A data set that exists at the target. */
export interface ArrangedDataSet extends DataSet {
  /** The residents that the target lists by what isolates them. */
  isolated: readonly DatasetCustomer[];
  /** The most entries on a page that the target goes along with. */
  largestSize: number;
  /** Why a topic cannot be judged on it: the target refused what the topic needs. */
  hindrances: Partial<Record<FilterTopic, NotTestable>>;
}

/** How many requests are under way at a time: enough to be quick, too few to be a load. */
const atATime = 4;
/** Places among the residents of those to be suspended: two individuals and a business. */
const suspended = [3, 9, 22];

/**
 * Creates a data set. Throws a `NotTestable` when the target refuses a customer of plain values; what else it
 * refuses is left out, and the data set says what cannot be judged then.
 */
export async function arrangedDataSet(api: Api, seed: DraftSeed): Promise<ArrangedDataSet> {
  const register = (draft: CustomerDraft): Promise<DatasetCustomer> => registered(api, draft);
  const tried = (draft: CustomerDraft): Promise<DatasetCustomer | undefined> => registeredIfTaken(api, draft);
  const { drafts, isolation, first } = await isolated(api, seed, register, tried);
  const plain = [first, ...(await inBatches(drafts.plain.slice(1), register))];
  const odd = await inBatches(drafts.odd, tried);
  const elsewhere = await inBatches(drafts.elsewhere, register);
  const removed = await inBatches(drafts.leaving, register);
  const inStatus = await inBatches(plain, (resident, place) =>
    suspended.includes(place) ? suspend(api, resident) : Promise.resolve(resident),
  );
  const removal = await unlessRefused(inBatches(removed, (resident) => remove(api, resident)));
  const residents = [...inStatus, ...odd.flatMap((one) => one ?? [])];
  const set = { isolation, residents, elsewhere, removed, isolated: isolatedBy(isolation?.here, residents) };
  if (isolation) await untilListed(api, set);
  const hindrances = removal instanceof NotTestable ? { removed: removal } : {};
  return {
    ...set,
    largestSize: await largestSize(api, isolation?.here ?? {}, set.isolated.length),
    hindrances,
  };
}

/** Waits until lists show everything that was written, as far as their totals tell: they may lag although reads by id do not. */
async function untilListed(
  api: Api,
  { isolation, isolated: here, elsewhere }: DataSet & Pick<ArrangedDataSet, 'isolated'>,
): Promise<void> {
  const there = isolatedBy(isolation?.there, elsewhere);
  const suspendedOnes = here.filter(({ status }) => status === 'SUSPENDED');
  const totals: [Input<'listCustomers'>['query'], number][] = [
    [isolation?.there, there.length],
    [isolation?.here, here.length],
    [{ ...isolation?.here, status: 'SUSPENDED' }, suspendedOnes.length],
  ];
  const responses: Awaited<ReturnType<typeof list>>[] = [];
  const list = (query: Input<'listCustomers'>['query']) =>
    api.send('listCustomers', { query: { ...query, size: 1 } });
  const { isSo, milliseconds } = await polledWithin(async () => {
    const shown = await inBatches(totals, async ([query, total]) => {
      const response = await list(query);
      responses.push(response);
      const told = valueAt(bodyOf(response), '/totalElements');
      return typeof told === 'number' ? told === total : undefined;
    });
    return shown.includes(undefined) ? undefined : shown.every((each) => each);
  });
  const [response] = responses;
  if (!response || isSo === undefined || milliseconds === 0) return;
  const seen = isSo
    ? `lag behind by up to ${String(milliseconds)} ms`
    : 'lag behind for longer than is waited';
  recorderOf(response).observed('lists after writes', seen, 'listCustomers');
}

async function registered(api: Api, draft: CustomerDraft): Promise<DatasetCustomer> {
  const response = await api.send('createCustomer', { body: draft });
  const { id, createdAt } = arranged(response, 'id', 'createdAt');
  return { ...draft, id, createdAt, status: 'ACTIVE' };
}

/** The customer, if the target takes it. */
async function registeredIfTaken(api: Api, draft: CustomerDraft): Promise<DatasetCustomer | undefined> {
  const response = await api.send('createCustomer', { body: draft });
  if (response.status >= 400) return undefined;
  const { id, createdAt } = arranged(response, 'id', 'createdAt');
  return { ...draft, id, createdAt, status: 'ACTIVE' };
}

/**
 * The resident, suspended where that is done. A refusal hinders nothing: how customers are suspended is less sure than that they are
 * listed by status.
 */
async function suspend(api: Api, resident: DatasetCustomer): Promise<DatasetCustomer> {
  const response = await api.send('suspendCustomer', { path: { customerId: resident.id } });
  return response.status < 300 ? { ...resident, status: 'SUSPENDED' } : resident;
}

async function remove(api: Api, { id }: DatasetCustomer): Promise<void> {
  arranged(await api.send('removeCustomer', { path: { customerId: id } }));
}

/** What was promised, or why the target would not have it. */
async function unlessRefused<Value>(promised: Promise<Value>): Promise<Value | NotTestable> {
  try {
    return await promised;
  } catch (error) {
    if (error instanceof NotTestable && error.blame === 'api') return error;
    throw error;
  }
}

/** The results of some work on each item, a few at a time. What goes wrong is thrown once nothing of its batch is under way any more. */
async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atATime) {
    const batch = items.slice(start, start + atATime);
    const promised = batch.map((item, index) => work(item, start + index));
    await Promise.allSettled(promised);
    results.push(...(await Promise.all(promised)));
  }
  return results;
}
