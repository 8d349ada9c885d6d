import type { Requirement } from './requirement.ts';

const authentication = 'https://developer.rocketkor.net/authentication/';

/** Proving who one is, and what happens without. */
export const authenticationRequirements = {
  'AUT-001': {
    level: 'MUST',
    text: 'An API key and its secret are exchanged for an access token with a lifetime in seconds.',
    source: authentication,
    operation: 'exchangeApiKey',
    journey: true,
    readOnly: true,
  },
  'AUT-002': {
    level: 'MUST',
    text: 'The access token of an exchange opens the API as a Bearer token.',
    source: authentication,
    operation: 'listCustomers',
    journey: true,
    readOnly: true,
  },
  'AUT-003': {
    level: 'MUST',
    text: 'An exchange with a wrong secret is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    readOnly: true,
  },
  'AUT-004': {
    level: 'MUST',
    text: 'An exchange with an unknown API key is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    readOnly: true,
  },
  'AUT-005': {
    level: 'MUST',
    text: 'An exchange without credentials is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    readOnly: true,
  },
  'AUT-006': {
    level: 'MUST',
    text: 'An exchange with a malformed Authorization header is refused.',
    source: authentication,
    operation: 'exchangeApiKey',
    readOnly: true,
  },
  'SEC-001': {
    level: 'MUST',
    text: 'A request without a token is refused.',
    source: authentication,
  },
  'SEC-002': {
    level: 'MUST',
    text: 'A request with a token that was never issued is refused.',
    source: authentication,
    readOnly: true,
  },
  'SEC-003': {
    level: 'MUST',
    text: 'A request with an expired token is refused.',
    source: authentication,
    readOnly: true,
  },
  'SEC-004': {
    level: 'MUST',
    text: 'A customer of one business account cannot be read by a service account of another.',
    source: 'https://developer.rocketkor.net/list-all-customers/',
    operation: 'retrieveCustomer',
  },
} as const satisfies Record<string, Requirement>;
