import { drop, set, type Edit } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls } from './requests.ts';
import {
  edited,
  erring,
  misrefused,
  refused,
  restated,
  sending,
  wrapped,
  type Tampering,
} from './tampering.ts';

const [isCreate, isRead, isList, isRemoval] = [
  calls('createCustomer'),
  calls('retrieveCustomer'),
  calls('listCustomers'),
  calls('removeCustomer'),
];
const isSubmit = calls('submitIdentityVerification');

const type = (mediaType: string): Record<string, string> => ({ 'content-type': mediaType });
const oldShape = { timestamp: '2022-11-23T00:42:50.311Z', traceId: 'a', error: 'NOT_FOUND', message: 'No' };
const page = '<html><body><h1>404 Not Found</h1></body></html>';

/** Changes every error. */
const error = (edit: Edit): Tampering =>
  erring((body) => {
    edit(body);
    return body;
  });
/** Replaces the message of every error. */
const saying = (message: string): Tampering => error(set('/message', message));

/** Encodes the responses that a tampering changes in Latin-1 instead of UTF-8. */
const inLatin1 = ({ response: change }: Tampering): Tampering => ({
  response: (response, request) => {
    const changed = change?.(response, request);
    return changed && { ...changed, encoding: 'latin1' };
  },
});

/** Removes the Location header, or replaces it. */
const located = (location?: string): Tampering => ({
  response: (response, request) => {
    if (!isSubmit(request)) return undefined;
    const { location: _, ...others } = response.headers;
    return { ...response, headers: location === undefined ? others : { ...others, location } };
  },
});

const ofUnknown = { tests: 'CUS-015' };
const ofRead = { tests: 'CUS-011' };

const errors: Row[] = [
  ['ANS-001', 'unknown id breaks the API', 'status', misrefused(isRead, 500), { code: 100, ...ofUnknown }],
  ['CUS-015', 'unknown id is gone', 'status', restated(isRead, 410)],
  ['ANS-001', 'status of no protocol', 'status', restated(isRead, 999), { code: 101, ...ofUnknown }],
  [
    'ANS-001',
    'cut body breaks the API',
    'status',
    refused(sending(isCreate, /[^}]$/), 500),
    { code: 100, tests: 'DER-012', grep: 'createCustomer' },
  ],
  [
    'ANS-001',
    'wrong body breaks the API',
    'status',
    refused(sending(isCreate, /"externalId":\{/), 500),
    { code: 100, tests: 'DER-001', grep: 'createCustomer .* externalId INDIVIDUAL' },
  ],
  ['ANS-001', 'list leads elsewhere', 'status', restated(isList, 301), { tests: 'LST-003' }],
  ['ANS-001', 'removal not implemented', 'status', refused(isRemoval, 501), { code: 205, tests: 'CUS-017' }],
  [
    'ANS-003',
    'customers without a time of creation',
    '/createdAt',
    edited(isCreate, drop('/createdAt')),
    { code: 200, tests: 'CUS-002' },
  ],
  [
    'ANS-003',
    'times in seconds since 1970',
    '/createdAt',
    edited(isCreate, set('/createdAt', 1_700_000_000)),
    { code: 200, tests: 'CUS-002' },
  ],
  [
    'ANS-003',
    'creator of the customer without an id',
    '/createdBy/id',
    edited(isRead, set('/createdBy', {})),
    { code: 200, ...ofRead },
  ],
  [
    'ANS-003',
    'totals as texts',
    '/totalElements',
    edited(isList, set('/totalElements', '0')),
    { code: 200, tests: 'LST-003' },
  ],
  [
    'ANS-003',
    'entries without a status',
    '/content/*/status',
    edited(isList, drop('/content/*/status')),
    { code: 200, tests: 'LST-023' },
  ],
  ['ANS-006', 'errors without a trace', '/traceId', error(drop('/traceId')), { code: 200, ...ofUnknown }],
  ['ANS-006', 'errors without a message', '/message', error(drop('/message')), { code: 200, ...ofUnknown }],
  ['ANS-006', 'errors without a code', '/errorCode', error(drop('/errorCode')), { code: 200, ...ofUnknown }],
  ['ANS-006', 'errors without a time', '/timestamp', error(drop('/timestamp')), { code: 200, ...ofUnknown }],
  [
    'ANS-006',
    'codes of errors as numbers',
    '/errorCode',
    error(set('/errorCode', 404)),
    { code: 200, ...ofUnknown },
  ],
  ['ANS-006', 'errors in their old shape', '/errorCode', erring(() => oldShape), { code: 200, ...ofUnknown }],
  ['ANS-006', 'errors in a list', '', erring((body) => [body]), { code: 200, ...ofUnknown }],
  [
    'ANS-006',
    'details of errors as one text',
    '/errors',
    error(set('/errors', 'firstName')),
    { code: 200, tests: 'DER-001', grep: 'createCustomer .* firstName INDIVIDUAL' },
  ],
  [
    'ANS-012',
    'one trace for all errors',
    '/traceId',
    error(set('/traceId', '4bf92f3577b34da6')),
    { strict: true },
  ],
  ['ANS-006', 'errors as pages', 'content-type', erring(() => page, type('text/html')), ofUnknown],
  ['ANS-006', 'errors without a body', '', erring(() => ''), ofUnknown],
  [
    'ANS-007',
    'hash of a password shown',
    '/passwordHash',
    edited(isRead, set('/passwordHash', 'f1c9e7d2')),
    ofRead,
  ],
  [
    'ANS-007',
    'secret of the caller listed',
    '/content/*/apiSecret',
    edited(isList, set('/content/*/apiSecret', 'f1c9e7d2')),
    { tests: 'LST-023' },
  ],
  [
    'ANS-008',
    'stack trace in an error',
    '/message',
    saying('Error\n    at retrieveCustomer (/srv/customers.js:12:7)'),
    { code: 309, ...ofUnknown },
  ],
  [
    'ANS-008',
    'stack trace of Java beside an error',
    '/trace',
    error(
      set('/trace', 'java.lang.NullPointerException\n\tat com.example.Customers.find(Customers.java:41)'),
    ),
    { code: 309, ...ofUnknown },
  ],
  [
    'ANS-008',
    'query of the database in an error',
    '/message',
    saying('ERROR: syntax error in SELECT * FROM customers WHERE id = 1'),
    ofUnknown,
  ],
  [
    'ANS-008',
    'name of a class in an error',
    '/errorCode',
    error(set('/errorCode', 'org.springframework.web.server.ResponseStatusException')),
    ofUnknown,
  ],
];

