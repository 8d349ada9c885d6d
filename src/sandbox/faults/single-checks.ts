import { drop, set, text } from './edits.ts';
import type { Fault } from './fault.ts';
import { accepted, asking, edited, ignoring, to, type Body, type Tampering } from './tampering.ts';
import type { Applies } from './requests.ts';

const somebody = '7c1f2a35-0b8e-4d49-9a11-3f6b2d5c8e70';
const longAgo = '2020-01-01T00:00:00Z';
const secret = '123-45-6789';
const owners = '^/v1/customers/[^/]+/beneficiaries';
const [isAdd, isOwners] = [to('POST', new RegExp(`${owners}$`)), to('GET', new RegExp(`${owners}$`))];
const [isOwner, isOwnerChange] = [to('GET', new RegExp(`${owners}/`)), to('PUT', new RegExp(`${owners}/`))];
const isRead = to('GET', /^\/v1\/customers\/[^/?]+$/);
const isUpdate = to('PUT', /^\/v1\/customers\/[^/]+$/);
const isCustomers = to('GET', /^\/v1\/customers\?/);
const isDocuments = to('GET', /^\/v1\/documents(\?|$)/);
const isDocument = to('GET', /^\/v1\/documents\/[^/?]+$/);
const isDocumentChange = to('PUT', /^\/v1\/documents\//);
const isContentUrl = to('GET', /\/content-url/);
const isCompleted = to('GET', /^\/v1\/identity-verifications\?.*\bstatus=COMPLETED\b/);
const isApplications = to('GET', /^\/v1\/identity-verifications(\?|$)/);
const isProfiles = to('GET', /^\/v1\/identity-verification-profiles/);
const isEvents = to('GET', /^\/v1\/watchlist-events/);
const isUse = to('GET', /^\/v1\/limits\/utilisation/);
const isLimitChange = to('PUT', /^\/v1\/limits\/[^/]+$/);
const isLimitsChange = to('PUT', /^\/v1\/limits$/);

const holdingNothing = (applies: Applies): Tampering => edited(applies, (body) => (body.content = []));

/** Adds another entry to a list that is like the first one but for some values. */
const withAnother = (applies: Applies, values: Body): Tampering =>
  edited(applies, (body) => {
    const [first, ...others] = body.content as Body[];
    if (first) body.content = [first, { ...first, id: somebody, ...values }, ...others];
  });

/** Sends JSON with the content type text/html. */
const misnamed = (applies: Applies): Tampering => ({
  response: (response, request) =>
    applies(request)
      ? { ...response, headers: { ...response.headers, 'content-type': 'text/html' } }
      : undefined,
});

/** Returns a `createdAt` that is a second earlier each time that a customer is read. */
function retelling(): Tampering {
  let time = Date.parse(longAgo);
  return edited(isRead, (body) => (body.createdAt = new Date((time -= 1000)).toISOString()));
}

/** Defects that only one check of the tests of their requirement notices, and no check that notices its other faults. */
export const singleCheckFaults: Fault[] = [
  {
    group: 'beneficial owners',
    name: 'social id shown whole when an owner is added',
    requirement: 'OWN-012',
    pointer: '/socialId',
    tampering: () => edited(isAdd, (body) => (body.socialId = secret)),
    strict: true,
  },
  {
    group: 'beneficial owners',
    name: 'social id listed whole',
    requirement: 'OWN-012',
    pointer: '/*/socialId',
    tampering: () => edited(isOwners, set('/*/socialId', secret)),
    strict: true,
  },
  {
    group: 'beneficial owners',
    name: 'social id shown whole when an owner is changed',
    requirement: 'OWN-012',
    pointer: '/socialId',
    tampering: () => edited(isOwnerChange, (body) => (body.socialId = secret)),
    strict: true,
  },
  {
    group: 'beneficial owners',
    name: 'owner read without an id',
    requirement: 'OWN-007',
    pointer: '/id',
    tampering: () => edited(isOwner, (body) => delete body.id),
  },
  {
    group: 'beneficial owners',
    name: 'owner changed in the fields of samples, and answered without an id',
    requirement: 'OWN-019',
    strict: true,
    pointer: '/id',
    tampering: () => edited(isOwnerChange, drop('/id')),
  },
  {
    group: 'beneficial owners',
    name: 'middle name of an owner changed and answered in capitals',
    requirement: 'OWN-019',
    strict: true,
    pointer: '/middleName',
    tampering: () =>
      edited(
        isOwnerChange,
        text('/middleName', (name) => name.toUpperCase()),
      ),
  },
  {
    group: 'read',
    name: 'unset metadata of an individual as a text',
    requirement: 'CUS-011',
    pointer: '/metadata',
    tampering: () => edited(isRead, (body) => (body.metadata = '')),
  },
  {
    group: 'read',
    name: 'another date of creation on reading a business',
    requirement: 'CUS-012',
    pointer: '/createdAt',
    tampering: () => edited(isRead, (body) => (body.createdAt = longAgo)),
  },
  {
    group: 'read',
    name: 'unset metadata of a business as a text',
    requirement: 'CUS-012',
    pointer: '/metadata',
    tampering: () => edited(isRead, (body) => (body.metadata = '')),
  },
  {
    group: 'update',
    name: 'another name beside the right primary address',
    requirement: 'CUS-056',
    pointer: '/lastName',
    tampering: () => edited(isRead, (body) => (body.lastName = 'Somebody')),
  },
  {
    group: 'update',
    name: 'update of an individual answered without an id',
    requirement: 'CUS-042',
    strict: true,
    pointer: '/id',
    tampering: () => edited(isUpdate, (body) => delete body.id),
  },
  {
    group: 'update',
    name: 'update of a business answered without an id',
    requirement: 'CUS-043',
    strict: true,
    pointer: '/id',
    tampering: () => edited(isUpdate, (body) => delete body.id),
  },
  {
    group: 'read',
    name: 'creation told anew on every reading',
    requirement: 'CUS-049',
    strict: true,
    pointer: '/createdAt',
    tampering: retelling,
  },
  {
    group: 'read',
    name: 'read as updated before its creation',
    requirement: 'CUS-049',
    strict: true,
    pointer: '/updatedAt',
    tampering: () => edited(isRead, (body) => (body.updatedAt = longAgo)),
  },
  {
    group: 'damage',
    name: 'second first name lost',
    requirement: 'DER-008',
    strict: true,
    pointer: '/firstName',
    grep: 'createCustomer .* firstName INDIVIDUAL',
    tampering: () => edited(isRead, (body) => (body.firstName = 'A')),
  },
  {
    group: 'damage',
    name: 'first names listed in short',
    requirement: 'DER-008',
    strict: true,
    pointer: '/content/*/firstName',
    grep: 'createCustomer .* firstName INDIVIDUAL',
    tampering: () =>
      edited(isCustomers, (body) => {
        for (const entry of body.content as Body[]) entry.firstName = 'A';
      }),
  },
  {
    group: 'documents',
    name: 'empty pages of documents',
    requirement: 'DOC-007',
    pointer: '/content',
    tampering: () => holdingNothing(isDocuments),
  },
  {
    group: 'documents',
    name: 'no document of any holder',
    requirement: 'DOC-008',
    pointer: '/content',
    tampering: () => holdingNothing(isDocuments),
  },
  {
    group: 'documents',
    name: 'a document of others as well',
    requirement: 'DOC-008',
    pointer: '/content/*/id',
    tampering: () => withAnother(isDocuments, {}),
  },
  {
    group: 'documents',
    name: 'no document of several types',
    requirement: 'DOC-009',
    pointer: '/content',
    tampering: () => holdingNothing(asking(isDocuments, 'documentTypes')),
  },
  {
    group: 'documents',
    name: 'no document of any status',
    requirement: 'DOC-010',
    pointer: '/content',
    tampering: () => holdingNothing(asking(isDocuments, 'documentStatus')),
  },
  {
    group: 'documents',
    name: 'URL to send without its time',
    requirement: 'DOC-016',
    pointer: '/expiresIn',
    tampering: () => edited(isContentUrl, (body) => delete body.expiresIn),
  },
  {
    group: 'documents',
    name: 'document read without its holder',
    requirement: 'DOC-004',
    pointer: '/holderId',
    tampering: () => edited(isDocument, (body) => delete body.holderId),
  },
  {
    group: 'documents',
    name: 'changed document with an unknown status',
    requirement: 'DOC-012',
    pointer: '/status',
    tampering: () => edited(isDocumentChange, (body) => (body.status = 'SENT')),
  },
  ...['INDIVIDUAL_CUSTOMER', 'BUSINESS_CUSTOMER', 'BUSINESS_ACCOUNT'].map((type): Fault => ({
    group: 'identity verification',
    name: `profiles for ${type} among all`,
    requirement: 'IDV-002',
    pointer: '/*/allowedAccountTypes',
    tampering: () =>
      ignoring((request) => isProfiles(request) && request.url.endsWith(`=${type}`), 'identityAccountTypes'),
  })),
  {
    group: 'identity verification',
    name: 'an unknown status on pages of applications',
    requirement: 'IDV-010',
    strict: true,
    pointer: '/content/*/latestStatus',
    tampering: () => withAnother(isApplications, { latestStatus: 'DONE' }),
  },
  {
    group: 'identity verification',
    name: 'last day of applications ignored',
    requirement: 'IDV-012',
    pointer: '/content/*',
    tampering: () => ignoring(isApplications, 'createdDateTo'),
  },
  {
    group: 'identity verification',
    name: 'first day of applications ignored',
    requirement: 'IDV-012',
    pointer: '/content/*',
    tampering: () => ignoring(isApplications, 'createdDateFrom'),
  },
  {
    group: 'identity verification',
    name: 'nothing was ever completed',
    requirement: 'IDV-014',
    pointer: '/content',
    tampering: () => holdingNothing(isCompleted),
  },
  {
    group: 'identity verification',
    name: 'pending among the completed',
    requirement: 'IDV-014',
    pointer: '/content/*/latestStatus',
    tampering: () => withAnother(isCompleted, { latestStatus: 'PENDING' }),
  },
  {
    group: 'identity verification',
    name: 'no application under any profile',
    requirement: 'IDV-016',
    strict: true,
    pointer: '/content',
    tampering: () => holdingNothing(asking(isApplications, 'identityVerificationProfileId')),
  },
  {
    group: 'identity verification',
    name: 'an application under another profile as well',
    requirement: 'IDV-016',
    strict: true,
    pointer: '/content/*/identityVerificationProfileId',
    tampering: () =>
      withAnother(asking(isApplications, 'identityVerificationProfileId'), {
        identityVerificationProfileId: somebody,
      }),
  },
  {
    group: 'identity verification',
    name: 'no application of any type of account',
    requirement: 'IDV-017',
    strict: true,
    pointer: '/content',
    tampering: () => holdingNothing(asking(isApplications, 'accountTypes')),
  },
  {
    group: 'identity verification',
    name: 'an application of another type of account as well',
    requirement: 'IDV-017',
    strict: true,
    pointer: '/content/*/accountType',
    tampering: () =>
      withAnother(asking(isApplications, 'accountTypes'), { accountType: 'BUSINESS_CUSTOMER' }),
  },
  {
    group: 'identity verification',
    name: 'no events of an account at all',
    requirement: 'IDV-020',
    pointer: '/content',
    tampering: () => edited(asking(isEvents, 'accountId'), (body) => delete body.content),
  },
  {
    group: 'limits',
    name: 'use of the limits of another customer',
    requirement: 'LIM-012',
    pointer: '/*/scopeId',
    tampering: () => edited(isUse, set('/*/scopeId', somebody)),
  },
  {
    group: 'limits',
    name: 'use of the limits of any scope',
    requirement: 'LIM-003',
    pointer: 'status',
    tampering: () => accepted(isUse, 200, []),
  },
  {
    group: 'limits',
    name: 'use of the limits of any type of scope',
    requirement: 'LIM-004',
    pointer: 'status',
    tampering: () => accepted(isUse, 200, []),
  },
  {
    group: 'limits',
    name: 'changed limit as a page of text',
    requirement: 'LIM-005',
    pointer: 'content-type',
    tampering: () => misnamed(isLimitChange),
  },
  {
    group: 'limits',
    name: 'old amounts answered',
    requirement: 'LIM-008',
    pointer: '/*/amount',
    tampering: () => edited(isLimitsChange, set('/*/amount', 1)),
  },
  {
    group: 'limits',
    name: 'changed limits as a page of text',
    requirement: 'LIM-008',
    pointer: 'content-type',
    tampering: () => misnamed(isLimitsChange),
  },
];
