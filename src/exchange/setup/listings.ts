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

/** A list that was asked for, page by page. */
export interface Listing {
  /** What was asked for, but for the page. */
  query: Query;
  /** The answer about every page, at least one. */
  pages: [ResponseOf<'listCustomers'>, ...ResponseOf<'listCustomers'>[]];
}

/** A list that was filtered, with whom it must hold and whom not. */
export interface FilteredListing extends Listing {
  filter: FilterCase;
}

/** The lists of a data set: all pages of each, one after the other. */
export interface Listings {
  /** The list of the residents that a query asks for, in several pages; `page`: where to begin. */
  of(query?: Query): Promise<Listing>;
  /** The same, in as few pages as the target goes along with. */
  whole(): Promise<Listing>;
  /** One list for each way to sort: the fields, the first that counts first, each with a direction or without. */
  sortedBy(...sorts: string[][]): Promise<Listing[]>;
  /** Two lists for each field: ascending and descending. */
  sortedBothWays(...fields: string[]): Promise<Listing[]>;
  /** One list for each query of a topic. */
  filteredBy(topic: FilterTopic): Promise<FilteredListing[]>;
}

/** Entries on a page, few enough for several pages, the last of which is not full. */
const few = 10;

/** The lists of a data set, asked for through `api`, with pages of such sizes as the target takes. */
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

/** Whether there is reason to ask for another page: entries on the last one, a sign of more, and not more already than there can be. */
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
