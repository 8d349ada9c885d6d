import type { DescribedBody } from '../validation/violation-at.ts';
import type { Json } from '../schema/pointers.ts';
import { roundTripViolations } from './round-trip.ts';
import type { Violation } from '../validation/violation.ts';

/**
 * The differences that show that a body mixes two updates: some values are only those of the first, others only those of the second. None
 * when the body agrees with one update, or when its other values are of neither.
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
    message: `${each.message}: the body mixes two updates sent at the same time`,
  }));
}
