import type { Contract, Operation } from '../operations.ts';
import { isObject, type Json } from '../schema/pointers.ts';
import { roundTripViolations } from '../rules/round-trip.ts';
import type { Violation } from './violation.ts';

const plain = /^[\x20-\x7E]*$/;

/**
 * Every value that the answer to a creation or an update shows cut off, however long the documentation lets it be: it is refused or kept.
 * Texts of other than plain characters may be cut at one of these, which is another matter.
 */
export function cutOff(
  contract: Contract,
  { responses }: Operation,
  sent: unknown,
  { status, body }: { status: number; body: Json | undefined },
): Violation[] {
  const schema = responses[String(status)]?.schema;
  if (schema === undefined || status >= 300 || !isObject(sent) || !isObject(body)) return [];
  return roundTripViolations(contract, schema, sent, body)
    .filter(
      ({ damage, expected }) =>
        damage === 'truncated' && (typeof expected !== 'string' || plain.test(expected)),
    )
    .map((found) => ({ ...found, rule: 'cut-off', level: 'MUST' }));
}
