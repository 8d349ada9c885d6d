import { addressProblems, storedAddresses } from './addresses.ts';
import { isObject, objectsIn, textOf, type Json, type JsonObject } from '../http/json.ts';
import { e164 } from './phone-number.ts';
import { refuseInvalid } from '../http/refusal.ts';

/** The fields of a person or a business that are stored in another form than they are sent. */
const conversions = new Map<string, (sent: Json) => Json>([
  ['primaryPhoneNumber', storedPhoneNumber],
  ['primaryEmail', storedEmail],
  ['addresses', storedAddresses],
  ['contacts', storedContacts],
]);

/**
 * The sent fields of a customer, contact or beneficial owner as they are stored. Throws a `Refusal` when they break a rule that
 * is not in their schema.
 */
export function storedFields(sent: JsonObject): JsonObject {
  refuseInvalid(addressProblems(sent.addresses));
  const entries = Object.entries(sent).map(([name, value]) => [
    name,
    conversions.get(name)?.(value) ?? value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

/** The person or business with the email address and phone number of a customer: itself, or its first primary contact. */
export function reachedThrough(customer: JsonObject): JsonObject {
  return objectsIn(customer.contacts).find(({ primary }) => primary === true) ?? customer;
}

/** The number of a stored `primaryPhoneNumber`; empty when there is none. */
export function phoneNumberOf({ primaryPhoneNumber }: JsonObject): string {
  return isObject(primaryPhoneNumber) ? textOf(primaryPhoneNumber.number) : '';
}

/** The address of a stored `primaryEmail`; empty when there is none. */
export function emailOf({ primaryEmail }: JsonObject): string {
  return isObject(primaryEmail) ? textOf(primaryEmail.value) : '';
}

function storedPhoneNumber(sent: Json): Json {
  return isObject(sent) ? { ...sent, number: e164(textOf(sent.number)), verified: false } : sent;
}

function storedEmail(sent: Json): Json {
  return isObject(sent) ? { ...sent, verified: false } : sent;
}

function storedContacts(sent: Json): Json {
  return objectsIn(sent).map((contact) => ({ primary: false, ...storedFields(contact) }));
}
