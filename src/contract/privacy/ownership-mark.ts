import { createHash } from 'node:crypto';
import { isSameAddress } from '../schema/same-value.ts';
import {
  isObject,
  memberOf,
  membersOf,
  textOf,
  type Json,
  type JsonObject,
  type Token,
} from '../schema/pointers.ts';

/** What a run marks the resources with that it creates. */
export interface RunOrigin {
  runId: string;
  /** The domain of email addresses when the target does not accept the default one (KOR_EMAIL_DOMAIN). */
  emailDomain?: string | undefined;
}

/** What identifies our resources, besides the mark in the default email domain. */
export interface MarkContext {
  /** The domain of email addresses whose local part is the mark. */
  emailDomain?: string | undefined;
  /** Signs of sent bodies, each with the run that sent it. */
  signs?: ReadonlyMap<string, string> | undefined;
}

/**
 * A generated email address with the mark of a run: in its default domain, which names the run, or else in its local part. `own`: seven
 * lower-case letters and digits that no other address has. The capital K shows whether an API keeps the case of letters.
 */
export function markedEmail({ runId, emailDomain }: RunOrigin, word: string, own: string): string {
  const number = `K${own}${checkOf(own)}`;
  return emailDomain === undefined
    ? `${word}-${number}@${runId}.kor-conformance.example`
    : `kor-${runId}-${number}@${emailDomain}`;
}

const numberIn = /-k([0-9a-z]{7})([0-9a-f]{4})(?![0-9a-z])/i;
const runInLocal = new RegExp(`^kor-([a-z0-9-]+)${numberIn.source}`);
/** A reserved domain (RFC 2606), so that no real address is in it. */
const runInDomain = /^([a-z0-9-]+)\.kor-conformance\.example$/;

/** A copy of a value with other email addresses for every ordinal but 0, because an API may demand that customers have different ones. */
export function withOwnEmails<Value>(value: Value, ordinal: number): Value {
  if (ordinal === 0) return value;
  const text = JSON.stringify(value).replaceAll(new RegExp(numberIn, 'gi'), (number, own: string) => {
    if (!isNumber(number)) return number;
    const other = parseInt(digestOf(`${own.toLowerCase()} ${String(ordinal)}`).slice(0, 11), 16);
    const next = other.toString(36).padStart(7, '0').slice(-7);
    return `-K${next}${checkOf(next)}`;
  });
  return JSON.parse(text) as Value;
}

