import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The violation of a trace id that two errors share. */
export function sharedTraceId(described: DescribedBody, other: Json | undefined): Violation[] {
  const id = memberOf(described.body, 'traceId');
  if (typeof id !== 'string' || id !== memberOf(other, 'traceId')) return [];
  return [breach(described, at('traceId'), 'unique', `must be unique, ${shown(id)} is shared by two errors`)];
}
