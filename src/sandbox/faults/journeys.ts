import type { Fault } from './fault.ts';
import { aPage, accepted, edited, to, type Applies, type Body } from './tampering.ts';

const isCreate = to('POST', /^\/v1\/customers$/);
const isRead = to('GET', /^\/v1\/customers\/[^/]+$/);
const isExchange: Applies = ({ url }) => url === '/v1/api-keys/exchange';

const aToken = { access_token: 'issued-to-anybody', expires_in: 60 };

/** One defect for every MUST of the catalogue, and some more. */
export const journeyFaults: Fault[] = [
  {
    name: 'token without a lifetime',
    requirement: 'AUT-001',
    pointer: '/expires_in',
    ...edited(isExchange, (body) => delete body.expires_in),
  },
  {
    name: 'token that opens nothing',
    requirement: 'AUT-002',
    answer: (answer, { url }) =>
      url.startsWith('/v1/customers') && answer.status === 200
        ? { ...answer, status: 403, body: JSON.stringify(anError()) }
        : undefined,
  },
  {
    name: 'wrong secret accepted',
    requirement: 'AUT-003',
    pointer: 'status',
    ...accepted(isExchange, 200, aToken),
  },
  {
    name: 'unknown key accepted',
    requirement: 'AUT-004',
    pointer: 'status',
    ...accepted(isExchange, 200, aToken),
  },
  {
    name: 'missing credentials accepted',
    requirement: 'AUT-005',
    pointer: 'status',
    ...accepted(isExchange, 200, aToken),
  },
  {
    name: 'malformed credentials accepted',
    requirement: 'AUT-006',
    pointer: 'status',
    ...accepted(isExchange, 200, aToken),
  },
  {
    name: 'customers created without a token',
    requirement: 'SEC-001',
    pointer: 'status',
    ...accepted(isCreate, 201, { id: 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f', status: 'ACTIVE' }),
  },
  {
    name: 'unknown token accepted',
    requirement: 'SEC-002',
    pointer: 'status',
    ...accepted(({ method }) => method === 'GET', 200, aPage),
  },
  {
    name: 'expired token accepted',
    requirement: 'SEC-003',
    pointer: 'status',
    ...accepted(({ method }) => method === 'GET', 200, aPage),
  },
  {
    name: 'customers of other tenants shown',
    requirement: 'SEC-004',
    pointer: 'status',
    ...accepted(isRead, 200, {}),
  },
  {
    name: 'new individual without an id',
    requirement: 'CUS-001',
    pointer: '/id',
    ...edited(isCreate, (body) => delete body.id),
  },
  {
    name: 'new individual suspended',
    requirement: 'CUS-002',
    pointer: '/status',
    ...edited(isCreate, (body) => (body.status = 'SUSPENDED')),
  },
  {
    name: 'first name in capitals',
    requirement: 'CUS-003',
    pointer: '/firstName',
    ...edited(isCreate, upperCaseName),
  },
  {
    name: 'new business without contacts',
    requirement: 'CUS-004',
    pointer: '/contacts',
    ...edited(isCreate, (body) => delete body.contacts),
  },
  {
    name: 'new business suspended',
    requirement: 'CUS-005',
    pointer: '/status',
    ...edited(isCreate, (body) => (body.status = 'SUSPENDED')),
  },
  {
    name: 'business name cut',
    requirement: 'CUS-006',
    pointer: '/businessName',
    ...edited(isCreate, (body) => (body.businessName = 'A')),
  },
  {
    name: 'metadata dropped',
    requirement: 'CUS-007',
    pointer: '/metadata',
    ...edited(isCreate, (body) => delete body.metadata),
  },
  {
    name: 'addresses turned round',
    requirement: 'CUS-008',
    pointer: '/addresses/*/type',
    ...edited(isCreate, (body) => (body.addresses = (body.addresses as unknown[]).toReversed())),
  },
  {
    name: 'another date of creation on reading',
    requirement: 'CUS-011',
    pointer: '/createdAt',
    ...edited(isRead, (body) => (body.createdAt = '2020-01-01T00:00:00Z')),
  },
  {
    name: 'another type of status on reading',
    requirement: 'CUS-012',
    pointer: '/status',
    ...edited(isRead, (body) => (body.status = 'active')),
  },
  {
    name: 'last name of another customer',
    requirement: 'CUS-013',
    pointer: '/lastName',
    ...edited(isRead, (body) => (body.lastName = 'Somebody')),
  },
  {
    name: 'second contact invented',
    requirement: 'CUS-014',
    pointer: '/contacts',
    ...edited(isRead, (body) => (body.contacts = [...(body.contacts as unknown[]), {}])),
  },
  {
    name: 'metadata echoed and not stored',
    requirement: 'CUS-019',
    pointer: '/metadata',
    ...edited(isRead, (body) => delete body.metadata),
  },
  {
    name: 'addresses echoed and not stored',
    requirement: 'CUS-020',
    pointer: '/addresses',
    ...edited(isRead, (body) => delete body.addresses),
  },
  {
    name: 'unknown customer shown empty',
    requirement: 'CUS-015',
    pointer: 'status',
    ...accepted(isRead, 200, {}),
  },
  { name: 'malformed id accepted', requirement: 'CUS-016', pointer: 'status', ...accepted(isRead, 200, {}) },
  {
    name: 'removal answers 202',
    requirement: 'CUS-017',
    pointer: 'status',
    answer: (answer, { method }) => (method === 'DELETE' ? { ...answer, status: 202 } : undefined),
  },
  {
    name: 'profiles as one object',
    requirement: 'IDV-001',
    pointer: 'content-type',
    answer: (answer, { url }) =>
      url.startsWith('/v1/identity-verification-profiles')
        ? { ...answer, headers: { 'content-type': 'text/html' } }
        : undefined,
  },
  {
    name: 'negative limit',
    requirement: 'LIM-001',
    pointer: '/*/amount',
    answer: (answer, { url }) =>
      url.startsWith('/v1/limits')
        ? { ...answer, body: answer.body.replaceAll(/"amount":\d+/g, '"amount":-1') }
        : undefined,
  },
];

function upperCaseName(body: Body): void {
  body.firstName = String(body.firstName).toUpperCase();
}

function anError(): object {
  return { timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' };
}
