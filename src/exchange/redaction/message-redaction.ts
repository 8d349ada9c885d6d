import { isObject, membersOf, toPointer, type Json } from '../../contract/schema/pointers.ts';
import { shown } from '../../contract/words.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { asShown, besideShown, type ShownMember } from './redacted-fields.ts';
import type { Recorder } from '../recorder.ts';

/** What a message may quote, and what stands for it in what is written down. */
type Quotation = [quoted: string, instead: string];

/** Quotations by how they begin: an answer may hide thousands of values. */
type Quotations = ReadonlyMap<string, readonly Quotation[]>;

/** A message about answers of a test as it may be read: without secrets, and without what is hidden of these answers. */
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

/** The longest quotation that stands at a place of a text. */
function quotedAt(text: string, at: number, quotations: Quotations): Quotation | undefined {
  for (const start of startsOf(text.slice(at, at + longestStart))) {
    const found = quotations.get(start)?.find(([quoted]) => text.startsWith(quoted, at));
    if (found) return found;
  }
  return undefined;
}

const longestStart = 16;

/** What a text may be found by, the longest first: the whole of it where it is short. */
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

/** A pointer into an answer of a test as it may be read: names that are hidden of these answers are in it as they are shown. */
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

/** Whatever differs between a body and how it is shown, but for values that can be seen elsewhere in the exchange. */
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

/** The name of a member as a pointer and a text have it, where another one is shown. */
function renamed({ token, shownToken }: ShownMember): Quotation[] {
  if (token === shownToken) return [];
  return [
    [toPointer([token]), toPointer([shownToken])],
    [shown(String(token)), shown(String(shownToken))],
  ];
}
