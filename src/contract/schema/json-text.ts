import { endOfString } from './json-extent.ts';
import { isObject, toPointer, type Json, type Token } from './pointers.ts';
import { exactly } from '../words.ts';

/** The byte order mark, with which a JSON text must not begin (RFC 8259, section 8.1). */
export const byteOrderMark = '\uFEFF';

/** What is lost when a JSON text is parsed, by the pointer to its place. */
interface Losses {
  /** Members whose name appears more than once in their object, of which a parser keeps only one. */
  doubled: Set<string>;
  /** Integers that are parsed as another number, as they are written. */
  digits: Map<string, string>;
}

/** An object or array that is open: the token of its current member and, in an object, the names so far. */
interface Holder {
  token: Token;
  names?: Set<string>;
  isName: boolean;
}

const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function lossesOf(text: string): Losses {
  const losses: Losses = { doubled: new Set(), digits: new Map() };
  const around: Holder[] = [];
  const here = (): string => toPointer(around.map(({ token }) => token));
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    const holder = around.at(-1);
    if (sign === '{') around.push({ token: '', names: new Set(), isName: true });
    else if (sign === '[') around.push({ token: 0, isName: false });
    else if (sign === '}' || sign === ']') around.pop();
    else if (sign === ',' && holder) advance(holder);
    else if (sign === '"') {
      const end = endOfString(text, index);
      if (holder?.names && holder.isName) {
        const name = JSON.parse(text.slice(index, end + 1)) as string;
        Object.assign(holder, { token: name, isName: false });
        if (holder.names.has(name)) losses.doubled.add(here());
        holder.names.add(name);
      }
      index = end;
    } else if (sign === '-' || (sign >= '0' && sign <= '9')) {
      numbers.lastIndex = index;
      const [number = sign] = numbers.exec(text) ?? [];
      const isExact = !/^-?\d{16,}$/.test(number) || BigInt(number) === BigInt(Number(number));
      if (!isExact) losses.digits.set(here(), number);
      index += number.length - 1;
    }
  }
  return losses;
}

function advance(holder: Holder): void {
  if (holder.names) holder.isName = true;
  else holder.token = Number(holder.token) + 1;
}

/** Pointers to the members of a JSON text whose name appears more than once in their object. A parser keeps only one of them. */
export function doubledMembers(text: string): string[] {
  return [...lossesOf(text).doubled];
}

/** A parsed JSON text for messages: integers keep the digits of the text. */
export function asItCame(value: Json, text: string): Json {
  const { digits } = /\d{16}/.test(text) ? lossesOf(text) : { digits: new Map<string, string>() };
  if (digits.size === 0) return value;
  const shown = (each: Json, trail: Token[]): Json => {
    if (Array.isArray(each)) return each.map((item, index) => shown(item, [...trail, index]));
    if (isObject(each))
      return Object.fromEntries(
        Object.entries(each).map(([name, member]) => [name, shown(member, [...trail, name])]),
      );
    const written = typeof each === 'number' ? digits.get(toPointer(trail)) : undefined;
    return written === undefined ? each : exactly(written);
  };
  return shown(value, []);
}

/**
 * Writes a value as JSON in place of an earlier text: with the byte order mark of the text, the digits of its integers, and a stand-in
 * before each member that appears twice there.
 */
export function rewritten(value: Json, text: string, standIn: string): string {
  const { doubled, digits } = lossesOf(text);
  const written = (each: Json, trail: Token[]): string => {
    if (Array.isArray(each)) return `[${each.map((item, index) => written(item, [...trail, index])).join()}]`;
    const here = toPointer(trail);
    if (!isObject(each))
      return (typeof each === 'number' ? digits.get(here) : undefined) ?? JSON.stringify(each);
    const members = Object.entries(each).flatMap(([name, member]) => {
      const place = [...trail, name];
      const whole = `${JSON.stringify(name)}:${written(member, place)}`;
      const isDoubled = doubled.has(toPointer(place));
      return isDoubled ? [`${JSON.stringify(name)}:${JSON.stringify(standIn)}`, whole] : [whole];
    });
    return `{${members.join()}}`;
  };
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  return mark + (doubled.size + digits.size === 0 ? JSON.stringify(value) : written(value, []));
}
