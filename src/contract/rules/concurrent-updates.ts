import type { DescribedBody } from '../validation/violation-at.ts';
import type { Json } from '../schema/pointers.ts';
import { roundTripViolations } from './round-trip.ts';
import type { Violation } from '../validation/violation.ts';

/**
 * Where a body holds something of one of two updates, though it holds something else of the other alone; nothing where it agrees with
 * one of them, or where what it has is of neither.
 */
export function mixedUpdates(
  { contract, schema, body }: DescribedBody,
  sent: readonly [Json, Json],
): Violation[] {
  const apart = sent.map((each) =>
    roundTripViolations(contract, schema, each, body).filter(({ level }) => level !== 'MAY'),
  );
  const [first = [], second = []] = apart;
  const onlyIn = (some: Violation[], others: Violation[]): Violation[] =>
    some.filter(({ pointer }) => !others.some((each) => each.pointer === pointer));
  const ofSecond = onlyIn(first, second);
  const ofFirst = onlyIn(second, first);
  if (ofFirst.length === 0 || ofSecond.length === 0) return [];
  const fewer = ofFirst.length < ofSecond.length ? ofFirst : ofSecond;
  return fewer.map((each) => ({
    ...each,
    rule: 'mixture',
    message: `${each.message}: a mix of two updates at the same time`,
  }));
}
