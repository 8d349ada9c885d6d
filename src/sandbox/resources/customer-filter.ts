import { objectsIn, textOf, type Json, type JsonObject } from '../http/json.ts';
import { e164 } from './phone-number.ts';
import { emailOf, phoneNumberOf, reachedThrough } from './stored-fields.ts';
import type { Customer } from './store.ts';
import { spanOf, timeZoneOf } from './time-zone.ts';

type Test = (customer: Customer) => boolean;

/** How the texts of a customer are matched, which the docs leave open. */
export interface Matching {
  /** Whether a name, or a searched text, matches the wanted text. */
  isNamed: (text: string, wanted: string) => boolean;
  /** Whether any other value matches the wanted one. */
  isSame: (text: string, wanted: string) => boolean;
}

/** Names match in part and in any case, all other values exactly. */
export const usualMatching: Matching = { isNamed: contains, isSame: (text, wanted) => text === wanted };

/** The filters by query parameter: each returns a test of customers for a wanted value. */
function filtersBy({ isNamed, isSame }: Matching): Record<string, (wanted: string) => Test> {
  const hasAddressWith = (name: string) => (wanted: string) => (customer: Customer) =>
    objectsIn(customer.addresses).some((address) => isSame(textOf(address[name]), wanted));
  return {
    search: (wanted) => (customer) => searchableTexts(customer).some((text) => isNamed(text, wanted)),
    name: (wanted) => (customer) => namesOf(customer).some((name) => isNamed(name, wanted)),
    primaryEmail: (wanted) => (customer) => isSame(emailOf(reachedThrough(customer)), wanted),
    primaryPhoneNumber: (wanted) => (customer) =>
      isSame(phoneNumberOf(reachedThrough(customer)), e164(wanted.trim())),
    externalId: (wanted) => (customer) => isSame(textOf(customer.externalId), wanted),
    type: (wanted) => (customer) => customer.type === wanted,
    status: (wanted) => (customer) => customer.status === wanted,
    cityName: hasAddressWith('cityName'),
    countryCode: hasAddressWith('countryCode'),
    zipCode: hasAddressWith('zipCode'),
  };
}

/** The customers that meet every filter of a query. Throws a `Refusal` when `timeZone` names none. */
export function matchingCustomers(
  customers: Iterable<Customer>,
  query: Record<string, Json>,
  matching = usualMatching,
): Customer[] {
  const tests = Object.entries(filtersBy(matching)).flatMap(([name, filter]) => {
    const wanted = query[name];
    return wanted === undefined ? [] : [filter(textOf(wanted))];
  });
  const span = spanOf(timeZoneOf(query.timeZone), query.createdAtFrom, query.createdAtTo);
  return [...customers].filter((customer) => {
    const createdAt = Date.parse(customer.createdAt);
    return createdAt >= span.from && createdAt < span.before && tests.every((test) => test(customer));
  });
}

function searchableTexts(customer: Customer): string[] {
  const reached = reachedThrough(customer);
  return [customer.id, ...namesOf(customer), emailOf(reached), phoneNumberOf(reached)];
}

/** The name of a business; or each name of a person, and the full name with and without the middle name. */
function namesOf(customer: JsonObject): string[] {
  const parts = ['firstName', 'middleName', 'lastName'].map((part) => textOf(customer[part]));
  const [first = '', , last = ''] = parts;
  const person = parts.filter((name) => name !== '').join(' ');
  return [textOf(customer.businessName), ...parts, person, `${first} ${last}`.trim()].filter(
    (name) => name !== '',
  );
}

/** Whether a text contains the wanted text, in any case. */
export function contains(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}
