import { inconsistencies } from '../consistency.ts';
import type { Contract } from '../../operations.ts';
import { entriesOf, type ListedPages, type PageViolation } from './pagination.ts';
import { memberOf, type Json } from '../../schema/pointers.ts';
import { shown } from '../../words.ts';

/**
 * Every described field in which an entry of a list differs from what a read of the same resource answered, and every read resource
 * that the list lacks. Entries may be summaries: what they leave out is no concern of it. `schema`: pointer to that of the reads.
 */
export function entryViolations(
  contract: Contract,
  schema: string,
  listed: ListedPages,
  reads: readonly Json[],
): PageViolation[] {
  const { source } = listed;
  const entries = entriesOf(listed);
  return reads.flatMap((read): PageViolation[] => {
    const id = memberOf(read, 'id');
    const entry = entries.find((each) => each.id === id);
    if (!entry) {
      const message = `/content does not lead to ${shown(id)}`;
      return [{ page: 0, pointer: '/content', rule: 'membership', message, level: 'MUST', source }];
    }
    const { page, pointer, value } = entry;
    return inconsistencies(contract, schema, read, value, true).map((violation) => ({
      ...violation,
      page,
      pointer: pointer + violation.pointer,
      message: pointer + violation.message,
    }));
  });
}
