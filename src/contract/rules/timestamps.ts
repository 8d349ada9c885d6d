import { breach, observation, at, type DescribedBody } from '../validation/violation-at.ts';
import { isObject, textOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** Two points in time by the target's own clock, in milliseconds since 1970. */
export interface Window {
  from: number;
  to: number;
}

/** Milliseconds by which the clocks behind one API may differ from each other. */
const clocksApart = 10_000;

/**
 * When an exchange took place by the target's clock, as far as its `Date` header (RFC 9110) tells, which counts whole seconds;
 * undefined without one. Our own clock does not come into it, so how far it is off does not matter.
 */
export function exchangeWindow(date: string | undefined, milliseconds: number): Window | undefined {
  const answered = Date.parse(date ?? '');
  if (Number.isNaN(answered)) return undefined;
  return { from: answered - milliseconds - clocksApart, to: answered + 1000 + clocksApart };
}

/** Every one of several properties whose point in time lies outside an exchange. Without a window none can be judged, which is noted. */
export function timesOutside(
  described: DescribedBody,
  names: readonly string[],
  window: Window | undefined,
): Violation[] {
  return names.flatMap((name): Violation[] => {
    const time = timeAt(described, name);
    if (time === undefined) return [];
    const wrong = (words: string): Violation => breach(described, at(name), 'time', words);
    if (!window) return [observation(wrong(''), 'cannot be placed, for the answer has no Date header')];
    if (time.at >= window.from && time.at <= window.to) return [];
    const [from, to] = [window.from, window.to].map((moment) => new Date(moment).toISOString());
    return [wrong(`must lie between ${from} and ${to}, when it happened, received ${shown(time.text)}`)];
  });
}

/** The later of two properties, if it holds an earlier point in time than the first. */
export function timesOutOfOrder(described: DescribedBody, first: string, then: string): Violation[] {
  const before = timeAt(described, first);
  const after = timeAt(described, then);
  if (!before || !after || after.at >= before.at - Math.max(before.unit, after.unit)) return [];
  const words = `must not be before ${at(first)}, ${shown(before.text)}, received ${shown(after.text)}`;
  return [breach(described, at(then), 'time', words)];
}

/** A property whose point in time is not later than in an earlier answer about the same resource. */
export function timesNotAdvanced(described: DescribedBody, earlier: Json, name: string): Violation[] {
  const before = timeAt({ ...described, body: earlier }, name);
  const after = timeAt(described, name);
  if (!before || !after || after.at > before.at) return [];
  const words = `must be later than ${shown(before.text)} as before the change, received ${shown(after.text)}`;
  return [breach(described, at(name), 'time', words)];
}

/** Milliseconds that a written point in time may be off by, for its fraction of a second is cut or rounded; 1 at the least. */
export function unitOf(time: string): number {
  const [, digits = ''] = /\.(\d+)/.exec(time) ?? [];
  return /^0*$/.test(digits) ? 1000 : Math.max(1, 10 ** (3 - digits.length));
}

interface Time {
  text: string;
  at: number;
  unit: number;
}

/** What is no point in time is for the schema to judge. */
function timeAt({ body }: DescribedBody, name: string): Time | undefined {
  const text = isObject(body) ? textOf(body[name]) : '';
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : { text, at: moment, unit: unitOf(text) };
}
