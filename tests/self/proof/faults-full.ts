import type { Fault } from './faults.ts';
import type { PassingAnswer, PassingRequest, Tampering } from './proxy.ts';
import {
  accepted,
  edited,
  editedEach,
  ignoring,
  refused,
  replaced,
  restated,
  to,
  type Applies,
  type Body,
} from './tamperings.ts';

const somebody = '7c1f2a35-0b8e-4d49-9a11-3f6b2d5c8e70';

const nothingFound = (body: Body): void => {
  body.content = [];
};

const owners = '^/v1/customers/[^/]+/beneficiaries';
const [isAdd, isOwners] = [to('POST', new RegExp(`${owners}$`)), to('GET', new RegExp(`${owners}$`))];
const [isOwner, isOwnerChange] = [to('GET', new RegExp(`${owners}/`)), to('PUT', new RegExp(`${owners}/`))];
const profiles = to('GET', /^\/v1\/identity-verification-profiles/);
const isSubmit = to('POST', /^\/v1\/identity-verifications$/);
const isApplication = to('GET', /^\/v1\/identity-verifications\/[^/?]+$/);
const isApplications = to('GET', /^\/v1\/identity-verifications(\?|$)/);
const isEvents = to('GET', /^\/v1\/watchlist-events/);
const isLimits = to('GET', /^\/v1\/limits(\?|$)/);
const isUse = to('GET', /^\/v1\/limits\/utilisation/);
const isLimitChange = to('PUT', /^\/v1\/limits\/[^/]+$/);
const isLimitsChange = to('PUT', /^\/v1\/limits$/);
const isRegistration = to('POST', /^\/v1\/documents$/);
const isDocuments = to('GET', /^\/v1\/documents(\?|$)/);
const isDocument = to('GET', /^\/v1\/documents\/[^/?]+$/);
const isDocumentChange = to('PUT', /^\/v1\/documents\//);
const isContentUrl = to('GET', /\/content-url/);

/** Certain parameters in the query of a request. */
const asking =
  (applies: Applies, name: string): Applies =>
  (request) =>
    applies(request) && request.url.includes(`${name}=`);

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

type Row = [requirement: Fault['requirement'], name: string, pointer: string, tampering: Tampering];

const ownerRows: Row[] = [
  ['OWN-001', 'every owner refused', 'status', refused(isAdd)],
  ['OWN-004', 'owner of an individual accepted', 'status', accepted(isAdd, 201, { id: somebody })],
  ['OWN-005', 'owners in pages', '', replaced(isOwners, (body) => ({ content: body }))],
  ['OWN-006', 'listed owner renamed', '/*/firstName', editedEach(isOwners, (body) => (body.firstName = 'A'))],
  ['OWN-007', 'date of birth off by a day', '/dateOfBirth', edited(isOwner, birthEarlier)],
  [
    'OWN-008',
    'owner of another customer',
    '/parentId',
    edited(isOwner, (body) => (body.parentId = somebody)),
  ],
  [
    'OWN-010',
    'owner without a verification status',
    '/verificationStatus/status',
    edited(isOwner, (body) => delete body.verificationStatus),
  ],
  [
    'OWN-012',
    'social id shown whole',
    '/socialId',
    edited(isOwner, (body) => (body.socialId = '123-45-6789')),
  ],
  ['OWN-014', 'unknown owner shown empty', 'status', accepted(isOwner, 200, {})],
  ['OWN-016', 'update of an owner answers 202', 'status', restated(isOwnerChange, 202)],
  [
    'OWN-017',
    'update of an owner not stored',
    '/controller',
    edited(isOwner, (body) => (body.controller = true)),
  ],
  ['OWN-018', 'update of an owner changes its id', '/id', edited(isOwner, (body) => (body.id = somebody))],
  [
    'OWN-021',
    'number stored without its country',
    '/primaryPhoneNumber/number',
    {
      answer: (answer, request) =>
        isOwner(request) ? { ...answer, body: answer.body.replace('+14155550123', '4155550123') } : undefined,
    },
  ],
];

const applicationRows: Row[] = [
  [
    'IDV-002',
    'type of account ignored',
    '/*/allowedAccountTypes',
    ignoring(profiles, 'identityAccountTypes'),
  ],
  ['IDV-003', 'application answered 200', 'status', restated(isSubmit, 200)],
  [
    'IDV-004',
    'application on another host',
    'header Location',
    {
      answer: (answer, request) => {
        if (!isSubmit(request)) return undefined;
        const location = `https://elsewhere.example${answer.headers.location ?? ''}`;
        return { ...answer, headers: { ...answer.headers, location } };
      },
    },
  ],
  [
    'IDV-005',
    'unknown status',
    '/latestStatus',
    edited(isApplication, (body) => (body.latestStatus = 'DONE')),
  ],
  ['IDV-006', 'another account', '/accountId', edited(isApplication, (body) => (body.accountId = somebody))],
  [
    'IDV-007',
    'outcome from the beginning',
    '/outcome',
    replaced(isApplication, (body) => ({ ...body, latestStatus: 'PENDING', outcome: 'APPROVED' })),
  ],
  ['IDV-010', 'empty list of applications', '/content', edited(isApplications, nothingFound)],
  [
    'IDV-011',
    'no application on its day',
    '/content',
    edited(asking(isApplications, 'createdDateFrom'), nothingFound),
  ],
  ['IDV-012', 'days ignored', '/content/*', ignoring(isApplications, 'createdDateFrom', 'createdDateTo')],
  [
    'IDV-013',
    'no application in a time zone',
    '/content',
    edited(asking(isApplications, 'timeZone'), nothingFound),
  ],
  ['IDV-014', 'status ignored', '/content/*', ignoring(isApplications, 'status')],
  [
    'IDV-015',
    'no application was completed',
    '/content',
    edited(asking(isApplications, 'completedDateFrom'), nothingFound),
  ],
  ['IDV-019', 'events without content', '/content', edited(isEvents, (body) => delete body.content)],
  [
    'IDV-020',
    'events of another account',
    '/content/*/accountId',
    replaced(isEvents, (body) => ({ ...body, content: [{ id: 'a', accountId: somebody }] })),
  ],
];

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

function birthEarlier(body: Body): void {
  const born = Date.parse(String(body.dateOfBirth)) - 86_400_000;
  body.dateOfBirth = new Date(born).toISOString().slice(0, 10);
}

function renamed(body: Body): void {
  for (const document of body.content as Body[]) document.name = 'A';
}
