import type { FilterQuery } from '../../contract/rules/lists/list-filters.ts';
import { valueAt } from '../../contract/schema/pointers.ts';
import type { Api } from '../api.ts';
import { bodyOf } from '../response.ts';
import { recorderOf } from '../recorder.ts';

/** Page sizes to try, until the target accepts one. */
const sizes = [50, 20, 10, 5, 2, 1];

/**
 * The largest page size that a target accepts: the first of {@link sizes} that it accepts, or the number of entries that it returns if
 * it silently limits them. `total`: the number of entries in the list.
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
