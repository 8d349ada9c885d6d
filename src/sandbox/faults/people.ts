import type { Row } from './fault.ts';
import {
  accepted,
  asking,
  edited,
  editedEach,
  ignoring,
  refused,
  replaced,
  restated,
  to,
  type Body,
} from './tampering.ts';

const somebody = '7c1f2a35-0b8e-4d49-9a11-3f6b2d5c8e70';
const owners = '^/v1/customers/[^/]+/beneficiaries';
const [isAdd, isOwners] = [to('POST', new RegExp(`${owners}$`)), to('GET', new RegExp(`${owners}$`))];
const [isOwner, isOwnerChange] = [to('GET', new RegExp(`${owners}/`)), to('PUT', new RegExp(`${owners}/`))];
const profiles = to('GET', /^\/v1\/identity-verification-profiles/);
const isSubmit = to('POST', /^\/v1\/identity-verifications$/);
const isApplication = to('GET', /^\/v1\/identity-verifications\/[^/?]+$/);
const isApplications = to('GET', /^\/v1\/identity-verifications(\?|$)/);
const isEvents = to('GET', /^\/v1\/watchlist-events/);

const nothingFound = (body: Body): void => {
  body.content = [];
};

/** One defect for every MUST about beneficial owners. */
export const ownerRows: Row[] = [
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
    'unknown verification status',
    '/verificationStatus/status',
    edited(isOwner, (body) => (body.verificationStatus = { status: 'KNOWN' })),
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

/** One defect for every MUST about identity verification. */
export const applicationRows: Row[] = [
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
  ['IDV-014', 'status of applications ignored', '/content/*', ignoring(isApplications, 'status')],
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

function birthEarlier(body: Body): void {
  const born = Date.parse(String(body.dateOfBirth)) - 86_400_000;
  body.dateOfBirth = new Date(born).toISOString().slice(0, 10);
}
