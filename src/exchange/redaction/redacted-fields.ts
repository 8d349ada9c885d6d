import type { Exchange, HiddenPlaces } from '../../contract/evidence.ts';
import {
  fromPointer,
  isObject,
  memberOf,
  membersOf,
  toPointer,
  type Json,
  type Token,
} from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';
import type { Digests } from './keyed-digests.ts';
import { redacted } from './redaction.ts';
import type { WireRequest } from '../transport/transport.ts';

/** The digests of all values that the record of a request hides; undefined if it hides none. */
export function redactedInRequest(
  digests: Digests,
  { origin, target, headers, body }: WireRequest,
  written: Exchange['request'],
): HiddenPlaces | undefined {
  const places: HiddenPlaces = {};
  const url = origin + target;
  if (written.url !== url) places.url = digests.of(url);
  for (const [name, value] of Object.entries(headers)) {
    if (written.headers[name] !== value) places[`header ${name}`] = digests.ofHeader(name, value);
  }
  if (body !== undefined && written.body !== body) {
    places.body = digests.of(body);
    Object.assign(places, hiddenBelow(digests, parsedJson(body), parsedJson(written.body ?? '')));
  }
  return orNothing(places);
}

/** The digests of all values that the record of a response hides, each with the type of the value; undefined if it hides none. */
export function redactedInResponse(
  digests: Digests,
  { headers, text: body }: Pick<JudgedResponse, 'headers' | 'text'>,
  written: NonNullable<Exchange['answer']>,
): HiddenPlaces | undefined {
  const places: HiddenPlaces = {};
  for (const [index, [name, value]] of headers.entries()) {
    if (written.headers[index]?.[1] !== value)
      places[`header ${String(index)}`] = `string ${digests.ofHeader(name, value)}`;
  }
  if (written.body !== body) {
    const [raw, shown] = [parsedJson(body), parsedJson(written.body)];
    const below = hiddenBelow(digests, raw, shown);
    if (raw === undefined || shown === undefined) places.body = `string ${digests.of(body)}`;
    Object.assign(places, below);
  }
  return orNothing(places);
}

/** The hidden places of a response in the notation of violations: a pointer, `header <name>`, or empty for the whole body. */
export function redactedPointers(
  places: HiddenPlaces,
  headers: readonly (readonly [string, string])[],
): string[] {
  return Object.keys(places).map((place) => {
    if (place.startsWith('header ')) return `header ${headers[Number(place.slice(7))]?.[0] ?? ''}`;
    return place.slice('body'.length);
  });
}

/** Whether a violation at a place of a response is based on a hidden value. */
export function isRedactedAt(pointer: string, hidden: readonly string[]): boolean {
  return hidden.some((place) => {
    if (place === '') return pointer === '' || pointer.startsWith('/');
    return pointer === place || (place.startsWith('/') && pointer.startsWith(`${place}/`));
  });
}

function hiddenBelow(
  digests: Digests,
  raw: Json | undefined,
  shown: Json | undefined,
  trail: readonly Token[] = [],
): HiddenPlaces {
  if (raw === undefined || shown === undefined || raw === shown) return {};
  const members = besideShown(raw, shown);
  if (members) {
    const below = members.map(({ member, shownToken, shownMember }) =>
      hiddenBelow(digests, member, shownMember, [...trail, shownToken]),
    );
    return Object.assign({}, ...below) as HiddenPlaces;
  }
  return { [`body${toPointer(trail)}`]: `${typeof raw} ${digestOfValue(digests, raw)}` };
}

/** A member of an object or array, and its record. */
export interface ShownMember {
  token: Token;
  member: Json;
  shownToken: Token;
  shownMember: Json;
}

/** The members of a value paired with their record, also by token for speed: a response may have thousands of members. */
interface Pairing {
  raw: Json;
  members: ShownMember[] | undefined;
  byToken: ReadonlyMap<string, ShownMember>;
}

/** A cache of the newest pairings: a pointer needs few, and all pairings of a test would take much memory. */
const pairings = new Map<object, Pairing>();
const mostPairings = 16;

/** The members of a value paired with their record, where some may be renamed; undefined if there are none or the structures differ. */
export function besideShown(raw: Json, shown: Json | undefined): ShownMember[] | undefined {
  return pairingOf(raw, shown)?.members;
}

function pairingOf(raw: Json, shown: Json | undefined): Pairing | undefined {
  if (typeof shown !== 'object' || shown === null) return undefined;
  const known = pairings.get(shown);
  const pairing = known?.raw === raw ? known : newPairing(raw, shown);
  pairings.delete(shown);
  pairings.set(shown, pairing);
  const [oldest] = pairings.keys();
  if (pairings.size > mostPairings && oldest) pairings.delete(oldest);
  return pairing;
}

function newPairing(raw: Json, shown: Json): Pairing {
  const members = paired(raw, shown);
  return { raw, members, byToken: new Map(members?.map((each) => [String(each.token), each])) };
}

function paired(raw: Json, shown: Json): ShownMember[] | undefined {
  const isAlike = Array.isArray(raw) ? Array.isArray(shown) : isObject(raw) && isObject(shown);
  const [members, shownMembers] = [membersOf(raw), membersOf(shown)];
  if (!isAlike || members.length !== shownMembers.length) return undefined;
  const pairs = members.map(([token, member], index) => {
    const [shownToken, shownMember] = shownMembers[index] ?? [token, member];
    return { token, member, shownToken, shownMember };
  });
  const isRenamed = ({ token, shownToken }: ShownMember): boolean =>
    token === shownToken || String(shownToken).includes(redacted);
  return pairs.every(isRenamed) ? pairs : undefined;
}

/** Translates a pointer into a body to the same place in its record; returns a pointer to no value unchanged. */
export function asShown(pointer: string, { body, display }: { body?: unknown; display: Json }): string {
  if (!pointer.startsWith('/') || body === display) return pointer;
  const trail: Token[] = [];
  let [raw, shown] = [body as Json | undefined, display as Json | undefined];
  for (const token of fromPointer(pointer)) {
    const pairing = raw === undefined ? undefined : pairingOf(raw, shown);
    const found = pairing?.byToken.get(token);
    const isHidden = raw !== undefined && !pairing?.members && memberOf(raw, token) !== undefined;
    trail.push(isHidden ? redacted : (found?.shownToken ?? token));
    [raw, shown] = [found?.member ?? (isHidden ? memberOf(raw, token) : undefined), found?.shownMember];
  }
  return toPointer(trail);
}

/** The digest of a value of a body. */
export function digestOfValue(digests: Digests, value: Json): string {
  return digests.of(typeof value === 'string' ? value : JSON.stringify(value));
}

function orNothing(places: HiddenPlaces): HiddenPlaces | undefined {
  return Object.keys(places).length === 0 ? undefined : places;
}
