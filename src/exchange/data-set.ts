import {
  dataSetDrafts,
  type CustomerDraft,
  type DataSetDrafts,
  type Resident,
} from '../contract/data-set.ts';
import type { DraftSeed } from '../contract/drafts.ts';
import type { DataSet, FilterTopic } from '../contract/list-filters.ts';
import { valueAt } from '../contract/pointers.ts';
import type { Api } from './api.ts';
import { arranged } from './arranged.ts';
import { bodyOf } from './answer.ts';
import type { Input } from './input.ts';
import { NotTestable } from './not-testable.ts';
import { longestStaleness } from './staleness.ts';
import { waited } from './waiting.ts';

/** A data set that exists at the target. */
export interface ArrangedDataSet extends DataSet {
  /** Why a topic cannot be judged on it: the target refused what the topic needs. */
  hindrances: Partial<Record<FilterTopic, NotTestable>>;
}

/** How many requests are under way at a time: enough to be quick, too few to be a load. */
const atATime = 4;
/** Seeds that are tried at most for cities that nobody lives in: runs with the same seed may have left some behind. */
const attempts = 3;
/** Places among the residents of those to be suspended: two individuals and a business. */
const suspended = [3, 9, 22];

/**
 * Creates a data set. Throws a `NotTestable` when the target refuses a customer of plain values; what else it
 * refuses is left out, and the data set says what cannot be judged then.
 */
export async function arrangedDataSet(api: Api, seed: DraftSeed): Promise<ArrangedDataSet> {
  const drafts = await unusedDrafts(api, seed);
  const register = (draft: CustomerDraft): Promise<Resident> => registered(api, draft);
  const plain = await inBatches(drafts.plain, register);
  const odd = await inBatches(drafts.odd, (draft) => unlessRefused(register(draft)));
  const elsewhere = await inBatches(drafts.elsewhere, register);
  const removed = await inBatches(drafts.leaving, register);
  const status = await inBatches(
    plain.filter((_, place) => suspended.includes(place)),
    (resident) => unlessRefused(suspend(api, resident)),
  );
  const removal = await unlessRefused(inBatches(removed, (resident) => remove(api, resident)));
  const set = {
    cityName: drafts.cityName,
    otherCityName: drafts.otherCityName,
    residents: [
      ...plain.map((one) => accepted(status).find(({ id }) => id === one.id) ?? one),
      ...accepted(odd),
    ],
    elsewhere,
    removed,
    hindrances: removal instanceof NotTestable ? { removed: removal } : {},
  };
  if (!(await isListed(api, set))) await waited(longestStaleness);
  return set;
}

/** Whether lists show everything that was written, as far as their totals tell: they may lag although reads by id do not. */
async function isListed(
  api: Api,
  { cityName, otherCityName, residents, elsewhere }: DataSet,
): Promise<boolean> {
  const suspendedOnes = residents.filter(({ status }) => status === 'SUSPENDED');
  const totals: [Input<'listCustomers'>['query'], number][] = [
    [{ cityName: otherCityName }, elsewhere.length],
    [{ cityName }, residents.length],
    [{ cityName, status: 'SUSPENDED' }, suspendedOnes.length],
  ];
  const shown = await inBatches(totals, async ([query, total]) => {
    const answer = await api.send('listCustomers', { query: { ...query, size: 1 } });
    return valueAt(bodyOf(answer), '/totalElements') === total;
  });
  return shown.every((each) => each);
}

async function unusedDrafts(api: Api, from: DraftSeed): Promise<DataSetDrafts> {
  let drafts = dataSetDrafts(from);
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    const answer = await api.send('listCustomers', { query: { cityName: drafts.cityName, size: 1 } });
    const content = valueAt(bodyOf(answer), '/content');
    if (!Array.isArray(content) || content.length === 0) return drafts;
    drafts = dataSetDrafts({ ...from, seed: `${from.seed} ${String(attempt)}` });
  }
  return drafts;
}

async function registered(api: Api, draft: CustomerDraft): Promise<Resident> {
  const answer = await api.send('createCustomer', { body: draft });
  const { id, createdAt } = arranged(answer, 'id', 'createdAt');
  return { ...draft, id, createdAt, status: 'ACTIVE' };
}

/** The resident, suspended. A refusal hinders nothing: how customers are suspended is less sure than that they are listed by status. */
async function suspend(api: Api, resident: Resident): Promise<Resident> {
  arranged(await api.send('suspendCustomer', { path: { customerId: resident.id } }));
  return { ...resident, status: 'SUSPENDED' };
}

async function remove(api: Api, { id }: Resident): Promise<void> {
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

function accepted<Value>(given: (Value | NotTestable)[]): Value[] {
  return given.flatMap((one) => (one instanceof NotTestable ? [] : [one]));
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
