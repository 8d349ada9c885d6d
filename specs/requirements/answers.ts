import type { Requirement } from './requirement.ts';

const errors = 'https://developer.rocketkor.net/error-handling/';
const introduction = 'https://developer.rocketkor.net/introduction/';

/** What holds for every answer, whatever was asked. */
export const answerRequirements = {
  'ANS-001': {
    level: 'MUST',
    text: 'Every answer has a status that is described for its operation.',
    source: errors,
    everyAnswer: true,
    readOnly: true,
    facts: ['status-500', 'status-gateway', 'status-422'],
  },
  'ANS-002': {
    level: 'MUST',
    text: 'Every answer with a body is JSON, and says so in its content type.',
    source: introduction,
    everyAnswer: true,
    readOnly: true,
    facts: ['transport-https-json'],
  },
  'ANS-003': {
    level: 'MUST',
    text: 'Every successful body has the shape that is described for it.',
    source: introduction,
    everyAnswer: true,
    readOnly: true,
    facts: ['unset-fields'],
  },
  'ANS-004': {
    level: 'MUST',
    text: 'Every answer has the headers that are described for it.',
    source: introduction,
    everyAnswer: true,
    readOnly: true,
  },
  'ANS-005': {
    level: 'SHOULD',
    text: 'No answer has fields that are not described.',
    source: introduction,
    everyAnswer: true,
    readOnly: true,
  },
  'ANS-006': {
    level: 'MUST',
    text: 'Every error has the error object as its body.',
    source: errors,
    everyAnswer: true,
    readOnly: true,
    facts: ['error-object', 'error-details'],
  },
  'ANS-007': {
    level: 'MUST',
    text: 'No answer holds a field whose name says that it is a secret.',
    source:
      'https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/',
    everyAnswer: true,
    readOnly: true,
  },
  'ANS-008': {
    level: 'MUST',
    text: 'No error shows a stack trace, a statement of a database or the name of a class.',
    source: 'https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/',
    everyAnswer: true,
    readOnly: true,
  },
  'ANS-009': {
    level: 'MUST',
    text: 'Every creation responds with the resource that it has made, and with none that was there before.',
    source: 'https://developer.rocketkor.net/get-started-create-an-individual-customer-account/',
    everyAnswer: true,
    facts: ['create-returns-customer'],
  },
  'ANS-010': {
    level: 'MUST',
    text: 'No answer to a creation or an update holds a value that is cut off.',
    source: introduction,
    everyAnswer: true,
    facts: ['create-name-length', 'create-business-name-length'],
  },
  'ANS-011': {
    level: 'SHOULD',
    text: 'No object in an answer has the same name twice.',
    source: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
    everyAnswer: true,
    readOnly: true,
  },
  'ANS-012': {
    level: 'SHOULD',
    text: 'No two errors have the same trace id.',
    source: errors,
    operation: 'retrieveCustomer',
    readOnly: true,
    facts: ['error-object'],
  },
} as const satisfies Record<string, Requirement>;
