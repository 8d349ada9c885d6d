import { breach, observation, type DescribedBody } from '../validation/violation-at.ts';
import { membersOf, toPointer, valueAt, type Json, type Token } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';

/** Every one of several places of a body, JSON Pointers, that holds nothing. */
export function missingValues(described: DescribedBody, pointers: readonly string[]): Violation[] {
  const missing = pointers.filter((pointer) => (valueAt(described.body, pointer) ?? null) === null);
  return missing.map((pointer) => breach(described, pointer, 'required', 'is missing'));
}

/** Every text in a body that holds a value which answers show in part at most, with or without what separates its parts. */
export function laidBare(described: DescribedBody, secret: string): Violation[] {
  const search = (value: Json | undefined, trail: Token[]): Violation[] => {
    if (typeof value === 'string' && plain(value).includes(plain(secret)))
      return [
        breach(described, toPointer(trail), 'masked', 'must be shown in part only, and is shown whole'),
      ];
    return membersOf(value).flatMap(([token, member]) => search(member, [...trail, token]));
  };
  return search(described.body, []);
}

/** A note of how much of the end of a value a place of a body shows. */
export function partShown(described: DescribedBody, secret: string, pointer: string): Violation[] {
  const value = valueAt(described.body, pointer);
  const at = breach(described, pointer, 'masked', '');
  if (typeof value !== 'string') return [observation(at, 'is left out')];
  const lengths = Array.from({ length: secret.length + 1 }, (_, missing) => secret.length - missing);
  const end = lengths.find((length) => value.endsWith(secret.slice(secret.length - length))) ?? 0;
  const whole = `${String(secret.length)} characters, in ${String(value.length)}`;
  return [observation(at, `shows the last ${String(end)} of ${whole}`)];
}

function plain(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, '');
}
