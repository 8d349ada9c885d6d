import { createHash } from 'node:crypto';
import { isObject, membersOf, type Json, type JsonObject } from '../contract/pointers.ts';
import type { Acquaintances } from './acquaintances.ts';
import { redacted } from './redaction.ts';

/** What makes a resource one that this suite created. */
const ourMark = /\.kor-conformance\.example/i;

/** Who is not a stranger, and what is known of those who are. */
export interface Company {
  /** Ids of what the test created. */
  ownIds: readonly string[];
  /** Told what is replaced, and asked what to take out of texts. */
  acquaintances: Acquaintances;
}

/**
 * A body without other people's data: values of what neither carries our mark nor has or names one of `ownIds` are replaced by their
 * type, and ids by a hash. The counts of a page stay. What an error quotes is taken out as far as it is known to be theirs.
 */
export function withoutStrangers(value: Json, company: Company): Json {
  const { ownIds, acquaintances } = company;
  if (Array.isArray(value)) return value.map((item) => withoutStrangers(item, company));
  if (!isObject(value)) return withoutValue(value, company);
  const isPage = Array.isArray(value.content);
  if (typeof value.id === 'string' && ownIds.includes(value.id) && !isPage) return value;
  if (isError(value)) return withoutQuoted(value, company);
  if (!isPage && (isMarked(value) || belongsTo(value, ownIds))) return withoutNested(value, company);
  const members = membersOf(value).map(([name, member]): [string, Json] => {
    const isCount = isPage && (typeof member === 'number' || typeof member === 'boolean');
    if (name === 'id' && typeof member === 'string') {
      acquaintances.meet(member);
      return [name, hashed(member)];
    }
    return [String(name), isCount ? member : withoutStrangers(member, company)];
  });
  return Object.fromEntries(members);
}

/** A text that is no JSON without other people's data: all of it but the pages and phrases that servers answer when they fail. */
export function textWithoutStrangers(text: string, acquaintances: Acquaintances): string {
  const isData = /^\s*(?:[[{"]|<(?!html|!doctype html))/i.test(text);
  return isData ? `[${String(text.length)} characters]` : withoutContacts(text, acquaintances);
}

/** A header's value without other people's data. Where an answer tells of what the request made, its ids are ours. */
export function headerWithoutStrangers(
  value: string,
  { ownIds, acquaintances }: Company,
  isOfOurs: boolean,
): string {
  const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
  const named = isOfOurs ? value : value.replaceAll(ids, (id) => (ownIds.includes(id) ? id : hashed(id)));
  return isOfOurs ? withoutContacts(named) : withoutContacts(named, acquaintances);
}

function withoutValue(value: Json, { ownIds, acquaintances }: Company): Json {
  if (value === null) return null;
  const isOurs =
    typeof value === 'string' && (ownIds.includes(value) || ourMark.test(value) || value === redacted);
  if (isOurs) return value;
  if (typeof value === 'string') acquaintances.meet(value);
  return typeof value;
}

/** What carries our mark, without resources below it that do not. */
function withoutNested(value: JsonObject, company: Company): Json {
  const nested = (item: Json): Json =>
    isObject(item) && item.id !== undefined ? withoutStrangers(item, company) : item;
  const members = membersOf(value).map(([name, member]) => [
    name,
    Array.isArray(member) ? member.map(nested) : member,
  ]);
  return Object.fromEntries(members) as Json;
}

/** Whether a resource says that it is of one of ours, as a limit does of its customer. */
function belongsTo(value: JsonObject, ownIds: readonly string[]): boolean {
  return Object.entries(value).some(
    ([name, member]) => /.Id$/.test(name) && typeof member === 'string' && ownIds.includes(member),
  );
}

/** Whether a resource carries our mark; of what has no id, resources below it do not speak. */
function isMarked(value: JsonObject): boolean {
  const own = (name: string, member: Json): Json =>
    name !== '' && isObject(member) && member.id !== undefined ? null : member;
  return ourMark.test(JSON.stringify(value, value.id === undefined ? own : undefined));
}

function isError(value: JsonObject): boolean {
  return value.id === undefined && (value.errorCode !== undefined || typeof value.message === 'string');
}

/** An error says what is wrong, and may quote whom it is about. */
function withoutQuoted(error: JsonObject, company: Company): Json {
  const members = membersOf(error).map(([name, member]): [string, Json] => {
    if (typeof member === 'string') return [String(name), withoutContacts(member, company.acquaintances)];
    return [String(name), typeof member === 'object' ? withoutStrangers(member, company) : member];
  });
  return Object.fromEntries(members);
}

/** Without email addresses that lack our mark, phone numbers that are not kept for fiction, and what else is known of strangers. */
function withoutContacts(text: string, acquaintances?: Acquaintances): string {
  const known = acquaintances?.without(text) ?? text;
  return known
    .replaceAll(/[^\s"'<>@=:,;]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/g, (address) =>
      ourMark.test(address) ? address : redacted,
    )
    .replaceAll(/(?<!\w)(?:\+|%2B)\d[\d ().-]{6,}\d/gi, (number) =>
      /^1\d{3}55501\d\d$/.test(number.replace(/^%2B/i, '').replaceAll(/\D/g, '')) ? number : redacted,
    );
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12);
}
