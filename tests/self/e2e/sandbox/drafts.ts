import type { JsonObject } from '../../../../src/contract/schema/pointers.ts';

/** The required properties of an individual, with additions. */
export function individual(more: JsonObject = {}): JsonObject {
  return {
    type: 'INDIVIDUAL',
    firstName: 'Sarah',
    lastName: 'Green',
    primaryPhoneNumber: { number: '+14155550101', type: 'WORK' },
    primaryEmail: { value: 'sarah.green@example.com' },
    ...more,
  };
}

/** The required properties of a business, with additions. */
export function business(more: JsonObject = {}): JsonObject {
  return { type: 'BUSINESS', businessName: 'Acme', contacts: [contact({ primary: true })], ...more };
}

/** A contact of a business. */
export function contact(more: JsonObject = {}): JsonObject {
  return {
    firstName: 'Jack',
    lastName: 'Smith',
    primaryPhoneNumber: { number: '+14155550102', type: 'WORK' },
    primaryEmail: { value: 'jack.smith@example.com' },
    ...more,
  };
}

/** An address in a country without states. */
export function address(more: JsonObject = {}): JsonObject {
  return { type: 'MAILING', streetLine1: '1 High Street', zipCode: 'AB1 2CD', ...more };
}

/** A document of a holder. */
export function passport(holderId: string, more: JsonObject = {}): JsonObject {
  return {
    holderId,
    holderType: 'CUSTOMER',
    documentType: 'passport',
    name: 'Passport',
    number: 'X0000000',
    issuingCountryCode: 'USA',
    extension: 'PDF',
    contentLength: 1024,
    ...more,
  };
}
