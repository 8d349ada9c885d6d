import { drop, set } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls, guardedOperations, isExchange } from './requests.ts';
import {
  aPage,
  accepted,
  edited,
  impersonating,
  misrefused,
  refused,
  restated,
  wrapped,
  type Applies,
  type Mistaken,
  type Tampering,
} from './tampering.ts';

const aToken = { access_token: 'issued-to-anybody', expires_in: 60 };
const anId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const isAnything: Applies = () => true;
const isReading: Applies = ({ method }) => method === 'GET';
const basicPair = ({ headers }: Parameters<Applies>[0]): string =>
  Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
const isNobody: Mistaken = (authorization) => authorization === undefined;
const isAnybodyElse: Mistaken = (authorization, first) => authorization !== first;
const isWithoutToken: Mistaken = (authorization = '') => !authorization.startsWith('Bearer ');

/** Reads a token up to the length that tokens have. */
const unlimitedToken: Tampering = {
  request: (request) => {
    const { authorization = '' } = request.headers;
    return { ...request, headers: { ...request.headers, authorization: authorization.replace(/kor0$/, '') } };
  },
};

const exchange: Row[] = [
  ['AUT-001', 'token without a lifetime', '/expires_in', edited(isExchange, drop('/expires_in'))],
  [
    'AUT-001',
    'lifetime as a text',
    '/expires_in',
    edited(isExchange, set('/expires_in', '3600')),
    { code: 200 },
  ],
  ['AUT-001', 'lifetime of nothing', '/expires_in', edited(isExchange, set('/expires_in', 0)), { code: 200 }],
  ['AUT-001', 'empty token', '/access_token', edited(isExchange, set('/access_token', '')), { code: 200 }],
  ['AUT-001', 'exchange answers 202', 'status', restated(isExchange, 202)],
  [
    'AUT-001',
    'token in a form',
    'content-type',
    wrapped(
      isExchange,
      { 'content-type': 'application/x-www-form-urlencoded' },
      () => 'access_token=a&expires_in=60',
    ),
  ],
  ['AUT-002', 'token that opens nothing', 'status', refused(calls('listCustomers'), 403), { code: 305 }],
  ['AUT-003', 'wrong secret accepted', 'status', accepted(isExchange, 200, aToken), { code: 307 }],
  ['AUT-004', 'unknown key accepted', 'status', accepted(isExchange, 200, aToken), { code: 307 }],
  ['AUT-004', 'unknown key not found', 'status', misrefused(isExchange, 404)],
  ['AUT-005', 'missing credentials accepted', 'status', accepted(isExchange, 200, aToken), { code: 307 }],
  ['AUT-005', 'missing credentials break the exchange', 'status', misrefused(isExchange, 500), { code: 100 }],
  ['AUT-006', 'malformed credentials accepted', 'status', accepted(isExchange, 200, aToken), { code: 307 }],
  [
    'AUT-006',
    'malformed credentials break the exchange',
    'status',
    misrefused(isExchange, 500),
    { code: 100 },
  ],
  [
    'AUT-009',
    'empty secret accepted',
    'status',
    accepted((request) => isExchange(request) && /^[^:]+:$/.test(basicPair(request)), 200, aToken),
    { code: 307 },
  ],
];

const access: Row[] = [
  [
    'AUT-007',
    'scheme in capitals not known',
    'status',
    refused(({ headers }) => /^(?:bearer|BEARER) /.test(headers.authorization ?? ''), 401),
  ],
  [
    'SEC-001',
    'customers created without a token',
    'status',
    accepted(calls('createCustomer'), 201, { id: anId, status: 'ACTIVE' }),
    { code: 308 },
  ],
  ['SEC-002', 'unknown token accepted', 'status', accepted(isReading, 200, aPage), { code: 307 }],
  ['SEC-003', 'expired token accepted', 'status', accepted(isReading, 200, aPage), { code: 307 }],
  [
    'SEC-004',
    'customers of other tenants shown',
    'status',
    accepted(calls('retrieveCustomer'), 200, {}),
    { code: 306 },
  ],
  ['SEC-011', 'tokens read in part', 'status', unlimitedToken, { code: 307, grep: 'retrieveCustomer' }],
  [
    'SEC-011',
    'API key taken for a token',
    'status',
    () => impersonating(calls('updateCustomer'), isWithoutToken),
    { code: 308, grep: 'updateCustomer' },
  ],
  [
    'SEC-011',
    'missing token breaks the API',
    'status',
    misrefused(calls('listDocuments'), 500),
    { code: 100, grep: 'listDocuments' },
  ],
  [
    'SEC-012',
    'refused, and updated all the same',
    '/lastName',
    () => impersonating(calls('updateCustomer'), isAnybodyElse, true),
    { code: 308, grep: 'updateCustomer' },
  ],
  [
    'SEC-012',
    'refused, and suspended all the same',
    '/status',
    () => impersonating(isAnything, isAnybodyElse, true),
    { code: 308, grep: ' suspendCustomer' },
  ],
  [
    'SEC-012',
    'refused, and removed all the same',
    'status',
    () => impersonating(calls('removeCustomer'), isAnybodyElse, true),
    { code: 308, grep: 'removeCustomer' },
  ],
  [
    'SEC-013',
    'removal by others acknowledged',
    'status',
    accepted(calls('removeCustomer'), 200, {}),
    { code: 306, grep: 'removeCustomer' },
  ],
  [
    'SEC-014',
    'refused, and done for others all the same',
    'status',
    () => impersonating(isAnything, isAnybodyElse, true),
    { code: 306 },
  ],
  [
    'SEC-014',
    'refused, and updated for others all the same',
    '/lastName',
    () => impersonating(calls('updateCustomer'), isAnybodyElse, true),
    { code: 306 },
  ],
  [
    'SEC-014',
    'refused, and suspended for others all the same',
    '/status',
    () => impersonating(calls('suspendCustomer'), isAnybodyElse, true),
    { code: 306 },
  ],
  [
    'SEC-015',
    'everybody listed to everybody',
    '/totalElements',
    () => impersonating(isAnything, isAnybodyElse),
    { code: 306 },
  ],
  [
    'SEC-016',
    'expired tokens accepted',
    'status',
    accepted(calls('listCustomers'), 200, aPage),
    { code: 307, grep: 'listCustomers' },
  ],
  [
    'SEC-016',
    'expiry not looked at by updates',
    'status',
    misrefused(calls('updateCustomer'), 404),
    { code: 308, grep: 'updateCustomer' },
  ],
  [
    'SEC-016',
    'expiry not looked at for documents',
    'status',
    misrefused(calls('retrieveDocument'), 404),
    { code: 307, grep: 'retrieveDocument refuses' },
  ],
];

const withoutToken = guardedOperations.map(({ id, isRead }): Row => [
  'SEC-011',
  `${id} without a token`,
  'status',
  () => impersonating(calls(id), isNobody),
  { code: isRead ? 307 : 308, grep: ` ${id} refuses` },
]);

const forOthers = guardedOperations
  .filter(({ id, isOnCustomer }) => isOnCustomer && id !== 'removeCustomer') // a removal may come to nothing
  .map(({ id }): Row => [
    'SEC-013',
    `${id} for other business accounts`,
    'status',
    () => impersonating(calls(id), isAnybodyElse),
    { code: 306, grep: ` ${id} is` },
  ]);

/** Defects of the exchange of keys for tokens, and of what tokens are good for. */
export const accessFaults = [
  ...inGroup('token exchange', exchange),
  ...inGroup('access', [...access, ...withoutToken, ...forOthers]),
];
