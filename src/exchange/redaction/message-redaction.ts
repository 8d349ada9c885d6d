import { isObject, membersOf, toPointer, type Json } from '../../contract/schema/pointers.ts';
import { shown } from '../../contract/words.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { asShown, besideShown, type ShownMember } from './redacted-fields.ts';
import type { Recorder } from '../recorder.ts';

/** A text that a message may quote, and its replacement in the record. */
type Quotation = [quoted: string, instead: string];

/** Quotations by their first characters, for speed: a response may hide thousands of values. */
type Quotations = ReadonlyMap<string, readonly Quotation[]>;

/** A message about the responses of a test, without secrets and without values that the record of these responses hides. */
export function redactedMessage(
  { responses, redactor }: Pick<Recorder, 'responses' | 'redactor'>,
  text: string,
): string {
  return redactor.text(
    responses.reduce((rest, { response }) => withoutQuotations(rest, quotationsOf(response)), text),
  );
}

function withoutQuotations(text: string, quotations: Quotations): string {
  if (quotations.size === 0) return text;
  let clean = '';
  for (let at = 0; at < text.length;) {
    const [quoted, instead] = quotedAt(text, at, quotations) ?? [text.charAt(at), text.charAt(at)];
    clean += instead;
    at += quoted.length;
  }
  return clean;
}

/** The longest quotation at a position of a text. */
function quotedAt(text: string, at: number, quotations: Quotations): Quotation | undefined {
  for (const start of startsOf(text.slice(at, at + longestStart))) {
    const found = quotations.get(start)?.find(([quoted]) => text.startsWith(quoted, at));
    if (found) return found;
  }
  return undefined;
}

const longestStart = 16;

/** The prefixes of a text that may be keys of quotations, the longest first. */
function startsOf(text: string): string[] {
  return Array.from({ length: Math.min(text.length, longestStart) }, (_, index) =>
    text.slice(0, text.length - index),
  );
}

function byStart(all: readonly Quotation[]): Quotations {
  const quotations = new Map<string, Quotation[]>();
  for (const each of all.toSorted(([a], [b]) => b.length - a.length)) {
    const start = each[0].slice(0, longestStart);
    const known = quotations.get(start);
    if (known) known.push(each);
    else quotations.set(start, [each]);
  }
  return quotations;
}

/** A pointer into a response of a test, without secrets; hidden property names in it are replaced as in the record of the responses. */
export function redactedPointer(
  { responses, redactor }: Pick<Recorder, 'responses' | 'redactor'>,
  pointer: string,
): string {
  return redactor.text(responses.reduce((rest, { response }) => asShown(rest, response), pointer));
}

const known = new WeakMap<ApiResponse, Quotations>();

function quotationsOf(response: ApiResponse): Quotations {
  const found =
    known.get(response) ?? byStart([...new Map([...hiddenHeaders(response), ...hiddenMembers(response)])]);
  known.set(response, found);
  return found;
}

function hiddenHeaders({ headers, exchange }: ApiResponse): Quotation[] {
  const written = exchange.answer?.headers ?? [];
  return headers.flatMap(([, value], index): Quotation[] => {
    const instead = written[index]?.[1] ?? value;
    return value === instead ? [] : [[shown(value), shown(instead)]];
  });
}

/** All values that differ between a body and its record, except values that are visible elsewhere in the exchange. */
function hiddenMembers(response: ApiResponse): Quotation[] {
  const { body, url } = response.exchange.request;
  const seen = [body, url, JSON.stringify(response.display)].join('\n');
  const visit = (value: Json, display: Json | undefined): Quotation[] => {
    if (value === display) return [];
    if (typeof value === 'number') return [[`received ${String(value)}`, `received ${shown(display)}`]];
    if (typeof value === 'string') return seen.includes(value) ? [] : [[shown(value), shown(display)]];
    const whole: Quotation[] =
      isObject(value) || Array.isArray(value) ? [[shown(value), shown(display)]] : [];
    const members = besideShown(value, display);
    const below = members
      ? members.flatMap((each) => [...renamed(each), ...visit(each.member, each.shownMember)])
      : membersOf(value).flatMap(([, member]) => visit(member, undefined));
    return below.length === 0 ? [] : [...whole, ...below];
  };
  const whole = bodyOf(response);
  return whole === undefined ? [] : visit(whole, response.display);
}

/** The name of a property in pointers and in texts, if the record shows another one. */
function renamed({ token, shownToken }: ShownMember): Quotation[] {
  if (token === shownToken) return [];
  return [
    [toPointer([token]), toPointer([shownToken])],
    [shown(String(token)), shown(String(shownToken))],
  ];
}
