import type { Requirement } from './requirement.ts';

const create = 'https://developer.rocketkor.net/create-a-document/';
const list = 'https://developer.rocketkor.net/list-all-documents/';
const retrieve = 'https://developer.rocketkor.net/retrieve-a-document/';
const update = 'https://developer.rocketkor.net/update-a-document/';
const contentUrl = 'https://developer.rocketkor.net/retrieve-a-document-content-url/';

/** The metadata of documents; no file is ever sent. */
export const documentRequirements = {
  'DOC-001': {
    level: 'MUST',
    text: 'A document of a customer is registered.',
    source: create,
    operation: 'createDocument',
    facts: ['document-create-call', 'document-holder', 'document-type'],
  },
  'DOC-002': {
    level: 'MUST',
    text: 'The answer to registering a document has the URL for its file.',
    source: create,
    operation: 'createDocument',
    facts: ['document-create-call'],
  },
  'DOC-003': {
    level: 'SHOULD',
    text: 'The answer to registering a document holds every submitted field.',
    source: create,
    operation: 'createDocument',
    facts: ['document-create-answer'],
  },
  'DOC-004': {
    level: 'MUST',
    text: 'A document is retrieved.',
    source: retrieve,
    operation: 'retrieveDocument',
    facts: ['document-retrieve-call', 'document-id-form'],
  },
  'DOC-005': {
    level: 'MUST',
    text: 'A retrieved document holds every submitted field.',
    source: retrieve,
    operation: 'retrieveDocument',
    facts: [
      'document-retrieve-call',
      'document-metadata',
      'document-file',
      'document-name',
      'document-number',
    ],
  },
  'DOC-006': {
    level: 'MUST',
    text: 'A retrieved document has one of the documented statuses.',
    source: retrieve,
    operation: 'retrieveDocument',
    facts: ['document-status-values'],
  },
  'DOC-007': {
    level: 'MUST',
    text: 'Documents are listed in pages.',
    source: list,
    operation: 'listDocuments',
    facts: ['document-list-call'],
  },
  'DOC-008': {
    level: 'MUST',
    text: 'The documents of a holder are listed, and no others.',
    source: list,
    operation: 'listDocuments',
    facts: ['document-list-filters'],
    tests: 2,
  },
  'DOC-009': {
    level: 'MUST',
    text: 'The documents of any of several types are listed, and no others.',
    source: list,
    operation: 'listDocuments',
    facts: ['document-list-filters'],
    tests: 2,
  },
  'DOC-010': {
    level: 'MUST',
    text: 'The documents of a status are listed, and no others.',
    source: list,
    operation: 'listDocuments',
    facts: ['document-list-filters'],
    tests: 2,
  },
  'DOC-011': {
    level: 'MUST',
    text: 'What a listed document holds of the submitted fields is as it was submitted.',
    source: list,
    operation: 'listDocuments',
    facts: ['document-list-call', 'document-list-entries'],
  },
  'DOC-012': {
    level: 'MUST',
    text: 'The metadata of a document are updated.',
    source: update,
    operation: 'updateDocument',
    facts: ['document-update-call'],
  },
  'DOC-013': {
    level: 'MUST',
    text: 'An updated document holds every field that was submitted.',
    source: update,
    operation: 'updateDocument',
    facts: ['document-update-call', 'document-update-required'],
  },
  'DOC-014': {
    level: 'MUST',
    text: 'The type of a document cannot be changed.',
    source: update,
    operation: 'updateDocument',
    facts: ['document-update-required'],
  },
  'DOC-015': {
    level: 'MUST',
    text: 'A document that was issued in the future is refused.',
    source: create,
    operation: 'updateDocument',
    facts: ['document-issuing'],
  },
  'DOC-016': {
    level: 'MUST',
    text: 'A URL to send a file is given, and is for sending.',
    source: contentUrl,
    operation: 'retrieveDocumentContentUrl',
    facts: ['content-url-call', 'content-url-type', 'content-url-upload'],
  },
  'DOC-017': {
    level: 'SHOULD',
    text: 'A URL to fetch a file is refused before the file is scanned.',
    source: contentUrl,
    operation: 'retrieveDocumentContentUrl',
    facts: ['document-download-when-scanned', 'content-url-type'],
  },
  'DOC-018': {
    level: 'MUST',
    text: 'The version of a document rises with each upload.',
    source: retrieve,
    operation: 'retrieveDocument',
    facts: ['document-version'],
    notTested: 'no file is ever sent',
  },
  'DOC-019': {
    level: 'MUST',
    text: 'A type of document that does not suit its holder is refused.',
    source: create,
    operation: 'createDocument',
    facts: ['document-type-holder'],
    notTested: 'a target that takes it keeps one more document, which cannot be removed',
  },
  'DOC-020': {
    level: 'MUST',
    text: 'No URL is given to fetch a file that was found to be malicious.',
    source: retrieve,
    operation: 'retrieveDocumentContentUrl',
    facts: ['document-download-when-scanned'],
    notTested: 'no file is ever sent, so that none is found malicious',
  },
  'DOC-021': {
    level: 'MUST',
    text: 'The documents of a customer of another business account are closed, whatever names them.',
    source: list,
    facts: ['scope-from-token', 'foreign-resource-status'],
  },
} as const satisfies Record<string, Requirement>;
