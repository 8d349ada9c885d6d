import type { FilterQuery } from '../../contract/rules/lists/list-filters.ts';
import { valueAt } from '../../contract/schema/pointers.ts';
import type { Api } from '../api.ts';
import { bodyOf } from '../response.ts';
import { recorderOf } from '../recorder.ts';

/** Entries on a page that are tried, until a target goes along. */
const sizes = [50, 20, 10, 5, 2, 1];

/**
 * The most entries on a page that a target goes along with: what it takes of a few sizes, or what it lists where it takes more and lists
 * less. Learned from a list of `total` entries.
 */
export async function largestSize(api: Api, query: FilterQuery, total: number): Promise<number> {
  for (const size of sizes) {
    const response = await api.send('listCustomers', { query: { ...query, size } });
    if (response.status >= 300) continue;
    const content = valueAt(bodyOf(response), '/content');
    const held = Array.isArray(content) ? content.length : 0;
    const isClamped = held > 0 && held < Math.min(size, total);
    const largest = isClamped ? held : size;
    recorderOf(response).observed('pages', `are taken with ${String(largest)} entries`, 'listCustomers');
    return largest;
  }
  return 1;
}
