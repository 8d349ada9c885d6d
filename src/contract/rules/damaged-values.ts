import { isUnset } from './consistency.ts';
import { lowestCertainty } from '../schema/certainty.ts';
import type { Contract } from '../operations.ts';
import type { Json } from '../schema/pointers.ts';
import { roundTripViolations } from './round-trip.ts';
import { nodesAlong } from '../schema/schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';

/**
 * Every value that an answer shows under its name and that is another one than was sent. An API need not know a field that only sibling
 * resources show; one that answers it does, and has damaged it. The same value in another form is no concern of it.
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

/** Whether a value is the same in another form: a day as a point in time, a telephone number with its country, digits as a number. */
function isOtherForm(expected: Json | undefined, received: Json | undefined): boolean {
  if (typeof expected === 'object' || typeof received === 'object') return false;
  const [was, is] = [String(expected), String(received)];
  const isDay = /^\d{4}-\d\d-\d\d$/.test(was) && is.startsWith(`${was}T`);
  const isNumber = /^\+?\d+$/.test(was) && /^\+\d+$/.test(is) && is.endsWith(was.replace(/^\+?0*/, ''));
  return was === is || isDay || isNumber;
}
