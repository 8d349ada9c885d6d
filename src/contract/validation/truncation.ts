import type { Contract, Operation } from '../operations.ts';
import { isObject, type Json } from '../schema/pointers.ts';
import { roundTripViolations } from '../rules/round-trip.ts';
import type { Violation } from './violation.ts';

const plain = /^[\x20-\x7E]*$/;

/**
 * Every value that the response to a creation or an update shows truncated. The API must keep or reject a value, however long the
 * documentation lets it be. Strings with other characters than printable ASCII are ignored, because they may be cut at one of these for
 * another reason.
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
