import { isUnset } from './consistency.ts';
import { lowestCertainty } from '../schema/certainty.ts';
import type { Contract } from '../operations.ts';
import type { Json } from '../schema/pointers.ts';
import { roundTripViolations } from './round-trip.ts';
import { nodesAlong } from '../schema/schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';

/**
 * Every value that a response returns under the name of a sent property and that differs from the value sent. An API need not know a
 * property that only sibling resources document; when it returns the property with another value, it has damaged it. The same value in
 * another form is not damage.
 */
export function damagesOfKnown(
  contract: Contract,
  schema: string,
  sent: Json,
  received: Json | undefined,
): Violation[] {
  const known = ['documented', 'sibling'];
  return roundTripViolations(contract, schema, sent, received)
    .filter((found) => found.level !== 'MAY' && !isUnset(found.received) && found.expected !== undefined)
    .filter((found) => !isOtherForm(found.expected, found.received))
    .flatMap((found): Violation[] => {
      const nodes = nodesAlong(contract.document, schema, found.pointer, received).at(-1) ?? [];
      const certainty = lowestCertainty(...nodes.map((node) => node.certainty));
      return known.includes(certainty) ? [{ ...found, rule: 'damage', level: 'MUST' }] : [];
    });
}

/** Whether a value is the same in another form: a date as a timestamp, a phone number with its country code, digits as a number. */
function isOtherForm(expected: Json | undefined, received: Json | undefined): boolean {
  if (typeof expected === 'object' || typeof received === 'object') return false;
  const [was, is] = [String(expected), String(received)];
  const isDay = /^\d{4}-\d\d-\d\d$/.test(was) && is.startsWith(`${was}T`);
  const isNumber = /^\+?\d+$/.test(was) && /^\+\d+$/.test(is) && is.endsWith(was.replace(/^\+?0*/, ''));
  return was === is || isDay || isNumber;
}
