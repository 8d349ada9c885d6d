import { drop, set } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls, guardedOperations, isExchange, type Applies } from './requests.ts';
import {
  aPage,
  accepted,
  edited,
  impersonating,
  misrefused,
  refused,
  restated,
  wrapped,
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

/** Ignores a `kor0` that is appended to a token, as if it read tokens up to their usual length. */
const unlimitedToken: Tampering = {
  request: (request) => {
    const { authorization = '' } = request.headers;
    return { ...request, headers: { ...request.headers, authorization: authorization.replace(/kor0$/, '') } };
  },
};

/** Allows web pages of any origin to read with credentials. */
const lettingIn: Tampering = {
  response: (response, { headers: { origin } }) =>
    origin === undefined
      ? undefined
      : {
          ...response,
          headers: {
            ...response.headers,
            'access-control-allow-origin': origin,
            'access-control-allow-credentials': 'true',
          },
        },
};

/** Uses the method of the X-HTTP-Method-Override header. */
const overridden: Tampering = {
  request: (request) => {
    const method = request.headers['x-http-method-override'];
    const { 'content-type': _type, ...headers } = request.headers;
    return typeof method === 'string' ? { ...request, method, headers, body: '' } : undefined;
  },
};

/** Uses the token of the query parameter `access_token`. */
const tokenOfQuery: Tampering = {
  request: (request) => {
    const [path = '', text] = request.url.split('?');
    const query = new URLSearchParams(text);
    const token = query.get('access_token');
    if (token === null) return undefined;
    query.delete('access_token');
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return { ...request, url: `${path}?${query.toString()}`, headers };
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
    'AUT-010',
    'wrong secret refused without a challenge',
    'header WWW-Authenticate',
    wrapped(isExchange, { 'www-authenticate': '' }),
    { grep: 'exchangeApiKey', strict: true },
  ],
  [
    'AUT-011',
    'tokens left to caches',
    'header Cache-Control',
    wrapped(isExchange, { 'cache-control': 'max-age=60' }),
    { strict: true },
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
    { code: 307, grep: 'retrieveDocument rejects' },
  ],
];

const strange: Row[] = [
  [
    'AUT-010',
    'unknown token refused without a challenge',
    'header WWW-Authenticate',
    wrapped(calls('listCustomers'), { 'www-authenticate': '' }),
    { grep: 'listCustomers', strict: true },
  ],
  ['SEC-017', 'any origin let in with credentials', 'header Access-Control-Allow-Origin', lettingIn],
  ['SEC-018', 'method of a header taken', 'status', overridden, { strict: true }],
  ['SEC-019', 'token of the query taken', 'status', tokenOfQuery, { strict: true }],
];

const withoutToken = guardedOperations.map(({ id, isRead }): Row => [
  'SEC-011',
  `${id} without a token`,
  'status',
  () => impersonating(calls(id), isNobody),
  { code: isRead ? 307 : 308, grep: ` ${id} rejects` },
]);

const forOthers = guardedOperations
  .filter(({ id, isOnCustomer }) => isOnCustomer && id !== 'removeCustomer') // a removal may have no effect
  .map(({ id }): Row => [
    'SEC-013',
    `${id} for other business accounts`,
    'status',
    () => impersonating(calls(id), isAnybodyElse),
    { code: 306, grep: ` ${id} rejects` },
  ]);

const namedByOthers = (
  [
    ['LIM-017', 'listLimits'],
    ['LIM-017', 'listLimitUtilisation'],
    ['LIM-017', 'updateLimits'],
    ['LIM-017', 'updateLimit'],
    ['DOC-021', 'createDocument'],
    ['DOC-021', 'listDocuments'],
    ['DOC-021', 'retrieveDocument'],
    ['DOC-021', 'updateDocument'],
    ['DOC-021', 'retrieveDocumentContentUrl'],
    ['IDV-024', 'submitIdentityVerification'],
  ] as const
).map(([requirement, id]): Row => [
  requirement,
  `${id} for callers that name resources of others`,
  'status',
  () => impersonating(calls(id), isAnybodyElse),
  { code: 306, ...(requirement !== 'IDV-024' && { grep: ` ${id} rejects` }) },
]);

const changedByOthers: Row[] = [
  [
    'LIM-018',
    'refused, and limit changed for others all the same',
    '/*/amount',
    () => impersonating(calls('updateLimit'), isAnybodyElse, true),
    { code: 306 },
  ],
  [
    'LIM-018',
    'refused, and limits changed for others all the same',
    '/*/amount',
    () => impersonating(calls('updateLimits'), isAnybodyElse, true),
    { code: 306 },
  ],
];

/** Defects of the token exchange and of access control. */
export const accessFaults = [
  ...inGroup('token exchange', exchange),
  ...inGroup('access', [
    ...[...access, ...strange, ...withoutToken, ...forOthers],
    ...[...namedByOthers, ...changedByOthers],
  ]),
];
