import { disagreements } from './agreement.ts';
import type { Contract } from './operations.ts';
import { entriesOf, type ListedPages, type PageViolation } from './paging.ts';
import { isObject, memberOf, membersOf, type Json } from './pointers.ts';
import { shown } from './words.ts';

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
    return disagreements(contract, schema, summaryOf(read, value), value).map((violation) => ({
      ...violation,
      page,
      pointer: pointer + violation.pointer,
      message: pointer + violation.message,
    }));
  });
}

/** What a summary of the given members would say of a resource. */
function summaryOf(read: Json, summary: Json): Json {
  if (Array.isArray(read) && Array.isArray(summary) && read.length === summary.length)
    return read.map((item, index) => summaryOf(item, summary[index] ?? null));
  if (!isObject(read) || !isObject(summary)) return read;
  return Object.fromEntries(
    membersOf(summary).flatMap(([name, member]): [string, Json][] => {
      const known = memberOf(read, name);
      return known === undefined ? [] : [[String(name), summaryOf(known, member)]];
    }),
  );
}
