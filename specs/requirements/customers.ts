import type { Requirement } from './requirement.ts';

const createIndividual = 'https://developer.rocketkor.net/get-started-create-an-individual-customer-account/';
const createBusiness = 'https://developer.rocketkor.net/get-started-create-a-business-customer-account/';
const retrieve = 'https://developer.rocketkor.net/retrieve-a-customer/';
const remove = 'https://developer.rocketkor.net/remove-a-customer/';
const errors = 'https://developer.rocketkor.net/error-handling/';

/** The life of a customer. */
export const customerRequirements = {
  'CUS-001': {
    level: 'MUST',
    text: 'Creating an individual with the least it needs answers with the individual customer.',
    source: createIndividual,
    operation: 'createCustomer',
    journey: true,
  },
  'CUS-002': {
    level: 'MUST',
    text: 'A new individual is ACTIVE.',
    source: createIndividual,
    operation: 'createCustomer',
    journey: true,
  },
  'CUS-003': {
    level: 'MUST',
    text: 'The answer to creating an individual holds every submitted field unchanged.',
    source: createIndividual,
    operation: 'createCustomer',
    journey: true,
  },
  'CUS-004': {
    level: 'MUST',
    text: 'Creating a business with the least it needs answers with the business customer.',
    source: createBusiness,
    operation: 'createCustomer',
    journey: true,
  },
  'CUS-005': {
    level: 'MUST',
    text: 'A new business is ACTIVE.',
    source: createBusiness,
    operation: 'createCustomer',
    journey: true,
  },
  'CUS-006': {
    level: 'MUST',
    text: 'The answer to creating a business holds every submitted field unchanged.',
    source: createBusiness,
    operation: 'createCustomer',
    journey: true,
  },
  'CUS-007': {
    level: 'MUST',
    text: 'An individual with every documented field is created, and every field is kept.',
    source: 'https://developer.rocketkor.net/create-an-individual-customer/',
    operation: 'createCustomer',
  },
  'CUS-008': {
    level: 'MUST',
    text: 'A business with every documented field is created, and every field is kept.',
    source: 'https://developer.rocketkor.net/create-a-business-customer/',
    operation: 'createCustomer',
  },
  'CUS-009': {
    level: 'SHOULD',
    text: 'An individual with the fields that only sibling resources document is created, and every field is kept.',
    source: 'https://developer.rocketkor.net/enroll-a-new-customer-in-ewa/',
    operation: 'createCustomer',
  },
  'CUS-010': {
    level: 'SHOULD',
    text: 'A business with the fields that only sibling resources document is created, and every field is kept.',
    source: createBusiness,
    operation: 'createCustomer',
  },
  'CUS-011': {
    level: 'MUST',
    text: 'An individual is retrieved by its id as it was created.',
    source: retrieve,
    operation: 'retrieveCustomer',
    journey: true,
  },
  'CUS-012': {
    level: 'MUST',
    text: 'A business is retrieved by its id as it was created.',
    source: retrieve,
    operation: 'retrieveCustomer',
    journey: true,
  },
  'CUS-013': {
    level: 'MUST',
    text: 'A retrieved individual holds every submitted field unchanged.',
    source: createIndividual,
    operation: 'retrieveCustomer',
    journey: true,
  },
  'CUS-014': {
    level: 'MUST',
    text: 'A retrieved business holds every submitted field unchanged.',
    source: createBusiness,
    operation: 'retrieveCustomer',
    journey: true,
  },
  'CUS-015': {
    level: 'MUST',
    text: 'An id that no customer has is not found.',
    source: errors,
    operation: 'retrieveCustomer',
    readOnly: true,
  },
  'CUS-016': {
    level: 'MUST',
    text: 'A malformed customer id is refused.',
    source: errors,
    operation: 'retrieveCustomer',
    readOnly: true,
  },
  'CUS-017': {
    level: 'MUST',
    text: 'A customer is removed, and nothing is sent back.',
    source: remove,
    operation: 'removeCustomer',
    journey: true,
  },
  'CUS-018': {
    level: 'SHOULD',
    text: 'A removed customer is not found.',
    source: remove,
    operation: 'retrieveCustomer',
    journey: true,
  },
  'CUS-019': {
    level: 'MUST',
    text: 'A retrieved individual holds every documented field that was submitted.',
    source: retrieve,
    operation: 'retrieveCustomer',
  },
  'CUS-020': {
    level: 'MUST',
    text: 'A retrieved business holds every documented field that was submitted.',
    source: retrieve,
    operation: 'retrieveCustomer',
  },
} as const satisfies Record<string, Requirement>;
