import { at, drop, set, text } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls, type PassingRequest } from './requests.ts';
import {
  accepted,
  asking,
  edited,
  ignoring,
  misrefused,
  refused,
  replaced,
  restated,
  type Body,
  type Tampering,
} from './tampering.ts';

const somebody = '7c1f2a35-0b8e-4d49-9a11-3f6b2d5c8e70';
const [isLimits, isUse] = [calls('listLimits'), calls('listLimitUtilisation')];
const [isLimitChange, isLimitsChange] = [calls('updateLimit'), calls('updateLimits')];
const [isRegistration, isDocuments] = [calls('createDocument'), calls('listDocuments')];
const [isDocument, isDocumentChange] = [calls('retrieveDocument'), calls('updateDocument')];
const isContentUrl = calls('retrieveDocumentContentUrl');

/** After an update of a limit, changes the other limits of the customer too; the updated one is the first, `SINGLE`. */
function spreading(): Tampering {
  const changed = new Set<string>();
  return {
    response: (response, request) => {
      if (isLimitChange(request)) changed.add(idIn(request));
      const isOfChanged = [...changed].some((id) => response.body.includes(id));
      if (!isOfChanged || !isLimits(request)) return undefined;
      const body = response.body.replaceAll(/("(?:DAILY|WEEKLY|MONTHLY)".*?"amount":)\d+/g, '$11');
      return { ...response, body };
    },
  };
}

function idIn({ url }: PassingRequest): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** Responds to an update of some limits with all limits. */
function repeatingAll(): Tampering {
  let all = '[]';
  return {
    response: (response, request) => {
      if (isLimits(request) && response.status < 300) all = response.body;
      return isLimitsChange(request) ? { ...response, body: all } : undefined;
    },
  };
}

const limits: Row[] = [
  ['LIM-001', 'negative limit', '/*/amount', edited(isLimits, set('/*/amount', -1)), { code: 200 }],
  ['LIM-001', 'limits as texts', '/*/amount', edited(isLimits, at('/*/amount', String)), { code: 200 }],
  [
    'LIM-001',
    'unknown type of limit',
    '/*/limitType',
    edited(isLimits, set('/*/limitType', 'YEARLY')),
    { code: 200 },
  ],
  ['LIM-002', 'limits of another scope', '/*/scopeId', edited(isLimits, set('/*/scopeId', somebody))],
  ['LIM-003', 'limits of any scope', 'status', accepted(isLimits, 200, []), { code: 206 }],
  ['LIM-003', 'missing scope breaks the API', 'status', misrefused(isLimits, 500), { code: 100 }],
  ['LIM-004', 'limits of any type of scope', 'status', accepted(isLimits, 200, []), { code: 206 }],
  ['LIM-005', 'old amount answered', '/amount', edited(isLimitChange, set('/amount', 1))],
  ['LIM-006', 'amount not stored', '/*/amount', edited(isLimits, set('/*/amount', 1)), { code: 117 }],
  [
    'LIM-006',
    'amount stored in cents',
    '/*/amount',
    edited(
      isLimits,
      at('/*/amount', (amount) => Number(amount) * 100),
    ),
  ],
  ['LIM-007', 'other limits changed too', '/*/amount', spreading],
  [
    'LIM-008',
    'amounts answered as texts',
    '/*/amount',
    edited(isLimitsChange, at('/*/amount', String)),
    { code: 200 },
  ],
  ['LIM-009', 'amounts not stored', '/*/amount', edited(isLimits, set('/*/amount', 1)), { code: 117 }],
  ['LIM-010', 'unchanged limits answered', '/*', repeatingAll],
  [
    'LIM-011',
    'limits of the second customer left out',
    '',
    replaced(isLimitsChange, (body) => (body as unknown as Body[]).slice(0, 1)),
  ],
  ['LIM-012', 'use without amounts', '/*/limitAmount', edited(isUse, drop('/*/limitAmount')), { code: 200 }],
  ['LIM-012', 'use of another scope', '/*/scopeId', edited(isUse, set('/*/scopeId', somebody))],
  ['LIM-015', 'days refused', 'status', refused(asking(isUse, 'referenceDate'))],
];

const documents: Row[] = [
  ['DOC-001', 'every document refused', 'status', refused(isRegistration)],
  ['DOC-001', 'documents registered later', 'status', restated(isRegistration, 202)],
  ['DOC-002', 'no URL for the file', '/url/value', edited(isRegistration, drop('/url'))],
  ['DOC-004', 'another document', '/id', edited(isDocument, set('/id', somebody))],
  ['DOC-005', 'number of a document dropped', '/number', edited(isDocument, drop('/number'))],
  [
    'DOC-005',
    'type of a document in capitals',
    '/documentType',
    edited(
      isDocument,
      text('/documentType', (type) => type.toUpperCase()),
    ),
    { code: 200 },
  ],
  [
    'DOC-006',
    'unknown status of a document',
    '/status',
    edited(isDocument, set('/status', 'SENT')),
    { code: 200 },
  ],
  ['DOC-006', 'document without a status', '/status', edited(isDocument, drop('/status')), { code: 200 }],
  ['DOC-007', 'pages not counted', '/totalPages', edited(isDocuments, drop('/totalPages')), { code: 200 }],
  ['DOC-008', 'holder ignored', '/content/*', ignoring(isDocuments, 'holderId')],
  ['DOC-009', 'types ignored', '/content/*', ignoring(isDocuments, 'documentTypes')],
  ['DOC-010', 'status of documents ignored', '/content/*', ignoring(isDocuments, 'documentStatus')],
  ['DOC-011', 'listed document renamed', '/content/*/name', edited(isDocuments, set('/content/*/name', 'A'))],
  ['DOC-012', 'update answers the old name', '/name', edited(isDocumentChange, set('/name', 'A'))],
  ['DOC-012', 'update of a document answers 201', 'status', restated(isDocumentChange, 201), { code: 116 }],
  [
    'DOC-013',
    'update of a document not stored',
    '/name',
    edited(isDocument, set('/name', 'A')),
    { code: 117 },
  ],
  [
    'DOC-014',
    'type of a document changed',
    '/documentType',
    edited(isDocument, set('/documentType', 'driving-license')),
  ],
  [
    'DOC-015',
    'issued in the future',
    'status',
    accepted(isDocumentChange, 200, { id: somebody }),
    { code: 206 },
  ],
  ['DOC-016', 'URL to fetch for sending', '/allowed', edited(isContentUrl, set('/allowed', 'GET'))],
  ['DOC-016', 'URL that is none', '/value', edited(isContentUrl, set('/value', 'on its way')), { code: 200 }],
  [
    'DER-015',
    'unknown document updated',
    'status',
    accepted(isDocumentChange, 200, {}),
    { grep: 'updateDocument' },
  ],
];

/** Defects of limits and documents. */
export const resourceFaults = [...inGroup('limits', limits), ...inGroup('documents', documents)];
