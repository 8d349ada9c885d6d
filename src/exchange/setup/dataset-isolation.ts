import {
  dataSetDrafts,
  type CustomerDraft,
  type DatasetCustomer,
  type DataSetDrafts,
  type Sign,
} from '../../contract/data/customer-dataset.ts';
import type { DraftSeed } from '../../contract/data/drafts.ts';
import type { FilterQuery, Isolation } from '../../contract/rules/lists/list-filters.ts';
import { memberOf, valueAt, type Json } from '../../contract/schema/pointers.ts';
import type { Api } from '../api.ts';
import { bodyOf } from '../response.ts';
import { polledWithin } from '../retry/polling.ts';

/** Maximum number of seeds tried for unused signs: earlier runs with the same seed may have left customers with the first ones. */
const attempts = 3;

/** How lists are restricted to the customers of a data set, and the first of these, with which that was tested. */
export interface Isolated {
  drafts: DataSetDrafts;
  isolation: Isolation | undefined;
  first: DatasetCustomer;
}

/**
 * Finds a filter that lists only the customers of a data set: an invented city, if the target accepts it and filters by it; otherwise an
 * invented last name, with `name` or `search`. If no filter lists the first customer alone, one that lists no customers of others is
 * used: tests find other defects of such lists. `register` creates a customer; `tried` creates one that the target may refuse.
 */
export async function isolated(
  api: Api,
  from: DraftSeed,
  register: (draft: CustomerDraft) => Promise<DatasetCustomer>,
  tried: (draft: CustomerDraft) => Promise<DatasetCustomer | undefined>,
): Promise<Isolated> {
  const fallbacks: Isolated[] = [];
  const inCity = await unusedDrafts(api, from, 'cityName');
  const resident = inCity.plain[0] && (await tried(inCity.plain[0]));
  if (resident) {
    const byCity = { drafts: inCity, isolation: isolationBy(inCity, 'cityName'), first: resident };
    const listing = await listingOf(api, byCity.isolation.here, resident);
    if (listing === 'alone') return byCity;
    if (listing === 'without strangers') fallbacks.push(byCity);
  }
  const drafts = await unusedDrafts(api, { ...from, seed: `${from.seed} by name` }, 'lastName');
  const [draft] = drafts.plain;
  if (!draft) throw new Error('a data set must have residents');
  const first = await register(draft);
  for (const filter of ['name', 'search'] as const) {
    const byName = { drafts, isolation: isolationBy(drafts, filter), first };
    const listing = await listingOf(api, byName.isolation.here, first);
    if (listing === 'alone') return byName;
    if (listing === 'without strangers') fallbacks.push(byName);
  }
  return fallbacks[0] ?? { drafts, isolation: undefined, first };
}

function isolationBy({ here, there }: DataSetDrafts, filter: 'cityName' | 'name' | 'search') {
  return { here: { [filter]: here }, there: { [filter]: there } };
}

/** What a query lists, after waiting for replication: the customer alone, only customers with the invented value, or others too. */
async function listingOf(
  api: Api,
  query: Record<string, string>,
  { id }: DatasetCustomer,
): Promise<'alone' | 'without strangers' | 'others'> {
  let entries: Json[] = [];
  const { isSo } = await polledWithin(async () => {
    const found = await listed(api, query);
    entries = found ?? [];
    return found && entries.length === 1 && memberOf(entries[0], 'id') === id;
  });
  if (isSo) return 'alone';
  const [sign = ''] = Object.values(query);
  const isOurs = (entry: Json): boolean => JSON.stringify(entry).includes(JSON.stringify(sign));
  return entries.every(isOurs) ? 'without strangers' : 'others';
}

/** The entries of a list; undefined if the response has none. */
async function listed(api: Api, query: FilterQuery): Promise<Json[] | undefined> {
  const response = await api.send('listCustomers', { query });
  const content = valueAt(bodyOf(response), '/content');
  return Array.isArray(content) ? content : undefined;
}

async function unusedDrafts(api: Api, from: DraftSeed, sign: Sign): Promise<DataSetDrafts> {
  let drafts = dataSetDrafts(from, sign);
  const filter = sign === 'cityName' ? sign : 'name';
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    const entries = await listed(api, isolationBy(drafts, filter).here);
    if ((entries?.length ?? 0) === 0) return drafts;
    drafts = dataSetDrafts({ ...from, seed: `${from.seed} ${String(attempt)}` }, sign);
  }
  return drafts;
}
