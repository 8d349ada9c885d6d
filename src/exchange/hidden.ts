import type { Exchange, HiddenPlaces } from '../contract/evidence.ts';
import { isObject, membersOf, memberOf, toPointer, type Json, type Token } from '../contract/pointers.ts';
import { parsedJson, type JudgedAnswer } from '../contract/violations.ts';
import type { Digests } from './digests.ts';
import type { WireRequest } from './transport.ts';

/** The digests of everything that a request hides as it is written down; undefined where it hides nothing. */
export function hiddenInRequest(
  digests: Digests,
  { origin, target, headers, body }: WireRequest,
  written: Exchange['request'],
): HiddenPlaces | undefined {
  const places: HiddenPlaces = {};
  const url = origin + target;
  if (written.url !== url) places.url = digests.of(url);
  for (const [name, value] of Object.entries(headers)) {
    if (written.headers[name] !== value) places[`header ${name}`] = digests.of(spelledOut(value));
  }
  if (body !== undefined && written.body !== body) {
    places.body = digests.of(body);
    Object.assign(places, hiddenBelow(digests, parsedJson(body), parsedJson(written.body ?? '')));
  }
  return orNothing(places);
}

/** The digests of everything that an answer hides as it is written down, each with the type of the value. */
export function hiddenInAnswer(
  digests: Digests,
  { headers, text: body }: Pick<JudgedAnswer, 'headers' | 'text'>,
  written: NonNullable<Exchange['answer']>,
): HiddenPlaces | undefined {
  const places: HiddenPlaces = {};
  for (const [index, [, value]] of headers.entries()) {
    if (written.headers[index]?.[1] !== value)
      places[`header ${String(index)}`] = `string ${digests.of(spelledOut(value))}`;
  }
  if (written.body !== body) {
    const [raw, shown] = [parsedJson(body), parsedJson(written.body)];
    const below = hiddenBelow(digests, raw, shown);
    if (raw === undefined || shown === undefined) places.body = `string ${digests.of(body)}`;
    Object.assign(places, below);
  }
  return orNothing(places);
}

/** The pointers into the answer whose values are hidden, and names as violations have them: `header <name>`, or empty for all of the body. */
export function hiddenPointers(
  places: HiddenPlaces,
  headers: readonly (readonly [string, string])[],
): string[] {
  return Object.keys(places).map((place) => {
    if (place.startsWith('header ')) return `header ${headers[Number(place.slice(7))]?.[0] ?? ''}`;
    return place.slice('body'.length);
  });
}

/** Whether what is found at a place of an answer rests on what is hidden. */
export function isHiddenAt(pointer: string, hidden: readonly string[]): boolean {
  return hidden.some((place) => {
    if (place === '') return pointer === '' || pointer.startsWith('/');
    return pointer === place || (place.startsWith('/') && pointer.startsWith(`${place}/`));
  });
}

/** The credentials of HTTP Basic as the text that they encode, so that secrets in them are seen. */
function spelledOut(value: string): string {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(value) ?? [];
  return encoded === undefined ? value : `Basic ${Buffer.from(encoded, 'base64').toString('utf8')}`;
}

function hiddenBelow(
  digests: Digests,
  raw: Json | undefined,
  shown: Json | undefined,
  trail: readonly Token[] = [],
): HiddenPlaces {
  if (raw === undefined || shown === undefined || raw === shown) return {};
  if (isAlike(raw, shown)) {
    const below = membersOf(raw).map(([token, member]) =>
      hiddenBelow(digests, member, memberOf(shown, token), [...trail, token]),
    );
    return Object.assign({}, ...below) as HiddenPlaces;
  }
  return { [`body${toPointer(trail)}`]: `${typeof raw} ${digestOfValue(digests, raw)}` };
}

/** The digest of a value of a body. */
export function digestOfValue(digests: Digests, value: Json): string {
  return digests.of(typeof value === 'string' ? value : JSON.stringify(value));
}

function isAlike(raw: Json, shown: Json): boolean {
  if (Array.isArray(raw)) return Array.isArray(shown) && raw.length === shown.length;
  return isObject(raw) && isObject(shown) && Object.keys(raw).every((name) => Object.hasOwn(shown, name));
}

function orNothing(places: HiddenPlaces): HiddenPlaces | undefined {
  return Object.keys(places).length === 0 ? undefined : places;
}
