import type { CustomerDraft, DataSetDrafts, Resident, Sign } from '../contract/data-set.ts';
import { dataSetDrafts } from '../contract/data-set.ts';
import type { DraftSeed } from '../contract/drafts.ts';
import type { FilterQuery, Isolation } from '../contract/list-filters.ts';
import { memberOf, valueAt, type Json } from '../contract/pointers.ts';
import type { Api } from './api.ts';
import { bodyOf } from './answer.ts';
import { within } from './patient.ts';

/** Seeds that are tried at most for signs that nobody has: runs with the same seed may have left some behind. */
const attempts = 3;

/** How the customers of a data set are told from all others, and the first of them, who has shown it. */
export interface Isolated {
  drafts: DataSetDrafts;
  isolation: Isolation | undefined;
  first: Resident;
}

/**
 * Tries what tells a data set from all other customers: a made-up city, where the target takes one and lists by it; else a made-up last
 * name, by `name` or by `search`. `register` creates a customer; `isTaken`: whether the target takes a draft at all.
 */
export async function isolated(
  api: Api,
  from: DraftSeed,
  register: (draft: CustomerDraft) => Promise<Resident>,
  tried: (draft: CustomerDraft) => Promise<Resident | undefined>,
): Promise<Isolated> {
  const inCity = await unusedDrafts(api, from, 'cityName');
  const resident = inCity.plain[0] && (await tried(inCity.plain[0]));
  const byCity = isolationBy(inCity, 'cityName');
  if (resident && (await holdsAlone(api, byCity.here, resident)))
    return { drafts: inCity, isolation: byCity, first: resident };
  const drafts = await unusedDrafts(api, from, 'lastName');
  const [draft] = drafts.plain;
  if (!draft) throw new Error('a data set has residents');
  const first = await register(draft);
  for (const filter of ['name', 'search'] as const) {
    const isolation = isolationBy(drafts, filter);
    if (await holdsAlone(api, isolation.here, first)) return { drafts, isolation, first };
  }
  return { drafts, isolation: undefined, first };
}

function isolationBy({ here, there }: DataSetDrafts, filter: 'cityName' | 'name' | 'search'): Isolation {
  return { here: { [filter]: here }, there: { [filter]: there } };
}

/** Whether a query comes to list one customer, and nobody else. */
async function holdsAlone(api: Api, query: FilterQuery, { id }: Resident): Promise<boolean> {
  const { isSo } = await within(async () => {
    const ids = (await listed(api, query)).map((entry) => memberOf(entry, 'id'));
    return ids.length === 1 && ids[0] === id;
  });
  return isSo;
}

async function listed(api: Api, query: FilterQuery): Promise<Json[]> {
  const answer = await api.send('listCustomers', { query });
  const content = valueAt(bodyOf(answer), '/content');
  return Array.isArray(content) ? content : [];
}

async function unusedDrafts(api: Api, from: DraftSeed, sign: Sign): Promise<DataSetDrafts> {
  let drafts = dataSetDrafts(from, sign);
  const filter = sign === 'cityName' ? sign : 'name';
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    if ((await listed(api, isolationBy(drafts, filter).here)).length === 0) return drafts;
    drafts = dataSetDrafts({ ...from, seed: `${from.seed} ${String(attempt)}` }, sign);
  }
  return drafts;
}
