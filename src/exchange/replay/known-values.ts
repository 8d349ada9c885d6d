import type { Exchange } from '../../contract/evidence.ts';
import { isObject, membersOf, type Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { Digests } from '../redaction/keyed-digests.ts';
import { digestOfValue } from '../redaction/redacted-fields.ts';

/** Finds values by their digests in bodies that were sent or received. */
export interface KnownValues {
  /** Adds the values of a request or response body. */
  learn(text: string | undefined): void;
  /** The value with a digest; undefined if it is unknown. */
  of(digest: string): Json | undefined;
}

/** Known values without any body yet. `shared`: the values that all tests of a run share, by digest. */
export function createKnownValues(digests: Digests, shared: () => ReadonlyMap<string, Json>): KnownValues {
  const values = new Map<string, Json>();
  const texts: string[] = [];
  return {
    learn: (text) => {
      if (text !== undefined) texts.push(text);
    },
    of: (digest) => {
      for (const text of texts.splice(0)) noteValues(digests, parsedJson(text), values);
      return values.get(digest) ?? shared().get(digest);
    },
  };
}

/** The path segments and query values in the URLs of exchanges (also ids of others), and the words of the description, by digest. */
export function sharedValues(
  digests: Digests,
  exchanges: readonly Exchange[],
  words: ReadonlySet<string>,
): Map<string, Json> {
  const texts = exchanges.flatMap(({ request }) => {
    const url = URL.parse(request.url);
    return url ? [...url.pathname.split('/'), ...url.searchParams.values()] : [];
  });
  const all: Json[] = [...new Set([...texts, ...words]), true, false];
  return new Map(all.map((value) => [digestOfValue(digests, value), value]));
}

function noteValues(digests: Digests, value: Json | undefined, found: Map<string, Json>): void {
  if (value === undefined) return;
  if (!isObject(value) && !Array.isArray(value)) found.set(digestOfValue(digests, value), value);
  for (const [, member] of membersOf(value)) noteValues(digests, member, found);
}
