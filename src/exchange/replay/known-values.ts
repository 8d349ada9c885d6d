import type { Exchange } from '../../contract/evidence.ts';
import { isObject, membersOf, type Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { Digests } from '../redaction/keyed-digests.ts';
import { digestOfValue } from '../redaction/redacted-fields.ts';

/** Finds values by their digests, in what was sent and shown. */
export interface KnownValues {
  /** Takes note of a body as it was sent or shown. */
  learn(text: string | undefined): void;
  /** The value that has a digest; undefined where nothing tells. */
  of(digest: string): Json | undefined;
}

/** Knows nothing but what it learns, and what all of a run shares. */
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

/** Whatever stands in the URLs of exchanges, ids of what others than us own, too, and the words of the description, by their digests. */
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
