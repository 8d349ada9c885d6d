import { createHash } from 'node:crypto';
import { markOf } from '../../contract/privacy/ownership-mark.ts';
import { isObject, membersOf, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import type { SeenValues } from './seen-values.ts';
import { isOfNobody } from '../cleanup/ownership-record.ts';
import { redacted, uniqueIn } from './redaction.ts';
import { unescaped, withoutEncoded } from './encoded-texts.ts';

/** What identifies our own data, and the known values of others. */
export interface ThirdPartyContext {
  /** Ids of what the test created. */
  ownIds: readonly string[];
  /** Remembers replaced values, so that they are also redacted in texts. */
  seenValues: SeenValues;
  /** The domain of email addresses whose local part is our mark. */
  emailDomain?: string | undefined;
}

/**
 * A body without data of others. In a resource that neither carries our mark nor contains one of `ownIds`, values are replaced by their
 * type, and ids by a hash. The counts of a page stay. In an error, contacts and values known to belong to others are redacted.
 */
export function withoutThirdPartyData(value: Json, company: ThirdPartyContext): Json {
  const { ownIds, seenValues } = company;
  if (Array.isArray(value)) return value.map((item) => withoutThirdPartyData(item, company));
  if (!isObject(value)) return withoutValue(value, company);
  const isPage = Array.isArray(value.content);
  if (typeof value.id === 'string' && ownIds.includes(value.id) && !isPage)
    return withoutNested(value, company);
  if (isError(value)) return withoutQuoted(value, company);
  if (!isPage && (isMarked(value, company) || belongsTo(value, ownIds))) return withoutNested(value, company);
  return withMembers(value, company, (member, name) => {
    const isCount = typeof member === 'number' || typeof member === 'boolean';
    if (isPage && isCount && seenValues.isOurs(name)) return member;
    if (isOfNobody(name) && typeof member === 'string') return 'string';
    if (name !== 'id' || typeof member !== 'string') return withoutThirdPartyData(member, company);
    seenValues.meet(member);
    return hashed(member);
  });
}

/** An object with changed values and redacted property names: a property name may be an email address, an id or a person's name. */
function withMembers(
  value: JsonObject,
  company: ThirdPartyContext,
  changed: (member: Json, name: string) => Json,
): JsonObject {
  const members = Object.entries(value);
  for (const entry of members) entry[1] = changed(entry[1], entry[0]);
  if (members.every(([name]) => isName(name, company))) return Object.fromEntries(members);
  const names = new Map<string, number>();
  for (const entry of members) entry[0] = uniqueIn(names, isName(entry[0], company) ? entry[0] : redacted);
  return Object.fromEntries(members);
}

/** Whether a property name looks like an identifier of a program and contains no known value of others. */
function isName(name: string, company: ThirdPartyContext): boolean {
  const { seenValues } = company;
  if (seenValues.isOurs(name) || isMarked(name, company) || name.startsWith(redacted)) return true;
  const isPlain = /^(?:@?[a-z_$][A-Za-z0-9_$]*|\d{1,4})$/.test(name) && !/\d{7}/.test(name);
  return isPlain && seenValues.without(name) === name;
}

/** A text that is not JSON, without data of others. Error pages and phrases of servers stay, except for contacts; other data is replaced. */
export function textWithoutThirdPartyData(text: string, company: ThirdPartyContext): string {
  const isData = /^\s*(?:[[{"]|<(?!html|!doctype html))/i.test(text);
  return isData ? `[${String(text.length)} characters]` : withoutContacts(text, company);
}

/** A header value without data of others. `isOfOurs`: whether the response is about a resource that the request created. */
export function headerWithoutThirdPartyData(
  value: string,
  company: ThirdPartyContext,
  isOfOurs: boolean,
): string {
  const { ownIds, seenValues, emailDomain } = company;
  const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
  if (isOfOurs) return withoutContacts(value, { emailDomain });
  const isOurs = (part: string): boolean => ownIds.includes(part) || seenValues.isOurs(part);
  const named = withoutLeads(value, isOurs).replaceAll(ids, (id) => (ownIds.includes(id) ? id : hashed(id)));
  return withoutContacts(named, company);
}

/** A header value whose URLs show only UUIDs of others: names in a path and values of a query are redacted. */
function withoutLeads(value: string, isOurs: (part: string) => boolean): string {
  const isTold = (part: string): boolean =>
    /^(?:\d{0,4}|[0-9a-f-]{36})$/i.test(part) || isOurs(unescaped(part));
  return value
    .replaceAll(/(?:\/[^\s/"'<>?#;,]+)+/g, (path) => {
      const parts = path.split('/');
      const start = parts.findIndex((part) => part !== '' && isOurs(part));
      return parts.map((part, at) => (start < 0 || at < start || isTold(part) ? part : redacted)).join('/');
    })
    .replaceAll(/([?&][^\s=?&#"'<>]+=)([^\s&#"'<>;,]+)/g, (whole, name: string, given: string) =>
      isTold(given) ? whole : name + redacted,
    );
}

function withoutValue(value: Json, company: ThirdPartyContext): Json {
  if (value === null) return null;
  const { ownIds, seenValues, emailDomain } = company;
  const isOurs =
    typeof value === 'string' && (ownIds.includes(value) || isMarked(value, company) || value === redacted);
  if (isOurs) return withoutContacts(value, { emailDomain });
  if (typeof value === 'string') seenValues.meet(value);
  return typeof value;
}

/** A resource of ours, without nested data of others: their resources and contacts. */
function withoutNested(value: JsonObject, company: ThirdPartyContext): Json {
  return withMembers(value, company, (member) => nestedIn(member, company, false));
}

/** A value nested in a resource of ours; `isClear`: whether it is known to contain no contacts. */
function nestedIn(item: Json, company: ThirdPartyContext, isClear: boolean): Json {
  const { seenValues } = company;
  if (typeof item === 'string') {
    if (seenValues.isOurs(item)) return item;
    return isClear ? seenValues.without(item) : withoutContacts(item, company);
  }
  if (Array.isArray(item)) return item.map((each) => nestedIn(each, company, isClear));
  if (!isObject(item)) return item;
  const isCleared = isClear || !showsContact(item, company);
  const isOthers = (!isCleared || isResource(item, company)) && !isMarked(item, company);
  return isOthers
    ? withoutThirdPartyData(item, company)
    : withMembers(item, company, (member) => nestedIn(member, company, isCleared));
}

/** Whether a value is a resource: it has an id and other properties with more than words of the description, such as a person's name. */
function isResource({ id, ...others }: JsonObject, { seenValues }: ThirdPartyContext): boolean {
  const isSaid = (value: Json): boolean =>
    value === null || typeof value === 'boolean' || (typeof value === 'string' && seenValues.isOurs(value));
  return id !== undefined && !Object.values(others).every(isSaid);
}

/** Whether a value contains a contact, such as an email address, of others. */
function showsContact(value: Json, company: ThirdPartyContext): boolean {
  const { emailDomain } = company;
  if (typeof value === 'string')
    return !company.seenValues.isOurs(value) && withoutContacts(value, { emailDomain }) !== value;
  return membersOf(value).some(([, member]) => showsContact(member, company));
}

/** Whether a resource contains the id of one of ours that it belongs to, as a limit does with its customer. */
function belongsTo(value: JsonObject, ownIds: readonly string[]): boolean {
  return Object.entries(value).some(
    ([name, member]) => /.Id$/.test(name) && typeof member === 'string' && ownIds.includes(member),
  );
}

/** Whether a resource, or an email address, carries our mark. */
function isMarked(value: Json, { emailDomain }: ThirdPartyContext): boolean {
  return markOf(value, { emailDomain }) !== undefined;
}

function isError(value: JsonObject): boolean {
  return value.id === undefined && (value.errorCode !== undefined || typeof value.message === 'string');
}

/** An error without data of others, which its message may quote. */
function withoutQuoted(error: JsonObject, company: ThirdPartyContext): Json {
  return withMembers(error, company, (member) => {
    if (typeof member === 'string') return withoutContacts(member, company);
    return typeof member === 'object' ? withoutThirdPartyData(member, company) : member;
  });
}

/** Matches every text that may contain a contact, also in base64 or percent-encoding; most texts do not match. */
const mayReach = /[@%&+]|[\w/-]{16}/;

/** Redacts email addresses without our mark, phone numbers outside the range reserved for fiction, and other known values of others. */
function withoutContacts(
  text: string,
  contacts: Pick<ThirdPartyContext, 'emailDomain'> & Partial<Pick<ThirdPartyContext, 'seenValues'>>,
): string {
  const { seenValues, emailDomain } = contacts;
  const known = seenValues?.without(text) ?? text;
  if (!mayReach.test(known) || /^[\da-f-]+$/i.test(known)) return known;
  const clear = known
    .replaceAll(/[^\s"'<>@=:,;]{1,192}(?:@|%40|&(?:#64|#x40|commat);)[\w-]+(?:\.[\w-]+)+/gi, (address) =>
      markOf(address, { emailDomain }) === undefined ? redacted : address,
    )
    .replaceAll(/(?<!\w)(?:\+|%2B)\d[\d ().-]{6,}\d/gi, (number) =>
      /^1\d{3}55501\d\d$/.test(number.replace(/^%2B/i, '').replaceAll(/\D/g, '')) ? number : redacted,
    );
  return withoutEncoded(clear, (spoken) => withoutContacts(spoken, contacts));
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12);
}
