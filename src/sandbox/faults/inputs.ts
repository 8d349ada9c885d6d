import type { Fault, Row } from './fault.ts';
import type { PassingRequest, Tampering } from './tampering.ts';
import {
  aPage,
  accepted,
  asking,
  bodyOf,
  echoing,
  edited,
  ignoring,
  refused,
  sent,
  to,
  type Applies,
  type Body,
} from './tampering.ts';

const isCreate = to('POST', /^\/v1\/customers$/);
const isUpdate = to('PUT', /^\/v1\/customers\/[^/]+$/);
const isRead = to('GET', /^\/v1\/customers\/[^/?]+$/);
const isList = to('GET', /^\/v1\/customers(\?|$)/);
const isRemoval = to('DELETE', /^\/v1\/customers\//);
const isExchange: Applies = ({ url }) => url === '/v1/api-keys/exchange';

/** Does what anybody asks for in the name of whoever was given a token first; `isDenied`: and says that it was refused. */
function impersonating(isDenied: boolean): Tampering {
  let first = '';
  const isStranger = (request: PassingRequest): boolean =>
    first !== '' && !isExchange(request) && request.headers.authorization !== first;
  return {
    request: (request) =>
      isStranger(request) ? { ...request, headers: { ...request.headers, authorization: first } } : undefined,
    answer: (answer, request) => {
      if (first === '' && isExchange(request) && answer.status < 300)
        first = `Bearer ${String((JSON.parse(answer.body) as Body).access_token)}`;
      return isDenied && isStranger(request) ? denial : undefined;
    },
  };
}

const denial = {
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' }),
};

/** Takes the body of a request for what it is to be, whatever it says that it is. */
const anyMediaType: Tampering = {
  request: (request) =>
    isCreate(request)
      ? { ...request, headers: { ...request.headers, 'content-type': 'application/json' } }
      : undefined,
};

/** Reads a token up to the length that tokens have. */
const unlimitedToken: Tampering = {
  request: (request) => {
    const { authorization = '' } = request.headers;
    return { ...request, headers: { ...request.headers, authorization: authorization.replace(/kor0$/, '') } };
  },
};

const asText = (body: Body): void => {
  if (typeof body.firstName === 'number') body.firstName = String(body.firstName);
};
const withState = ({ addresses }: Body): void => {
  if (!Array.isArray(addresses)) return;
  for (const address of addresses.filter((each) => typeof each === 'object'))
    (address as Body).stateCode ??= 'CO';
};
const asNumber = (body: Body): void => {
  if (/^\d+$/.test(String(body.externalId))) body.externalId = String(Number(body.externalId));
};
const asLatin = (body: Body): void => {
  body.lastName = Buffer.from(String(body.lastName)).toString('latin1');
};
const inCapitals = (body: Body): void => {
  for (const entry of body.content as Body[]) entry.firstName = String(entry.firstName).toUpperCase();
};
const escaped = (body: Body): void => {
  body.lastName = String(body.lastName).replaceAll('<', '&lt;');
};
const shortened = (body: Body): void => {
  body.metadata = Object.fromEntries(
    Object.entries(body.metadata as object).map(([key, value]) => [key, String(value).slice(0, 255)]),
  );
};
const isLong: Applies = (request) => isCreate(request) && /"streetLine1":"[^"]{50}"/.test(request.body);
const isCut: Applies = (request) => isCreate(request) && !bodyOf(request);
const isOnMalformedId = to('GET', /\/not-a-uuid$/);

/** Which of the many tests of a requirement: a part of their titles. */
type NarrowRow = [...Row, grep: string];

const bodies: NarrowRow[] = [
  [
    'DER-001',
    'numbers taken for texts',
    'request /firstName',
    sent(isCreate, asText),
    'createCustomer .* firstName INDIVIDUAL',
  ],
  [
    'DER-001',
    'states made up',
    'request /addresses/*/stateCode',
    sent(isUpdate, withState),
    'updateCustomer .* addresses INDIVIDUAL',
  ],
  [
    'DER-004',
    'streets of 50 characters refused',
    'status',
    refused(isLong),
    'createCustomer .* addresses INDIVIDUAL',
  ],
  [
    'DER-007',
    'leading zeros lost',
    '/externalId',
    sent(isCreate, asNumber),
    'createCustomer .* externalId INDIVIDUAL',
  ],
  [
    'DER-007',
    'names stored in another encoding',
    '/lastName',
    sent(isUpdate, asLatin),
    'updateCustomer .* lastName INDIVIDUAL',
  ],
  [
    'DER-007',
    'metadata cut on reading',
    '/metadata/customerRefId',
    edited(isRead, shortened),
    'createCustomer .* metadata INDIVIDUAL',
  ],
  [
    'DER-007',
    'names listed in capitals',
    '/content/*/firstName',
    edited(isList, inCapitals),
    'createCustomer .* externalId INDIVIDUAL',
  ],
  [
    'DER-009',
    'markup escaped',
    '/lastName',
    sent(isCreate, escaped),
    'createCustomer .* lastName INDIVIDUAL',
  ],
  ['DER-012', 'bodies that cannot be read taken', 'request body', accepted(isCut, 201, {}), 'createCustomer'],
  ['DER-013', 'any media type taken', 'request body', anyMediaType, 'createCustomer'],
  ['DER-021', 'status taken over', '/status', echoing(isCreate, 'status'), 'createCustomer'],
  [
    'DER-022',
    'unknown field stored',
    '/korUndescribed',
    echoing(isUpdate, 'korUndescribed'),
    'updateCustomer',
  ],
];

const requests: NarrowRow[] = [
  [
    'DER-014',
    'malformed id taken',
    'request path customerId',
    accepted(isOnMalformedId, 200, {}),
    'retrieveCustomer',
  ],
  ['DER-015', 'removal of nobody done', 'status', accepted(isRemoval, 200, {}), 'removeCustomer'],
  [
    'DER-016',
    'malformed day ignored',
    'request query createdAtFrom',
    ignoring(isList, 'createdAtFrom'),
    'listCustomers',
  ],
  ['DER-019', 'sorting refused', 'status', refused(asking(isList, 'sort')), 'listCustomers'],
  ['SEC-011', 'tokens read in part', 'status', unlimitedToken, 'retrieveCustomer'],
  ['SEC-012', 'refused, and suspended all the same', '/status', impersonating(true), 'suspendCustomer'],
  ['SEC-013', 'removal by others done', 'status', accepted(isRemoval, 200, {}), 'removeCustomer'],
  ['SEC-014', 'refused, and done for others all the same', 'status', impersonating(true), ''],
  ['SEC-015', 'everybody listed to everybody', '/totalElements', impersonating(false), ''],
  ['SEC-016', 'expired tokens accepted', 'status', accepted(isList, 200, aPage), 'listCustomers'],
];

/** One defect at least for every MUST that is derived from the description. */
export const derivedFaults: Fault[] = [...bodies, ...requests].map(
  ([requirement, name, pointer, tampering, grep]) => ({ requirement, name, pointer, grep, ...tampering }),
);
