import { objectsIn, textOf, type Json, type JsonObject } from './json.ts';
import { e164 } from './phone-number.ts';
import { emailOf, phoneNumberOf, reachedThrough } from './profile.ts';
import type { Customer } from './store.ts';
import { spanOf, timeZoneOf } from './time-zone.ts';

type Test = (customer: Customer) => boolean;

/** The query parameters that a value of must be found, each with what it asks of a customer. */
const filters: Record<string, (wanted: string) => Test> = {
  search: (wanted) => (customer) => searchableTexts(customer).some((text) => contains(text, wanted)),
  name: (wanted) => (customer) => namesOf(customer).some((name) => contains(name, wanted)),
  primaryEmail: (wanted) => (customer) => emailOf(reachedThrough(customer)) === wanted,
  primaryPhoneNumber: (wanted) => (customer) =>
    phoneNumberOf(reachedThrough(customer)) === e164(wanted.trim()),
  externalId: (wanted) => (customer) => customer.externalId === wanted,
  type: (wanted) => (customer) => customer.type === wanted,
  status: (wanted) => (customer) => customer.status === wanted,
  cityName: hasAddressWith('cityName'),
  countryCode: hasAddressWith('countryCode'),
  zipCode: hasAddressWith('zipCode'),
};

/** The customers that meet every filter of a query. Throws a `Refusal` when `timeZone` names none. */
export function matchingCustomers(customers: Iterable<Customer>, query: Record<string, Json>): Customer[] {
  const tests = Object.entries(filters).flatMap(([name, filter]) => {
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

/** Names as one would write them: of a business, or of a person with and without the middle name. */
function namesOf(customer: JsonObject): string[] {
  const [first, middle, last] = ['firstName', 'middleName', 'lastName'].map((part) => textOf(customer[part]));
  const person = [first, middle, last].filter((name) => name !== '').join(' ');
  return [textOf(customer.businessName), person, `${first ?? ''} ${last ?? ''}`.trim()];
}

/** In part, and whatever the case. */
function contains(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}

function hasAddressWith(name: string): (wanted: string) => Test {
  return (wanted) => (customer) => objectsIn(customer.addresses).some((address) => address[name] === wanted);
}
