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
    text: 'A body that breaks one documented constraint, and nothing else, is refused as invalid.',
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
    text: 'A body that breaks one constraint that only sibling resources or samples show, or holds a scalar of another type or a listed value in another case, is refused as invalid.',
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
    text: 'A body that breaks a constraint which the documentation leaves open is refused.',
    source: errors,
    facts: ['create-contact-primaries', 'create-phone-extension'],
    cases: 'refusals',
  },
  'DER-004': {
    level: 'MUST',
    text: 'Every documented field is taken by itself, at every listed value and at the last legal value of every bound.',
    source: createIndividual,
    cases: 'boundaries',
  },
  'DER-005': {
    level: 'SHOULD',
    text: 'Every field and bound that only sibling resources or samples show is taken.',
    source: sibling,
    cases: 'boundaries',
  },
  'DER-006': {
    level: 'MAY',
    text: 'A value at a bound which the documentation leaves open is taken.',
    source: createIndividual,
    cases: 'boundaries',
  },
  'DER-007': {
    level: 'MUST',
    text: 'Every documented field is kept as it was sent: in the answer, in the resource and in the list.',
    source: createIndividual,
    cases: 'keeping',
  },
  'DER-008': {
    level: 'SHOULD',
    text: 'Every field that only sibling resources or samples show is kept as it was sent.',
    source: sibling,
    facts: ['create-phone-forms', 'create-phone-e164'],
    cases: 'keeping',
  },
  'DER-009': {
    level: 'MUST',
    text: 'A text with unusual characters in a documented field is refused or kept, never damaged.',
    source: createIndividual,
    cases: 'unusual',
  },
  'DER-010': {
    level: 'SHOULD',
    text: 'A text with unusual characters in a field that only sibling resources or samples show, or with characters that cannot be seen in any, is refused or kept.',
    source: sibling,
    cases: 'unusual',
  },
  'DER-011': {
    level: 'SHOULD',
    text: 'The refusal of a body names the field that is wrong.',
    source: errors,
    facts: ['error-codes'],
    operations: 'body',
  },
  'DER-012': {
    level: 'MUST',
    text: 'A body that is missing, empty, cut off or no object is refused.',
    source: errors,
    operations: 'body',
  },
  'DER-013': {
    level: 'SHOULD',
    text: 'A body of another media type than JSON is refused.',
    source: introduction,
    operations: 'body',
  },
  'DER-014': {
    level: 'MUST',
    text: 'A malformed id in the path is refused by every operation.',
    source: errors,
    operations: 'uuid',
  },
  'DER-015': {
    level: 'MUST',
    text: 'A well-formed id that nobody has is not found by any operation.',
    source: errors,
    operations: 'id',
  },
  'DER-016': {
    level: 'MUST',
    text: 'A value of a query parameter that breaks a documented constraint is refused.',
    source: paging,
    facts: ['date-format'],
    cases: 'wrongParameters',
  },
  'DER-017': {
    level: 'SHOULD',
    text: 'A value of a query parameter that breaks a constraint of siblings or samples is refused.',
    source: paging,
    cases: 'wrongParameters',
  },
  'DER-018': {
    level: 'MAY',
    text: 'A value of a query parameter that breaks a constraint which the documentation leaves open is refused.',
    source: paging,
    cases: 'wrongParameters',
  },
  'DER-019': {
    level: 'MUST',
    text: 'Every documented query parameter is taken, at every listed value.',
    source: paging,
    cases: 'rightParameters',
  },
  'DER-020': {
    level: 'SHOULD',
    text: 'Every query parameter that only sibling operations document is taken.',
    source: paging,
    cases: 'rightParameters',
  },
  'DER-021': {
    level: 'MUST',
    text: 'What only the API sets is never taken over from a body.',
    source: retrieve,
    operations: 'presuming',
  },
  'DER-022': {
    level: 'MUST',
    text: 'A field that is not described is never stored and shown as if it were.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    facts: ['unknown-fields'],
    operations: 'writing',
  },
  'DER-023': {
    level: 'SHOULD',
    text: 'The name of a business has 40 characters at most.',
    source: 'https://developer.rocketkor.net/bi-search-customers/',
    facts: ['create-business-name-length'],
    notTested: 'only the older name of the field has this length, and the description does not carry it over',
  },
  'DER-024': {
    level: 'MUST',
    text: 'What is answered of a field that only sibling resources show is what was sent.',
    source: sibling,
    facts: ['create-name-length', 'create-gender', 'create-date-of-birth'],
    cases: 'keeping',
    casesOf: 'SHOULD',
  },
} as const satisfies Record<string, Requirement>;
