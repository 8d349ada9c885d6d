import {
  filterCases,
  isolatedQuery,
  type FilterCase,
  type FilterTopic,
} from '../../contract/rules/lists/list-filters.ts';
import { memberOf } from '../../contract/schema/pointers.ts';
import type { ResponseOf, Api } from '../api.ts';
import { bodyOf } from '../response.ts';
import type { ArrangedDataSet } from './dataset-setup.ts';
import type { Input } from '../input.ts';

type Query = NonNullable<Input<'listCustomers'>['query']>;

/** A list that was requested page by page. */
export interface Listing {
  /** The query without `page`. */
  query: Query;
  /** The response for every page, at least one. */
  pages: [ResponseOf<'listCustomers'>, ...ResponseOf<'listCustomers'>[]];
}

/** A filtered list, with the customers that it must and must not contain. */
export interface FilteredListing extends Listing {
  filter: FilterCase;
}

/** Requests lists of a data set: all pages of each, in order. */
export interface Listings {
  /** The list of the residents that match a query, in several pages; `page`: the first page to request. */
  of(query?: Query): Promise<Listing>;
  /** The list of all residents, with the largest page size that the target accepts. */
  whole(): Promise<Listing>;
  /** One list per sort order: the fields by descending priority, each with or without a direction. */
  sortedBy(...sorts: string[][]): Promise<Listing[]>;
  /** Two lists per field: ascending and descending. */
  sortedBothWays(...fields: string[]): Promise<Listing[]>;
  /** One list per query of a topic. */
  filteredBy(topic: FilterTopic): Promise<FilteredListing[]>;
}

/** A page size that gives several pages, of which the last is not full. */
const few = 10;

/** The lists of a data set, requested through `api` with page sizes that the target accepts. */
export function createListings(api: Api, set: Omit<ArrangedDataSet, 'isolated' | 'hindrances'>): Listings {
  const size = Math.min(few, set.largestSize);
  const of = async (given: Query = {}): Promise<Listing> => {
    const { page: first = 0, ...query } = { size, ...isolatedQuery(set, given) };
    const most = set.residents.length + set.elsewhere.length;
    const ask = (page: number): Promise<ResponseOf<'listCustomers'>> =>
      api.send('listCustomers', { query: { ...query, page } });
    const pages: Listing['pages'] = [await ask(first)];
    while (goesOn(pages, most)) pages.push(await ask(first + pages.length));
    return { query, pages };
  };
  const sortedBy = (...sorts: string[][]): Promise<Listing[]> => inTurn(sorts, (sort) => of({ sort }));
  return {
    of,
    whole: () => of({ size: set.largestSize }),
    sortedBy,
    sortedBothWays: (...fields) =>
      sortedBy(...fields.flatMap((field) => [[`${field},ASC`], [`${field},DESC`]])),
    filteredBy: (topic) =>
      inTurn(filterCases(set, topic), async (filter) => ({
        ...(await of({ size: set.largestSize, ...filter.query })),
        filter,
      })),
  };
}

/** Whether to request another page: the last one has entries, it says that there are more, and the sum of entries is not too large. */
function goesOn(pages: Listing['pages'], most: number): boolean {
  const bodies = pages.map(bodyOf);
  const held = bodies.map((body) => {
    const content = memberOf(body, 'content');
    return Array.isArray(content) ? content.length : 0;
  });
  const sum = held.reduce((total, each) => total + each, 0);
  const last = bodies.at(-1);
  const total = memberOf(last, 'totalElements');
  const isMore = memberOf(last, 'hasNext') === true || (typeof total === 'number' && total > sum);
  return isMore && held.at(-1) !== 0 && sum <= most;
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
