import { drop, set, text } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls } from './requests.ts';
import {
  accepted,
  asking,
  edited,
  ignoring,
  misrefused,
  onceChanged,
  refused,
  replaced,
  restated,
  wrapped,
} from './tampering.ts';

const somebody = '7c1f2a35-0b8e-4d49-9a11-3f6b2d5c8e70';
const [isAdd, isOwners] = [calls('createBeneficialOwner'), calls('listBeneficialOwners')];
const [isOwner, isOwnerChange] = [calls('retrieveBeneficialOwner'), calls('updateBeneficialOwner')];
const isProfiles = calls('listIdentityVerificationProfiles');
const isSubmit = calls('submitIdentityVerification');
const isApplication = calls('retrieveIdentityVerification');
const isApplications = calls('listIdentityVerifications');
const isEvents = calls('listWatchlistEvents');

const nothingFound = set('/content', []);
const dayEarlier = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const owners: Row[] = [
  ['OWN-001', 'every owner refused', 'status', refused(isAdd)],
  ['OWN-001', 'owner added later', 'status', restated(isAdd, 202)],
  [
    'OWN-004',
    'owner of an individual accepted',
    'status',
    accepted(isAdd, 201, { id: somebody }),
    { code: 206 },
  ],
  ['OWN-004', 'owner of an individual breaks the API', 'status', misrefused(isAdd, 500), { code: 100 }],
  ['OWN-005', 'owners in pages', '', replaced(isOwners, (body) => ({ content: body })), { code: 200 }],
  [
    'OWN-005',
    'listed owners without a last name',
    '/*/lastName',
    edited(isOwners, drop('/*/lastName')),
    { code: 200 },
  ],
  ['OWN-006', 'listed owner renamed', '/*/firstName', edited(isOwners, set('/*/firstName', 'A'))],
  ['OWN-006', 'owners not listed', '', replaced(isOwners, () => [])],
  [
    'OWN-007',
    'date of birth off by a day',
    '/dateOfBirth',
    edited(isOwner, text('/dateOfBirth', dayEarlier)),
  ],
  [
    'OWN-007',
    'date of birth with a time',
    '/dateOfBirth',
    edited(
      isOwner,
      text('/dateOfBirth', (day) => `${day}T00:00:00Z`),
    ),
    { code: 200 },
  ],
  ['OWN-007', 'place of birth dropped', '/placeOfBirth', edited(isOwner, drop('/placeOfBirth'))],
  ['OWN-008', 'owner of another customer', '/parentId', edited(isOwner, set('/parentId', somebody))],
  [
    'OWN-010',
    'unknown verification status',
    '/verificationStatus/status',
    edited(isOwner, set('/verificationStatus', { status: 'KNOWN' })),
    { code: 200 },
  ],
  [
    'OWN-012',
    'social id shown whole',
    '/socialId',
    edited(isAdd, set('/socialId', '123-45-6789')),
    { strict: true },
  ],
  ['OWN-014', 'unknown owner shown empty', 'status', accepted(isOwner, 200, {})],
  ['OWN-016', 'update of an owner answers 202', 'status', restated(isOwnerChange, 202)],
  [
    'OWN-017',
    'update of an owner not stored',
    '/controller',
    edited(isOwner, set('/controller', true)),
    { code: 117 },
  ],
  [
    'OWN-018',
    'update of an owner changes its id',
    '/id',
    onceChanged(isOwnerChange, isOwner, set('/id', somebody)),
  ],
  [
    'OWN-021',
    'number stored without its country',
    '/primaryPhoneNumber/number',
    edited(
      isOwner,
      text('/primaryPhoneNumber/number', (number) => number.replace('+14155550123', '4155550123')),
    ),
  ],
  [
    'DER-015',
    'unknown owner updated',
    'status',
    accepted(isOwnerChange, 200, {}),
    { grep: 'updateBeneficialOwner' },
  ],
];

const verification: Row[] = [
  [
    'IDV-001',
    'profiles as a page of text',
    'content-type',
    wrapped(isProfiles, { 'content-type': 'text/html' }),
  ],
  ['IDV-001', 'profiles without a name', '/*/name', edited(isProfiles, drop('/*/name')), { code: 200 }],
  [
    'IDV-002',
    'type of account ignored',
    '/*/allowedAccountTypes',
    ignoring(isProfiles, 'identityAccountTypes'),
  ],
  ['IDV-022', 'application from abroad taken', 'status', accepted(isSubmit, 201, {})],
  ['IDV-003', 'application answered 200', 'status', restated(isSubmit, 200)],
  ['IDV-003', 'every application refused', 'status', refused(isSubmit, 422)],
  [
    'IDV-005',
    'unknown status',
    '/latestStatus',
    edited(isApplication, set('/latestStatus', 'DONE')),
    { code: 200 },
  ],
  [
    'IDV-005',
    'application without a status',
    '/latestStatus',
    edited(isApplication, drop('/latestStatus')),
    { code: 200 },
  ],
  ['IDV-006', 'another account', '/accountId', edited(isApplication, set('/accountId', somebody))],
  [
    'IDV-006',
    'another profile',
    '/identityVerificationProfileId',
    edited(isApplication, set('/identityVerificationProfileId', 'another')),
  ],
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
    'IDV-014',
    'no completed application found',
    '/content',
    edited(asking(isApplications, 'status', 'COMPLETED'), nothingFound),
  ],
  [
    'IDV-015',
    'no application was completed',
    '/content',
    edited(asking(isApplications, 'completedDateFrom'), nothingFound),
  ],
  ['IDV-019', 'events without content', '/content', edited(isEvents, drop('/content')), { code: 200 }],
  [
    'IDV-020',
    'events of another account',
    '/content/*/accountId',
    replaced(isEvents, (body) => ({ ...body, content: [{ id: 'a', accountId: somebody }] })),
  ],
  [
    'DER-015',
    'unknown application shown',
    'status',
    accepted(isApplication, 200, {}),
    { grep: 'retrieveIdentityVerification' },
  ],
];

/** Defects of beneficial owners and identity verification. */
export const peopleFaults = [
  ...inGroup('beneficial owners', owners),
  ...inGroup('identity verification', verification),
];
