import type { Requirement } from './requirement.ts';

const authentication = 'https://developer.rocketkor.net/authentication/';
const errors = 'https://developer.rocketkor.net/error-handling/';
const idempotency = 'https://developer.rocketkor.net/learn-idempotent-calls/';

/** Proving who one is, and what happens without. */
export const authenticationRequirements = {
  'AUT-001': {
    level: 'MUST',
    text: 'An API key and its secret are exchanged for an access token with a lifetime in seconds.',
    source: authentication,
    operation: 'exchangeApiKey',
    facts: [
      'exchange-call',
      'exchange-basic',
      'exchange-access-token',
      'exchange-expires-in',
      'exchange-status',
      'path-version',
    ],
    journey: true,
    readOnly: true,
  },
  'AUT-002': {
    level: 'MUST',
    text: 'The access token of an exchange opens the API as a Bearer token.',
    source: authentication,
    operation: 'listCustomers',
    facts: ['bearer-token', 'exchange-access-token'],
    journey: true,
    readOnly: true,
  },
  'AUT-003': {
    level: 'MUST',
    text: 'An exchange with a wrong secret is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    facts: ['exchange-basic', 'status-unauthenticated'],
    readOnly: true,
  },
  'AUT-004': {
    level: 'MUST',
    text: 'An exchange with an unknown API key is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    facts: ['exchange-basic', 'status-unauthenticated'],
    readOnly: true,
  },
  'AUT-005': {
    level: 'MUST',
    text: 'An exchange without credentials is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    facts: ['exchange-basic', 'status-unauthenticated'],
    readOnly: true,
  },
  'AUT-006': {
    level: 'MUST',
    text: 'An exchange with a malformed Authorization header is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    facts: ['exchange-basic'],
    readOnly: true,
  },
  'SEC-001': {
    level: 'MUST',
    text: 'A request without a token is refused.',
    source: authentication,
    facts: ['bearer-token', 'status-unauthenticated'],
  },
  'SEC-002': {
    level: 'MUST',
    text: 'A request with a token that was never issued is refused.',
    source: authentication,
    facts: ['bearer-token', 'status-unauthenticated'],
    readOnly: true,
  },
  'SEC-003': {
    level: 'MUST',
    text: 'A request with an expired token is refused.',
    source: authentication,
    facts: ['bearer-token', 'exchange-expires-in', 'status-unauthenticated'],
    readOnly: true,
  },
  'SEC-004': {
    level: 'MUST',
    text: 'A customer of one business account cannot be read by a service account of another.',
    source: 'https://developer.rocketkor.net/list-all-customers/',
    operation: 'retrieveCustomer',
    facts: ['scope-from-token', 'caller-service-account', 'foreign-resource-status'],
  },
  'SEC-005': {
    level: 'MUST',
    text: 'A caller that lacks the permission is refused.',
    source: errors,
    facts: ['status-403'],
    notTested:
      'it takes a service account whose role lacks a permission, and which role an operation needs is not documented',
  },
  'SEC-006': {
    level: 'MUST',
    text: 'A caller that goes over the rate limit is told so.',
    source: errors,
    facts: ['status-429'],
    notTested: 'the suite does not press a target until it refuses; where one asks to wait, it waits',
  },
  'SEC-007': {
    level: 'MUST',
    text: 'A service that is off for a while says so.',
    source: errors,
    facts: ['status-503'],
    notTested: 'the suite cannot take a target out of service',
  },
  'SEC-008': {
    level: 'MUST',
    text: 'An idempotency key is offered for transactions and the issuing of cards.',
    source: idempotency,
    facts: ['idempotency-scope'],
    notTested: 'it is offered for no operation that is described here',
  },
  'SEC-011': {
    level: 'MUST',
    text: 'Every operation but the exchange refuses a caller without a valid token.',
    source: authentication,
  },
  'SEC-012': {
    level: 'MUST',
    text: 'A caller without a valid token changes nothing.',
    source: authentication,
  },
  'SEC-013': {
    level: 'MUST',
    text: 'Every operation on a customer is closed to the service accounts of other business accounts.',
    source: 'https://developer.rocketkor.net/list-all-customers/',
  },
  'SEC-014': {
    level: 'MUST',
    text: 'A service account of another business account changes nothing about a customer.',
    source: 'https://developer.rocketkor.net/list-all-customers/',
    operation: 'retrieveCustomer',
  },
  'SEC-015': {
    level: 'MUST',
    text: 'A customer is not listed to a service account of another business account.',
    source: 'https://developer.rocketkor.net/list-all-customers/',
    operation: 'listCustomers',
  },
  'SEC-016': {
    level: 'MUST',
    text: 'Every operation but the exchange refuses an expired token.',
    source: authentication,
  },
} as const satisfies Record<string, Requirement>;
