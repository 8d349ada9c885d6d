import { lowestCertainty, type Certainty } from '../../contract/schema/certainty.ts';
import { changed } from '../../contract/cases/bodies.ts';
import { fromPointer, isObject, toPointer, valueAt, type Json } from '../../contract/schema/pointers.ts';
import type { Circumstances } from './circumstances.ts';
import { keywordCertainty } from './described.ts';
import { expectationAt, type Expectation } from './equivalents.ts';
import type { MutantKind, Mutation } from './mutant.ts';
import type { MutantPlace } from './places.ts';
import { withBody } from './changed-response.ts';
import { wrongValues } from './wrong-values.ts';

/** Mutations of every place below the root of a body: left out, null, of another type, renamed, and outside the allowed values. */
export function bodyMutations(
  circumstances: Circumstances,
  body: Json,
  places: readonly MutantPlace[],
  certainty: Certainty,
): Mutation[] {
  const { operation, response } = circumstances;
  const made = (
    place: MutantPlace,
    kind: MutantKind,
    expected: Expectation,
    change: () => Json,
  ): Mutation => ({
    mutant: { operation: operation.id, status: response.status, place: place.name, kind },
    pointer: place.pointer,
    expected,
    response: () => withBody(response, change()),
  });
  return places.flatMap((place) => {
    const { pointer, nodes, value, within } = place;
    const missing = absence(circumstances, place, certainty);
    const removals: Mutation[] =
      within === 'array'
        ? []
        : [
            made(place, 'dropped', missing, () => changed(body, pointer, undefined)),
            made(place, 'renamed', missing, () => renamed(body, pointer)),
          ];
    const wrong = wrongValues(nodes, value).map((each) =>
      made(place, each.kind, wrongness(circumstances, place, each, certainty), () =>
        changed(body, pointer, each.value),
      ),
    );
    const isNull = value === null;
    const nulled = made(place, 'nulled', nullness(place, missing), () => changed(body, pointer, null));
    return [...removals, ...(isNull ? [] : [nulled]), ...wrong];
  });
}

/** The expectation for a place that is left out. */
function absence(circumstances: Circumstances, place: MutantPlace, certainty: Certainty): Expectation {
  const { required } = place;
  const demanded = required && expectationAt(required);
  const keeps = keeping(circumstances, place, certainty);
  if (demanded?.level === 'MUST' || keeps.level === 'MUST') return { level: 'MUST' };
  if (demanded?.level) return demanded;
  if (keeps.level) return keeps;
  if (place.isFree) return { rule: 'owes-nothing' };
  if (demanded) return demanded;
  return place.isInListing ? { rule: 'list-may-summarise' } : keeps;
}

/** The expectation for a value that was sent and is not returned. */
function keeping(
  { sent, response, operation }: Circumstances,
  place: MutantPlace,
  certainty: Certainty,
): Expectation {
  const { pointer, nodes } = place;
  const isSent = response.status < 300 && sent.some((each) => !isUnset(valueAt(each, pointer)));
  if (!isSent || operation.security === 'basic') return { rule: 'unset-optional' };
  if (place.isFree) return { rule: 'owes-nothing' };
  const found = expectationAt(lowestCertainty(certainty, ...nodes.map((node) => node.certainty)));
  return found;
}

/** The expectation for null: a required property must have its type, an optional one may be unset. */
function nullness({ required, nodes, within }: MutantPlace, missing: Expectation): Expectation {
  const typed = keywordCertainty(nodes, 'type') ?? keywordCertainty(nodes, 'enum') ?? 'unspecified';
  if (within !== 'object') return expectationAt(typed);
  if (required === undefined) return missing;
  const expected = expectationAt(typed, required);
  return expected.level ? expected : missing;
}

/** The expectation for a value that breaks a keyword, and that differs from what was sent. */
function wrongness(
  circumstances: Circumstances,
  place: MutantPlace,
  { keyword, value }: { keyword: string; value: Json },
  certainty: Certainty,
): Expectation {
  const isEmptied = value === '' && place.required === undefined && place.within === 'object';
  if (isEmptied) return absence(circumstances, place, certainty);
  const broken = expectationAt(keywordCertainty(place.nodes, keyword) ?? 'unspecified');
  const kept = keeping(circumstances, place, certainty);
  return kept.level === 'MUST' || (kept.level && !broken.level) ? kept : broken;
}

function isUnset(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function renamed(body: Json, pointer: string): Json {
  const tokens = fromPointer(pointer);
  const holder = valueAt(body, toPointer(tokens.slice(0, -1)));
  const name = tokens.at(-1) ?? '';
  if (!isObject(holder)) return body;
  const entries = Object.entries(holder).map(([each, value]) => [each === name ? `${name}X` : each, value]);
  return changed(body, toPointer(tokens.slice(0, -1)), Object.fromEntries(entries) as Json);
}
