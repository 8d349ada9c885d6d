import { textOf, type Json } from '../http/json.ts';
import { refuseInvalid } from '../http/refusal.ts';

const hour = 3_600_000;

/** A time zone: returns the day of a moment, as yyyy-MM-dd. */
export interface TimeZone {
  dayOf(moment: number): string;
}

/** A span of time: from a moment (inclusive) until another (exclusive). */
export interface Span {
  from: number;
  before: number;
}

/**
 * The zone that a `timeZone` parameter names, UTC when it is left out. Documented forms: Z, UTC or GMT; a signed offset; UTC or
 * GMT and an offset; an IANA region id. Throws a `Refusal` for anything else.
 */
export function timeZoneOf(parameter: Json | undefined): TimeZone {
  const name = parameter === undefined ? 'UTC' : textOf(parameter);
  const zone = offsetZone(name) ?? regionZone(name);
  if (!zone)
    refuseInvalid([{ path: 'timeZone', message: 'must be a time zone', errorCode: 'INVALID_VALUE' }]);
  return zone ?? zoneAt(0);
}

/** The span of the days from the first to the last, both inclusive; open where a day is left out. */
export function spanOf(zone: TimeZone, first: Json | undefined, last: Json | undefined): Span {
  return {
    from: first === undefined ? -Infinity : firstMoment(zone, (day) => day >= textOf(first), textOf(first)),
    before: last === undefined ? Infinity : firstMoment(zone, (day) => day > textOf(last), textOf(last)),
  };
}

function offsetZone(name: string): TimeZone | undefined {
  if (/^(Z|UTC|GMT)$/.test(name)) return zoneAt(0);
  const [, sign, hours, minutes = '0'] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::(\d\d))?$/.exec(name) ?? [];
  const size = Number(hours) + Number(minutes) / 60;
  if (sign === undefined || size > 18 || Number(minutes) > 59) return undefined;
  return zoneAt((sign === '-' ? -size : size) * hour);
}

function zoneAt(offset: number): TimeZone {
  return { dayOf: (moment) => new Date(moment + offset).toISOString().slice(0, 10) };
}

function regionZone(name: string): TimeZone | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, calendar: 'iso8601' });
    return { dayOf: (moment) => dayIn(format.formatToParts(moment)) };
  } catch {
    return undefined;
  }
}

function dayIn(parts: Intl.DateTimeFormatPart[]): string {
  const digits = (type: string, length: number): string =>
    (parts.find((part) => part.type === type)?.value ?? '').padStart(length, '0');
  return [digits('year', 4), digits('month', 2), digits('day', 2)].join('-');
}

/** The first moment near a day whose own day meets a condition that stays met from then on, by binary search. */
function firstMoment(zone: TimeZone, isMet: (day: string) => boolean, near: string): number {
  let [low, high] = [Date.parse(near) - 24 * hour, Date.parse(near) + 48 * hour];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isMet(zone.dayOf(middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
