import type { DatasetCustomer } from '../../data/customer-dataset.ts';
import { entriesOf, onPage, type ListEntry, type ListedPages, type PageViolation } from './pagination.ts';
import { memberOf, type Json } from '../../schema/pointers.ts';
import { shown } from '../../words.ts';

/** A property that a list is sorted by. */
export interface SortKey {
  field: string;
  isDescending: boolean;
}

/** The sort keys of `sort` parameters in order of priority. The default direction is ascending. */
export function sortKeys(sort: readonly string[]): SortKey[] {
  return sort.map((text) => {
    const [field = '', direction] = text.split(',');
    return { field, isDescending: direction === 'DESC' };
  });
}

/** Whether the documentation says that a list can be sorted by these keys: `createdAt` is the only property that it names. */
export function isSurelySortable(keys: readonly SortKey[]): boolean {
  return keys.every(({ field }) => field === 'createdAt');
}

/**
 * Every entry that comes too late in a sorted list, across its pages: after any entry that it belongs before, because neighbours may tie.
 * The values are those known of the residents, because entries may be summaries. Entries without a value for a key, ties, and words that
 * collations sort differently are not judged.
 */
export function orderViolations(
  listed: ListedPages,
  keys: readonly SortKey[],
  residents: readonly DatasetCustomer[],
): PageViolation[] {
  const rows = entriesOf(listed).flatMap((entry): Row[] => {
    const resident = residents.find(({ id }) => id === entry.id);
    const [first] = keys;
    return resident && first && valueOf(resident, first) !== undefined ? [{ entry, resident }] : [];
  });
  const order = keys.map(({ field, isDescending }) => `${field},${isDescending ? 'DESC' : 'ASC'}`).join(' ');
  return rows.flatMap((row, index): PageViolation[] => {
    for (const before of rows.slice(0, index).reverse()) {
      const place = misplacedKey(before.resident, row.resident, keys);
      const key = keys[place];
      if (!key) continue;
      const must = `must not come after ${shown(valueOf(before.resident, key))} (sort ${order}), received ${shown(valueOf(row.resident, key))}`;
      const level = isSurelySortable(keys.slice(0, place + 1)) ? 'MUST' : 'SHOULD';
      const pointer = `${row.entry.pointer}/${key.field}`;
      return [onPage(listed, row.entry.page, { pointer, rule: 'sort', must, level })];
    }
    return [];
  });
}

interface Row {
  entry: ListEntry;
  resident: DatasetCustomer;
}

/** The index of the sort key by which `next` belongs before `previous`; -1 when there is none. */
function misplacedKey(previous: DatasetCustomer, next: DatasetCustomer, keys: readonly SortKey[]): number {
  for (const [place, key] of keys.entries()) {
    const order = compared(valueOf(previous, key), valueOf(next, key));
    if (order === undefined) return -1;
    const directed = key.isDescending ? -order : order;
    if (directed !== 0) return directed > 0 ? place : -1;
  }
  return -1;
}

function valueOf(resident: DatasetCustomer, { field }: SortKey): Json | undefined {
  return memberOf({ ...resident }, field);
}

const instant = /^\d{4}-\d\d-\d\dT/;
/** Words of one shape, letters only: all common collations sort them alike. */
const shapes = [/^[a-z]+$/, /^[A-Z]+$/, /^[A-Z][a-z]+$/];

/**
 * Negative, zero or positive when `a` comes before, with or after `b`; undefined when that depends on the collation, or for timestamps
 * within a millisecond.
 */
function compared(a: Json | undefined, b: Json | undefined): number | undefined {
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  if (instant.test(a) && instant.test(b)) {
    const difference = Date.parse(a) - Date.parse(b);
    return Math.abs(difference) <= 1 ? undefined : difference;
  }
  if (a === b) return 0;
  if (!shapes.some((shape) => shape.test(a) && shape.test(b))) return undefined;
  return a < b ? -1 : 1;
}
