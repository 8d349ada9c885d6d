import { breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, membersOf, toPointer, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The properties of a limit that the report of its use repeats. */
export interface MeasuredLimit {
  id: string;
  limitType: string;
  currency: string;
  amount: number;
}

/** The violations of limits whose use a list does not report, or reports with another amount or id. The id may be in `limitId` or `id`. */
export function unmeasured(described: DescribedBody, limits: readonly MeasuredLimit[]): Violation[] {
  const entries = membersOf(described.body);
  return limits.flatMap(({ id, limitType, currency, amount }) => {
    const found = entries.find(
      ([, each]) =>
        memberOf(each, 'limitType') === limitType &&
        memberOf(each, 'currency') === currency &&
        [id, undefined].includes(idOf(each)),
    );
    if (!found)
      return [breach(described, '', 'membership', `must hold the use of ${limitType} ${shown(id)}`)];
    const [token, entry] = found;
    const received = memberOf(entry, 'limitAmount');
    const words = `must be ${shown(amount)}, the amount of the limit, received ${shown(received)}`;
    return received === amount ? [] : [breach(described, toPointer([token, 'limitAmount']), 'value', words)];
  });
}

function idOf(entry: Json): string | undefined {
  const id = memberOf(entry, 'limitId') ?? memberOf(entry, 'id');
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** A copy of a limit with about half its amount, never a whole number. The order of several limits stays the same. */
export function halved<Halved extends { amount: number }>(limit: Halved): Halved {
  return { ...limit, amount: Math.floor(limit.amount / 2) + 0.99 };
}

/** The amounts of limits as an update of several limits takes them: strings, by the id of the limit. */
export function amountsById(limits: readonly MeasuredLimit[]): Record<string, { amount: string }> {
  return Object.fromEntries(limits.map(({ id, amount }) => [id, { amount: amount.toFixed(2) }]));
}