/** A checksum that shows that the suite generated the number. */
function checkOf(own: string): string {
  return digestOf(own).slice(0, 4);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isNumber(text: string): boolean {
  const [, own = '', check] = numberIn.exec(text.toLowerCase()) ?? [];
  return checkOf(own) === check;
}

/**
 * The run that created a resource, or that an email address belongs to; undefined when it is not ours. This alone decides what the suite
 * may change, remove and show. A resource is ours when it has an email address with our mark, in any case, or a sign of a sent body. When
 * its primary email address is unmasked and has no mark of ours, the only sign that counts is the number in an email address.
 */
export function markOf(
  resource: Json | undefined,
  { emailDomain, signs }: MarkContext = {},
): string | undefined {
  const emails = emailsOf(resource);
  const runs = emails.flatMap(({ text }) => runOf(text, emailDomain) ?? []);
  const isOthers = emails.some(
    ({ text, isPrimary }) => isPrimary && isClear(text) && runOf(text, emailDomain) === undefined,
  );
  if (runs.length > 0 && !isOthers) return runs[0];
  if (!signs) return undefined;
  const shown = signsOf(resource).filter((sign) => !isOthers || sign.startsWith('number '));
  return shown.map((sign) => signs.get(sign)).find((run) => run !== undefined);
}

/** The first email address of a body that carries our mark. */
export function markedEmailIn(body: Json | undefined, { emailDomain }: MarkContext = {}): string | undefined {
  return emailsOf(body).find(({ text }) => runOf(text, emailDomain) !== undefined)?.text;
}

/** Whether a response contains an email address of ours whose domain changed its case. */
export function hasDomainInOtherCase(sent: Json | undefined, received: Json | undefined): boolean {
  const [ours, theirs] = [sent, received].map((each) => emailsOf(each).map(({ text }) => text));
  const isOther = (email: string): boolean =>
    theirs?.some((each) => each !== email && isSameAddress(each, email)) ?? false;
  return ours?.some(isOther) ?? false;
}

/** Whether a resource shows an unmasked email address without our mark. */
export function showsOthers(resource: Json | undefined, { emailDomain }: MarkContext = {}): boolean {
  return emailsOf(resource).some(({ text }) => isClear(text) && runOf(text, emailDomain) === undefined);
}

/** Whether an email address is unmasked. */
function isClear(email: string): boolean {
  return !/[*•●…]|x{3,}/i.test(email);
}

/** The run whose mark an email address carries. */
function runOf(email: string, emailDomain: string | undefined): string | undefined {
  const [, local = '', domain = ''] = /^(.+?)(?:@|%40)([^@]+)$/.exec(email.toLowerCase()) ?? [];
  const [, run] = runInDomain.exec(domain) ?? [];
  if (run !== undefined) return run;
  const isThere = emailDomain !== undefined && `.${domain}`.endsWith(`.${emailDomain.toLowerCase()}`);
  const [, ofLocal] = runInLocal.exec(local) ?? [];
  return isThere && isNumber(local) ? ofLocal : undefined;
}

/** The minimum lengths of names that count as signs. Shorter ones may be those of other customers. */
const telling = { name: 8, businessName: 12 };

/**
 * The values of a body, or of a resource, that only one creation has: the number in an email address, an `externalId`, a value of the
 * metadata, the name of a business, and any two of the first name, last name and phone number of a person, one of them a name. Values that
 * are too short or too common are not signs.
 */
export function signsOf(resource: Json | undefined): string[] {
  if (!isObject(resource)) return [];
  const { contacts, externalId, metadata } = resource;
  const people = [resource, ...(Array.isArray(contacts) ? contacts.filter(isObject) : [])];
  const businessName = plain(resource.businessName);
  const numbers = textsOf(resource).flatMap(({ text }) => numberIn.exec(text)?.[0] ?? []);
  return [
    ...numbers.filter(isNumber).map((number) => `number ${number.toLowerCase()}`),
    ...(/^kor[a-z0-9-]{16,}$/i.test(textOf(externalId)) ? [`externalId ${plain(externalId)}`] : []),
    ...membersOf(metadata)
      .filter(([, value]) => textOf(value).replaceAll(/\D/g, '').length >= 12)
      .map(([name, value]) => `metadata ${String(name)} ${plain(value)}`),
    ...(businessName.length >= telling.businessName ? [`businessName ${businessName}`] : []),
    ...people.flatMap(signsOfPerson),
  ];
}

function signsOfPerson({ firstName, lastName, primaryPhoneNumber }: JsonObject): string[] {
  const phone = textOf(memberOf(primaryPhoneNumber, 'number')).replaceAll(/\D/g, '').slice(-10);
  const [first, last] = [plain(firstName), plain(lastName)];
  const pairs = [
    [first, last],
    [first, phone],
    [last, phone],
  ] as const;
  return pairs
    .filter(
      (pair) => pair.every(Boolean) && pair.some((each) => each !== phone && each.length >= telling.name),
    )
    .map((pair) => `person ${pair.join(' ')}`);
}

/** A string normalised for comparison, because an API may change the case of letters. */
function plain(value: Json | undefined): string {
  return textOf(value).normalize('NFC').trim().toLowerCase();
}

interface FoundText {
  text: string;
  /** Whether it is in `primaryEmail`. */
  isPrimary: boolean;
}

function emailsOf(resource: Json | undefined): FoundText[] {
  return textsOf(resource).filter(({ text }) => /^[^\s@]+(?:@|%40)[^\s@]+$/.test(text));
}

/**
 * The strings of a resource, except those in its metadata, which the caller chooses, and in nested resources, which may belong to others.
 * The contacts of a business belong to the business.
 */
function textsOf(value: Json | undefined, place: Token = '', isPrimary = false): FoundText[] {
  if (typeof value === 'string') return [{ text: value, isPrimary }];
  return membersOf(value).flatMap(([name, member]) => {
    const isOther = isObject(member) && member.id !== undefined && place !== 'contacts';
    return name === 'metadata' || isOther ? [] : textsOf(member, name, isPrimary || name === 'primaryEmail');
  });
}
