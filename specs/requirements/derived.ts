import type { Requirement } from './requirement.ts';

const errors = 'https://developer.rocketkor.net/error-handling/';
const introduction = 'https://developer.rocketkor.net/introduction/';
const createIndividual = 'https://developer.rocketkor.net/create-an-individual-customer/';
const sibling = 'https://developer.rocketkor.net/enroll-a-new-customer-in-ewa/';
const retrieve = 'https://developer.rocketkor.net/retrieve-a-customer/';
const paging = 'https://developer.rocketkor.net/sorting-and-pagination/';

/** What is derived from the description for every operation: each has a test per operation and field, and a step per case. */
export const derivedRequirements = {
  'DER-001': {
    level: 'MUST',
    text: 'The API MUST reject as invalid a body that breaks a single documented constraint.',
    source: errors,
    facts: [
      'invalid-value-status',
      'status-400',
      'create-address-type',
      'create-address-lines',
      'create-address-city',
      'create-address-state',
      'create-address-country',
      'owner-required',
      'owner-name-length',
      'owner-phone-constraints',
      'owner-social-id',
      'document-description',
      'create-address-name',
    ],
    cases: 'refusals',
  },
  'DER-002': {
    level: 'SHOULD',
    text: 'The API SHOULD reject as invalid a body that breaks a constraint known from sibling resources or samples, or has a scalar of another type or an enum value in another case.',
    source: sibling,
    facts: [
      'create-name-length',
      'create-phone-type',
      'create-phone-provider',
      'create-email-length',
      'create-contact-required',
      'create-contact-name-length',
      'create-address-zip',
      'document-expiry',
      'create-phone-extension',
    ],
    cases: 'refusals',
  },
  'DER-003': {
    level: 'MAY',
    text: 'Records whether the API rejects a body that breaks a constraint which the documentation leaves open.',
    source: errors,
    facts: ['create-contact-primaries', 'create-phone-extension'],
    cases: 'refusals',
  },
  'DER-004': {
    level: 'MUST',
    text: 'The API MUST accept every documented property by itself, with each of its enum values and at every bound.',
    source: createIndividual,
    cases: 'boundaries',
  },
  'DER-005': {
    level: 'SHOULD',
    text: 'The API SHOULD accept every property and bound that only sibling resources or samples show.',
    source: sibling,
    cases: 'boundaries',
  },
  'DER-006': {
    level: 'MAY',
    text: 'Records whether the API accepts a value at a bound which the documentation leaves open.',
    source: createIndividual,
    cases: 'boundaries',
  },
  'DER-007': {
    level: 'MUST',
    text: 'The API MUST return every documented property as it was sent: in the response, in the resource and in the list.',
    source: createIndividual,
    cases: 'keeping',
  },
  'DER-008': {
    level: 'SHOULD',
    text: 'The API SHOULD return every property that only sibling resources or samples show as it was sent.',
    source: sibling,
    facts: ['create-phone-forms', 'create-phone-e164'],
    cases: 'keeping',
  },
  'DER-009': {
    level: 'MUST',
    text: 'The API MUST reject or store a text with unusual characters in a documented property, and never damage it.',
    source: createIndividual,
    cases: 'unusual',
  },
  'DER-010': {
    level: 'SHOULD',
    text: 'The API SHOULD reject or store a text with unusual characters in a property that only sibling resources or samples show, and invisible characters in any.',
    source: sibling,
    cases: 'unusual',
  },
  'DER-011': {
    level: 'SHOULD',
    text: 'The API SHOULD name the invalid property when it rejects a body.',
    source: errors,
    facts: ['error-codes'],
    operations: 'body',
  },
  'DER-012': {
    level: 'MUST',
    text: 'The API MUST reject a body that is missing, empty, incomplete or not an object.',
    source: errors,
    operations: 'body',
  },
  'DER-013': {
    level: 'SHOULD',
    text: 'The API SHOULD reject a body of another media type than JSON.',
    source: introduction,
    operations: 'body',
  },
  'DER-014': {
    level: 'MUST',
    text: 'The API MUST reject a malformed id in the path of every operation.',
    source: errors,
    operations: 'uuid',
  },
  'DER-015': {
    level: 'MUST',
    text: 'The API MUST treat a well-formed id that does not exist as not found, in every operation.',
    source: errors,
    operations: 'id',
  },
  'DER-016': {
    level: 'MUST',
    text: 'The API MUST reject a query parameter that breaks a documented constraint.',
    source: paging,
    facts: ['date-format'],
    cases: 'wrongParameters',
  },
  'DER-017': {
    level: 'SHOULD',
    text: 'The API SHOULD reject a query parameter that breaks a constraint known from siblings or samples.',
    source: paging,
    cases: 'wrongParameters',
  },
  'DER-018': {
    level: 'MAY',
    text: 'Records whether the API rejects a query parameter that breaks a constraint which the documentation leaves open.',
    source: paging,
    cases: 'wrongParameters',
  },
  'DER-019': {
    level: 'MUST',
    text: 'The API MUST accept every documented query parameter with each of its enum values.',
    source: paging,
    cases: 'rightParameters',
  },
  'DER-020': {
    level: 'SHOULD',
    text: 'The API SHOULD accept every query parameter that only sibling operations document.',
    source: paging,
    cases: 'rightParameters',
  },
  'DER-021': {
    level: 'MUST',
    text: 'The API MUST NOT take from a body the value of a property that only the API sets.',
    source: retrieve,
    operations: 'presuming',
  },
  'DER-022': {
    level: 'MUST',
    text: 'The API MUST NOT store a property that is not described and return it as if it were described.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    facts: ['unknown-fields'],
    operations: 'writing',
  },
  'DER-023': {
    level: 'SHOULD',
    text: 'The API SHOULD reject a business name of more than 40 characters.',
    source: 'https://developer.rocketkor.net/bi-search-customers/',
    facts: ['create-business-name-length'],
    notTested: 'only the older name of the field has this length, and the description does not carry it over',
  },
  'DER-024': {
    level: 'MUST',
    text: 'The API MUST return a property that only sibling resources show with the value that was sent, or not at all.',
    source: sibling,
    facts: ['create-name-length', 'create-gender', 'create-date-of-birth'],
    cases: 'keeping',
    casesOf: 'SHOULD',
  },
} as const satisfies Record<string, Requirement>;
