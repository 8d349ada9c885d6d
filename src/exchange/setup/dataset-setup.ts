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
  /** The residents that match the isolating filter. */
  isolated: readonly DatasetCustomer[];
  /** The largest page size that the target accepts. */
  largestSize: number;
  /** Topics that cannot be judged, each with the reason: the target refused what the topic needs. */
  hindrances: Partial<Record<FilterTopic, NotTestable>>;
}

/** Number of concurrent requests: enough to be fast, too few to load the target. */
const atATime = 4;
/** Indexes of the residents to suspend: two individuals and a business. */
const suspended = [3, 9, 22];

/**
 * Creates a data set. Throws a `NotTestable` when the target refuses a customer with plain values. Other refused customers are left out,
 * and `hindrances` lists the topics that cannot be judged.
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

/** Waits until the totals of lists include all writes: lists may lag behind writes although reads by id do not. */
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
    : 'lag behind for longer than tests wait';
  recorderOf(response).observed('lists after writes', seen, 'listCustomers');
}

const create = (api: Api, draft: CustomerDraft) => api.send('createCustomer', { body: draft });

async function registered(api: Api, draft: CustomerDraft): Promise<DatasetCustomer> {
  return resident(draft, await create(api, draft));
}

/** A created customer as filters must find it: without a middle name if the target did not store it, since only siblings document it. */
function resident(draft: CustomerDraft, response: Awaited<ReturnType<typeof create>>): DatasetCustomer {
  const { id, createdAt } = arranged(response, 'id', 'createdAt');
  const isNameless = typeof valueAt(bodyOf(response), '/middleName') !== 'string';
  const created: DatasetCustomer = { ...draft, id, createdAt, status: 'ACTIVE' };
  if (isNameless && created.type === 'INDIVIDUAL') delete created.middleName;
  return created;
}

/** Creates a customer; undefined if the target refuses it. */
async function registeredIfTaken(api: Api, draft: CustomerDraft): Promise<DatasetCustomer | undefined> {
  const response = await create(api, draft);
  return response.status >= 400 ? undefined : resident(draft, response);
}

/**
 * Suspends a resident. A refusal is no hindrance, and the resident stays as it is: it is less certain how customers are suspended than
 * that they are listed by status.
 */
async function suspend(api: Api, resident: DatasetCustomer): Promise<DatasetCustomer> {
  const response = await api.send('suspendCustomer', { path: { customerId: resident.id } });
  return response.status < 300 ? { ...resident, status: 'SUSPENDED' } : resident;
}

async function remove(api: Api, { id }: DatasetCustomer): Promise<void> {
  arranged(await api.send('removeCustomer', { path: { customerId: id } }));
}

/** The result of a promise, or the `NotTestable` with which the target refused it. */
async function unlessRefused<Value>(promised: Promise<Value>): Promise<Value | NotTestable> {
  try {
    return await promised;
  } catch (error) {
    if (error instanceof NotTestable && error.blame === 'api') return error;
    throw error;
  }
}

/** Does some work on each item, {@link atATime} at a time, and returns the results. Throws an error only after its batch has ended. */
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
