import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The trace id of an error, when another error has the same. */
export function sharedTraceId(described: DescribedBody, other: Json | undefined): Violation[] {
  const id = memberOf(described.body, 'traceId');
  if (typeof id !== 'string' || id !== memberOf(other, 'traceId')) return [];
  return [breach(described, at('traceId'), 'unique', `must be one error's own, ${shown(id)} is that of two`)];
}
