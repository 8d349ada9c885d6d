import type { Requirement } from './requirement.ts';

const errors = 'https://developer.rocketkor.net/error-handling/';
const introduction = 'https://developer.rocketkor.net/introduction/';

/** What holds for every answer, whatever was asked. */
export const responseRequirements = {
  'ANS-001': {
    level: 'MUST',
    text: 'The API MUST return, for every request, a status code that the description lists for the operation.',
    source: errors,
    everyResponse: true,
    readOnly: true,
    facts: ['status-500', 'status-gateway', 'status-422'],
  },
  'ANS-002': {
    level: 'MUST',
    text: 'The API MUST send every response body as JSON and declare it so in `Content-Type`.',
    source: introduction,
    everyResponse: true,
    readOnly: true,
    facts: ['transport-https-json'],
  },
  'ANS-003': {
    level: 'MUST',
    text: 'The API MUST return every successful response body with the schema described for it.',
    source: introduction,
    everyResponse: true,
    readOnly: true,
    facts: ['unset-fields'],
  },
  'ANS-004': {
    level: 'MUST',
    text: 'The API MUST send the response headers that the description requires.',
    source: introduction,
    everyResponse: true,
    readOnly: true,
  },
  'ANS-005': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT return properties that are not described.',
    source: introduction,
    everyResponse: true,
    readOnly: true,
  },
  'ANS-006': {
    level: 'MUST',
    text: 'The API MUST return the documented error object as the body of every error response.',
    source: errors,
    everyResponse: true,
    readOnly: true,
    facts: ['error-object', 'error-details'],
  },
  'ANS-007': {
    level: 'MUST',
    text: 'The API MUST NOT return a property whose name says that it holds a secret.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    everyResponse: true,
    readOnly: true,
  },
  'ANS-008': {
    level: 'MUST',
    text: 'The API MUST NOT disclose stack traces, database statements or class names in an error response.',
    source: 'https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/',
    everyResponse: true,
    readOnly: true,
  },
  'ANS-009': {
    level: 'MUST',
    text: 'The API MUST respond to every create with the resource that the request created, and never with one that existed before.',
    source: 'https://developer.rocketkor.net/get-started-create-an-individual-customer-account/',
    everyResponse: true,
    facts: ['create-returns-customer'],
  },
  'ANS-010': {
    level: 'MUST',
    text: 'The API MUST NOT truncate a submitted value in the response to a create or an update.',
    source: introduction,
    everyResponse: true,
    facts: ['create-name-length', 'create-business-name-length'],
  },
  'ANS-011': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT repeat a property name within one object of a response.',
    source: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
    everyResponse: true,
    readOnly: true,
  },
  'ANS-012': {
    level: 'SHOULD',
    text: 'The API SHOULD give every error response a trace id of its own.',
    source: errors,
    operation: 'retrieveCustomer',
    readOnly: true,
    facts: ['error-object'],
  },
} as const satisfies Record<string, Requirement>;
