import type { Level } from '../schema/certainty.ts';
import type { Json } from '../schema/pointers.ts';

/** One way in which a response, or a request of ours, breaks the description. */
export interface Violation {
  /** Where: a JSON Pointer into the body, or `status`, `content-type`, `header <name>`, `path <name>`, `query <name>`. */
  pointer: string;
  /** What kind: `status`, `content-type`, `header`, `json`, `undeclared`, `sensitive`, `internals`, `doubled`, or the JSON Schema keyword. */
  rule: string;
  /** What was documented and what was received, in one line. */
  message: string;
  /** How binding the rule is: MUST, lowered by the certainty of what it was checked against. */
  level: Level;
  /** Pointer to the part of the description. */
  source: string;
}

/** A response as it is judged. `body` is the parsed JSON, undefined when there is none or it is not JSON. */
export interface JudgedResponse {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  body: Json | undefined;
  /** The body as messages may show it, without secrets: JSON, or the text when it is not JSON. */
  display: Json;
  /** The constraint that the request broke on purpose. */
  breach?: Pick<Violation, 'pointer' | 'rule'> | undefined;
  /** The index of the first byte of the body that is not UTF-8; in the text, U+FFFD stands for it. */
  garbledAt?: number | undefined;
}

/** The value of a header, all of its occurrences joined as RFC 9110 says, or undefined. */
export function headerOf(response: Pick<JudgedResponse, 'headers'>, name: string): string | undefined {
  const values = response.headers
    .filter(([each]) => each.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Names as a sentence lists them. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** Where a violation stands for the purpose of verdicts: the same place in every entry of a list is one place. */
export function placeOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}
