import type { Operation } from '../operations.ts';
import { membersOf, toPointer, valueAt, type Json, type Token } from '../schema/pointers.ts';
import type { JudgedResponse, Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** Patterns of strings that reveal how an API is built. */
const signs: readonly (readonly [what: string, sign: RegExp])[] = [
  ['a stack trace', /^\s*at (?:.+\(.+:\d+|\S+:\d+:\d+)|^Traceback \(most recent call last\)/m],
  ['an SQL statement', /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bDELETE FROM\b|\bSQLSTATE\b|\bORA-\d{5}\b/],
  ['the name of an exception class', /\b[A-Z]\w*Exception\b/],
];

/** The violations of an error body whose strings reveal how the API is built (OWASP API8:2023, security misconfiguration). */
export function informationLeaks(
  { pointer: source }: Operation,
  { status, text, body, display }: JudgedResponse,
): Violation[] {
  if (status < 400) return [];
  return textsIn(body ?? text, []).flatMap(([pointer, value]) =>
    signs
      .filter(([, sign]) => sign.test(value))
      .map(([what]): Violation => {
        const received = shown(valueAt(display, pointer) ?? null);
        const message = `${pointer === '' ? 'an error' : pointer} must not show ${what}, received ${received}`;
        return { pointer, rule: 'internals', message, level: 'MUST', source: `${source}/responses` };
      }),
  );
}

function textsIn(value: Json, trail: Token[]): [pointer: string, text: string][] {
  if (typeof value === 'string') return [[toPointer(trail), value]];
  return membersOf(value).flatMap(([token, member]) => textsIn(member, [...trail, token]));
}
