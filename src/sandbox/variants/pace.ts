import { setTimeout as elapsed } from 'node:timers/promises';
import { errorResponse } from '../http/response.ts';
import type { Instance } from '../http/instance.ts';
import type { Asked } from '../http/reading.ts';
import { Refusal } from '../http/refusal.ts';
import { lists, reads, stale } from './staleness.ts';
import type { Variant } from './variant.ts';

/** The delays of successive responses in milliseconds. */
const delays = [0, 10, 40, 5, 20, 5, 300, 5, 0, 60, 5, 10, 0, 5, 20, 5];

/** One in this many requests is refused at first. */
const refusedOne = 30;

/** The values of Retry-After: seconds, or a date one second from now. */
const hints = [
  (): string => '0',
  (): string => '1',
  (now: number): string => new Date(now + 1000).toUTCString(),
];

/** Differences of the time that things take. */
export const paceVariants: readonly Variant[] = [
  {
    name: 'delayed',
    difference: 'takes up to 300 ms for a response',
    apply: delayed,
  },
  {
    name: 'stale-reads',
    difference: 'shows the state before a write for a second',
    apply: stale(1000, reads),
  },
  {
    name: 'stale-lists',
    difference: 'lists the state before a write for a second, while reads by id are current',
    apply: stale(1000, lists),
  },
  {
    name: 'lists-half-a-second-late',
    difference: 'lists the state before a write for half a second, while reads by id are current',
    apply: stale(500, lists),
  },
  {
    name: 'rate-limited',
    difference: 'returns 429 with Retry-After now and then',
    apply: rateLimited,
  },
];

function delayed(instance: Instance): Instance {
  let count = 0;
  return {
    ...instance,
    around: async (asked, next) => {
      count += 1;
      await elapsed(delays[count % delays.length]);
      return instance.around(asked, next);
    },
  };
}

/** Accepts a refused request when it is sent again. */
function rateLimited(instance: Instance): Instance {
  const expected = new Map<string, number>();
  let count = 0;
  return {
    ...instance,
    around: (asked, next) => {
      const key = keyOf(asked);
      const isBack = (expected.get(key) ?? 0) > 0;
      if (isBack) expected.set(key, (expected.get(key) ?? 0) - 1);
      else count += 1;
      if (isBack || count % refusedOne !== 0) return instance.around(asked, next);
      expected.set(key, (expected.get(key) ?? 0) + 1);
      const now = instance.clock.now();
      const hint = hints[(count / refusedOne) % hints.length]?.(now) ?? '';
      const refusal = new Refusal('limited', [], { 'retry-after': hint });
      return instance.around(asked, () => Promise.resolve(errorResponse(refusal, now)));
    },
  };
}

function keyOf({ request }: Asked): string {
  return [request.method, request.url, request.headers.authorization].join(' ');
}
