import type { Fault, Row } from './fault.ts';
import { applicationRows, ownerRows } from './people.ts';
import type { PassingAnswer, PassingRequest, Tampering } from './tampering.ts';
import {
  accepted,
  asking,
  edited,
  editedEach,
  ignoring,
  refused,
  replaced,
  to,
  type Body,
} from './tampering.ts';

const somebody = '7c1f2a35-0b8e-4d49-9a11-3f6b2d5c8e70';
const isLimits = to('GET', /^\/v1\/limits(\?|$)/);
const isUse = to('GET', /^\/v1\/limits\/utilisation/);
const isLimitChange = to('PUT', /^\/v1\/limits\/[^/]+$/);
const isLimitsChange = to('PUT', /^\/v1\/limits$/);
const isRegistration = to('POST', /^\/v1\/documents$/);
const isDocuments = to('GET', /^\/v1\/documents(\?|$)/);
const isDocument = to('GET', /^\/v1\/documents\/[^/?]+$/);
const isDocumentChange = to('PUT', /^\/v1\/documents\//);
const isContentUrl = to('GET', /\/content-url/);

/** Changes other limits along with the one that was to be changed: the first is `SINGLE`. */
function spreading(): Tampering {
  let isChanged = false;
  return {
    answer: (answer: PassingAnswer, request: PassingRequest) => {
      isChanged ||= isLimitChange(request);
      if (!isChanged || !isLimits(request)) return undefined;
      const body = answer.body.replaceAll(/("(?:DAILY|WEEKLY|MONTHLY)".*?"amount":)\d+/g, '$11');
      return { ...answer, body };
    },
  };
}

/** Answers a change of some limits with all of them. */
function repeatingAll(): Tampering {
  let all = '[]';
  return {
    answer: (answer: PassingAnswer, request: PassingRequest) => {
      if (isLimits(request) && answer.status < 300) all = answer.body;
      return isLimitsChange(request) ? { ...answer, body: all } : undefined;
    },
  };
}

const limitRows: Row[] = [
  [
    'LIM-002',
    'limits of another scope',
    '/*/scopeId',
    editedEach(isLimits, (limit) => (limit.scopeId = somebody)),
  ],
  ['LIM-003', 'limits of any scope', 'status', accepted(isLimits, 200, [])],
  ['LIM-004', 'limits of any type of scope', 'status', accepted(isLimits, 200, [])],
  ['LIM-005', 'old amount answered', '/amount', edited(isLimitChange, (body) => (body.amount = 1))],
  ['LIM-006', 'amount not stored', '/*/amount', editedEach(isLimits, (limit) => (limit.amount = 1))],
  ['LIM-007', 'other limits changed too', '/*/amount', spreading()],
  [
    'LIM-008',
    'amounts answered as texts',
    '/*/amount',
    editedEach(isLimitsChange, (limit) => (limit.amount = String(limit.amount))),
  ],
  ['LIM-009', 'amounts not stored', '/*/amount', editedEach(isLimits, (limit) => (limit.amount = 1))],
  ['LIM-010', 'unchanged limits answered', '/*', repeatingAll()],
  [
    'LIM-011',
    'limits of the second customer left out',
    '',
    replaced(isLimitsChange, (body) => (body as unknown as Body[]).slice(0, 1)),
  ],
  ['LIM-012', 'use without amounts', '/*/limitAmount', editedEach(isUse, (use) => delete use.limitAmount)],
  ['LIM-015', 'days refused', 'status', refused(asking(isUse, 'referenceDate'))],
];

const documentRows: Row[] = [
  ['DOC-001', 'every document refused', 'status', refused(isRegistration)],
  ['DOC-002', 'no URL for the file', '/url/value', edited(isRegistration, (body) => delete body.url)],
  ['DOC-004', 'another document', '/id', edited(isDocument, (body) => (body.id = somebody))],
  ['DOC-005', 'number of a document dropped', '/number', edited(isDocument, (body) => delete body.number)],
  [
    'DOC-006',
    'unknown status of a document',
    '/status',
    edited(isDocument, (body) => (body.status = 'SENT')),
  ],
  ['DOC-007', 'pages not counted', '/totalPages', edited(isDocuments, (body) => delete body.totalPages)],
  ['DOC-008', 'holder ignored', '/content/*', ignoring(isDocuments, 'holderId')],
  ['DOC-009', 'types ignored', '/content/*', ignoring(isDocuments, 'documentTypes')],
  ['DOC-010', 'status of documents ignored', '/content/*', ignoring(isDocuments, 'documentStatus')],
  ['DOC-011', 'listed document renamed', '/content/*/name', edited(isDocuments, renamed)],
  ['DOC-012', 'update answers the old name', '/name', edited(isDocumentChange, (body) => (body.name = 'A'))],
  ['DOC-013', 'update of a document not stored', '/name', edited(isDocument, (body) => (body.name = 'A'))],
  [
    'DOC-014',
    'type of a document changed',
    '/documentType',
    edited(isDocument, (body) => (body.documentType = 'driving-license')),
  ],
  ['DOC-015', 'issued in the future', 'status', accepted(isDocumentChange, 200, { id: somebody })],
  ['DOC-016', 'URL to fetch for sending', '/allowed', edited(isContentUrl, (body) => (body.allowed = 'GET'))],
];

/** One defect for every MUST of the areas outside the core that an exchange can break. */
export const faultsInFull: Fault[] = [...ownerRows, ...applicationRows, ...limitRows, ...documentRows].map(
  ([requirement, name, pointer, tampering]) => ({ requirement, name, pointer, ...tampering }),
);

function renamed(body: Body): void {
  for (const document of body.content as Body[]) document.name = 'A';
}