const headers: Row[] = [
  ['ANS-002', 'customers as plain text', 'content-type', wrapped(isRead, type('text/plain')), ofRead],
  [
    'ANS-002',
    'customers as XML',
    'content-type',
    wrapped(isRead, type('application/xml'), () => '<customer/>'),
    ofRead,
  ],
  ['ANS-002', 'customers without a content type', 'content-type', wrapped(isRead, type('')), ofRead],
  [
    'ANS-002',
    'lists in a callback',
    '',
    wrapped(isList, {}, (text) => `callback(${text})`),
    { tests: 'LST-003' },
  ],
  ['ANS-002', 'customers cut off', '', wrapped(isRead, {}, (text) => text.slice(0, -1)), ofRead],
  [
    'ANS-002',
    'customers behind a byte order mark',
    '',
    wrapped(isRead, {}, (text) => `\uFEFF${text}`),
    ofRead,
  ],
  [
    'ANS-011',
    'customers with two names of one kind',
    '/status',
    wrapped(isRead, {}, (text) => text.replace(/^\{/, '{"status":"REJECTED",')),
    { strict: true, ...ofRead },
  ],
  ['ANS-002', 'errors in Latin-1', '', inLatin1(saying('Schlüssel unbekannt')), ofUnknown],
  ['ANS-002', 'errors as plain text', 'content-type', erring((body) => body, type('text/plain')), ofUnknown],
  [
    'ANS-004',
    'application without a Location',
    'header Location',
    located(),
    { code: 120, tests: 'IDV-003' },
  ],
  [
    'ANS-004',
    'Location that is no address',
    'header Location',
    located('application no. 1'),
    { code: 120, tests: 'IDV-003' },
  ],
  [
    'CUS-077',
    'customers left to caches',
    'header Cache-Control',
    wrapped(isRead, { 'cache-control': 'private, no-cache' }),
    { strict: true },
  ],
  [
    'CUS-078',
    'Location of another customer',
    'header Location',
    wrapped(isCreate, { location: '/v1/customers/f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f' }),
    { code: 120 },
  ],
  [
    'IDV-004',
    'application on another host',
    'header Location',
    located('https://elsewhere.example/v1/identity-verifications/f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f'),
    { code: 120 },
  ],
  [
    'DER-013',
    'any media type taken',
    'request body',
    {
      request: (request) =>
        isCreate(request)
          ? { ...request, headers: { ...request.headers, ...type('application/json') } }
          : undefined,
    },
    { code: 206, grep: 'createCustomer', strict: true },
  ],
  [
    'DER-013',
    'plain text updated',
    'request body',
    {
      request: (request) =>
        request.method === 'PUT' && request.headers['content-type'] === 'text/plain'
          ? { ...request, headers: { ...request.headers, ...type('application/json') } }
          : undefined,
    },
    { code: 206, grep: 'updateCustomer', strict: true },
  ],
  [
    'DER-013',
    'other media types break the API',
    'request body',
    refused((request) => isCreate(request) && request.headers['content-type'] !== 'application/json', 500),
    { code: 100, grep: 'createCustomer' },
  ],
];

/** Defects that any response may have. */
export const responseFaults = [...inGroup('errors', errors), ...inGroup('headers', headers)];
