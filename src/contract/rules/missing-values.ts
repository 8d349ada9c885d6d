import { breach, observation, type DescribedBody } from '../validation/violation-at.ts';
import { membersOf, toPointer, valueAt, type Json, type Token } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';

/** The violations of places of a body, JSON Pointers, whose value is missing or null. */
export function missingValues(described: DescribedBody, pointers: readonly string[]): Violation[] {
  const missing = pointers.filter((pointer) => (valueAt(described.body, pointer) ?? null) === null);
  return missing.map((pointer) => breach(described, pointer, 'required', 'is missing'));
}

/** The violations of strings in a body that contain a secret in full, with or without separators. Responses may show it only in part. */
export function laidBare(described: DescribedBody, secret: string): Violation[] {
  const search = (value: Json | undefined, trail: Token[]): Violation[] => {
    if (typeof value === 'string' && plain(value).includes(plain(secret)))
      return [
        breach(described, toPointer(trail), 'masked', 'must be masked, but the response shows it in full'),
      ];
    return membersOf(value).flatMap(([token, member]) => search(member, [...trail, token]));
  };
  return search(described.body, []);
}

/** A note that says how many of the last characters of a secret a place of a body shows. */
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
