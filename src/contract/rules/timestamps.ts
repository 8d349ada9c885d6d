import { breach, observation, at, type DescribedBody } from '../validation/violation-at.ts';
import { isObject, textOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** A time span by the target's clock, in milliseconds since 1970. */
export interface Window {
  from: number;
  to: number;
}

/** Milliseconds by which the clocks behind one API may differ from each other. */
const clocksApart = 10_000;

/**
 * The time span of an exchange by the target's clock, from its `Date` header (RFC 9110), which counts whole seconds; undefined without a
 * valid header. The time of our own clock is not used, so it may be wrong.
 */
export function exchangeWindow(date: string | undefined, milliseconds: number): Window | undefined {
  const answered = Date.parse(date ?? '');
  if (Number.isNaN(answered)) return undefined;
  return { from: answered - milliseconds - clocksApart, to: answered + 1000 + clocksApart };
}

/**
 * The violations of timestamp properties that lie outside the time span of an exchange. Without a time span they cannot be checked, and a
 * note says so.
 */
export function timesOutside(
  described: DescribedBody,
  names: readonly string[],
  window: Window | undefined,
): Violation[] {
  return names.flatMap((name): Violation[] => {
    const time = timeAt(described, name);
    if (time === undefined) return [];
    const wrong = (words: string): Violation => breach(described, at(name), 'time', words);
    if (!window) return [observation(wrong(''), 'cannot be checked: the response has no Date header')];
    if (time.at >= window.from && time.at <= window.to) return [];
    const [from, to] = [window.from, window.to].map((moment) => new Date(moment).toISOString());
    return [wrong(`must lie between ${from} and ${to}, when it happened, received ${shown(time.text)}`)];
  });
}

/** The violation of a timestamp property that is earlier than one that it must not precede. */
export function timesOutOfOrder(described: DescribedBody, first: string, then: string): Violation[] {
  const before = timeAt(described, first);
  const after = timeAt(described, then);
  if (!before || !after || after.at >= before.at - Math.max(before.unit, after.unit)) return [];
  const words = `must not be before ${at(first)}, ${shown(before.text)}, received ${shown(after.text)}`;
  return [breach(described, at(then), 'time', words)];
}

/** The violation of a timestamp property that is not later than in an earlier response about the same resource. */
export function timesNotAdvanced(described: DescribedBody, earlier: Json, name: string): Violation[] {
  const before = timeAt({ ...described, body: earlier }, name);
  const after = timeAt(described, name);
  if (!before || !after || after.at > before.at) return [];
  const words = `must be later than ${shown(before.text)} as before the change, received ${shown(after.text)}`;
  return [breach(described, at(name), 'time', words)];
}

/** The precision of a timestamp in milliseconds, by the digits of its fraction of a second; at least 1. */
export function unitOf(time: string): number {
  const [, digits = ''] = /\.(\d+)/.exec(time) ?? [];
  return /^0*$/.test(digits) ? 1000 : Math.max(1, 10 ** (3 - digits.length));
}

interface Time {
  text: string;
  at: number;
  unit: number;
}

/** The timestamp of a property; undefined when it has none, which the schema check reports. */
function timeAt({ body }: DescribedBody, name: string): Time | undefined {
  const text = isObject(body) ? textOf(body[name]) : '';
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : { text, at: moment, unit: unitOf(text) };
}
