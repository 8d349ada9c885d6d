import { breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, membersOf, toPointer, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** A limit, as far as its use repeats it. */
export interface MeasuredLimit {
  id: string;
  limitType: string;
  currency: string;
  amount: number;
}

/** Every limit whose use a list does not tell, or tells of with another amount or id; the id goes by either of two names. */
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
      return [breach(described, '', 'membership', `must tell the use of ${limitType} ${shown(id)}`)];
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

/** A limit of about half its amount, never a whole number: the order of several limits stays as it is. */
export function halved<Halved extends { amount: number }>(limit: Halved): Halved {
  return { ...limit, amount: Math.floor(limit.amount / 2) + 0.99 };
}

/** The amounts of limits as an update of many takes them: texts, by the id of the limit. */
export function amountsById(limits: readonly MeasuredLimit[]): Record<string, { amount: string }> {
  return Object.fromEntries(limits.map(({ id, amount }) => [id, { amount: amount.toFixed(2) }]));
}
