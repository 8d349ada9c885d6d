import { inconsistencies } from '../consistency.ts';
import type { Contract } from '../../operations.ts';
import { entriesOf, type ListedPages, type PageViolation } from './pagination.ts';
import { memberOf, type Json } from '../../schema/pointers.ts';
import { shown } from '../../words.ts';

/**
 * The violations of a list whose entries differ in described properties from a read of the same resource, or that lacks a read resource.
 * Properties that an entry leaves out are ignored. `schema`: pointer to the schema of the reads.
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
      const message = `/content does not include ${shown(id)}`;
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
