import type { Exchange, HiddenPlaces } from '../../contract/evidence.ts';
import { rewritten } from '../../contract/schema/json-text.ts';
import { isObject, membersOf, toPointer, type Json, type Token } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import { standInFor } from '../redaction/keyed-digests.ts';
import { redactedPointers } from '../redaction/redacted-fields.ts';
import { redacted } from '../redaction/redaction.ts';
import type { WireResponse, Written } from '../transport/transport.ts';

/** The differences between a request and the recorded one, one sentence each; empty if they are equal. */
export function differences(
  { request, hidden, breaks, control }: Written,
  { request: then, hidden: hiddenThen, breaks: breaksThen, control: controlThen }: Exchange,
): string[] {
  if (control !== controlThen) return [`${control ? 'now' : 'recorded'} as a control of another request`];
  if (control) return []; // a control is built from the recorded request
  const found: string[] = [];
  const compare = (what: string, now: string | undefined, before: string | undefined): void => {
    if (now !== before) found.push(`${what}: recorded ${told(before)}, now ${told(now)}`);
  };
  compare('the deliberate violation', inWords(breaks), inWords(breaksThen));
  compare('the method', request.method, then.method);
  compare('the URL', request.url, then.url);
  for (const name of namesOf(request.headers, then.headers))
    compare(`the header ${name}`, request.headers[name], then.headers[name]);
  if (request.body !== then.body) found.push(...bodyDifferences(request.body, then.body));
  const places = hidden ?? {};
  const placesThen = hiddenThen?.request ?? {};
  for (const place of namesOf(places, placesThen)) {
    if (places[place] !== placesThen[place]) found.push(`the hidden value at ${place} has another digest`);
  }
  return found;
}

function inWords(breaks: Exchange['breaks']): string | undefined {
  return breaks && `${breaks.pointer} ${breaks.rule}`;
}

function namesOf(now: Record<string, string>, then: Record<string, string>): string[] {
  return [...new Set([...Object.keys(then), ...Object.keys(now)])];
}

function bodyDifferences(now: string | undefined, then: string | undefined): string[] {
  const [body, bodyThen] = [parsedJson(now ?? ''), parsedJson(then ?? '')];
  const whole = [`the body: recorded ${told(then)}, now ${told(now)}`];
  if (body === undefined || bodyThen === undefined) return whole;
  const places = placesApart(body, bodyThen);
  return places.length === 0 ? whole : places;
}

const mostPlaces = 5;

function placesApart(now: Json | undefined, then: Json | undefined, trail: readonly Token[] = []): string[] {
  if (now !== undefined && then !== undefined && isBranch(now) && isBranch(then)) {
    const [members, before] = [new Map(membersOf(now)), new Map(membersOf(then))];
    const tokens = [...new Set([...before.keys(), ...members.keys()])];
    return tokens
      .flatMap((token) => placesApart(members.get(token), before.get(token), [...trail, token]))
      .slice(0, mostPlaces);
  }
  if (JSON.stringify(now) === JSON.stringify(then)) return [];
  const [text, textThen] = [now, then].map((value) => JSON.stringify(value) as string | undefined);
  return [`the body at ${toPointer(trail)}: recorded ${told(textThen)}, now ${told(text)}`];
}

function isBranch(value: Json): boolean {
  return isObject(value) || Array.isArray(value);
}

const longestTold = 120;

function told(value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return value.length <= longestTold ? value : `${value.slice(0, longestTold)}…`;
}

/** The response of a recorded exchange as it was received: with the hidden values that `known` finds, and stand-ins for the others. */
export function servedResponse(
  {
    answer: response,
    hidden,
    startedAt,
    milliseconds,
  }: Exchange & { answer: NonNullable<Exchange['answer']> },
  known: (digest: string) => Json | undefined,
): WireResponse {
  const places = hidden?.answer ?? {};
  const unknown: HiddenPlaces = {};
  const parsed = Object.keys(places).some((place) => place.startsWith('body/'))
    ? parsedJson(response.body)
    : undefined;
  const valueFor = (place: string, shown: Json): Json => {
    const [, type = '', digest = ''] = /^(\w+) (.+)$/.exec(places[place] ?? '') ?? [];
    const value = known(digest);
    if (value !== undefined && typeof value === type) return value;
    unknown[place] = digest;
    return standInValue(type, digest, shown);
  };
  const filled = (shown: Json, trail: Token[]): Json => {
    const place = `body${toPointer(trail)}`;
    if (trail.length > 0 && Object.hasOwn(places, place)) return valueFor(place, shown);
    const members = membersOf(shown).map(([token, member]): [Token, Json] => [
      token,
      filled(member, [...trail, token]),
    ]);
    if (isObject(shown)) return Object.fromEntries(members);
    return Array.isArray(shown) ? members.map(([, member]) => member) : shown;
  };
  const text = parsed === undefined ? response.body : rewritten(filled(parsed, []), response.body, redacted);
  for (const place of Object.keys(places)) {
    if (!place.startsWith('body/')) unknown[place] = '';
  }
  const headers = response.headers.map(([name, value]): [string, string] => [name, value]);
  const standIns = redactedPointers(unknown, headers);
  const recorded = { startedAt, milliseconds, standIns, broken: hidden?.broken ?? [] };
  return { status: response.status, headers, body: Buffer.from(text), recorded };
}

/** A stand-in of the type of the hidden value; only that of a string is unique. */
function standInValue(type: string, digest: string, shown: Json): Json {
  if (type === 'string') return standInFor(digest);
  if (type === 'number') return 0;
  return type === 'boolean' ? false : shown;
}
