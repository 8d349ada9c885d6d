import type { Exchange } from '../../../src/contract/evidence.ts';
import { forgedVerdicts } from './forged-verdicts.ts';
import type { Forgery, ForgeryCase } from './recorded-folder.ts';

function responseOf(exchange: Exchange): NonNullable<Exchange['answer']> {
  if (!exchange.answer) throw new Error('it was not answered');
  return exchange.answer;
}

/** Changes the response of the first exchange with an operation. */
function answered(
  operation: string,
  edit: (response: NonNullable<Exchange['answer']>) => Partial<NonNullable<Exchange['answer']>>,
): ForgeryCase['change'] {
  return ({ first }, requirement) => {
    const exchange = first(requirement, operation);
    Object.assign(responseOf(exchange), edit(responseOf(exchange)));
  };
}

/** Changes the request of the first exchange with an operation. */
function asked(
  operation: string,
  edit: (request: Exchange['request']) => Partial<Exchange['request']>,
): ForgeryCase['change'] {
  return ({ first }, requirement) => {
    const { request } = first(requirement, operation);
    Object.assign(request, edit(request));
  };
}

/** Passes the position of an exchange among all lines to an edit. */
function moved(
  pick: (exchanges: Exchange[]) => Exchange | undefined,
  move: (records: Forgery['records'], place: number, own: Exchange[]) => void,
): ForgeryCase['change'] {
  return ({ records, of }, requirement) => {
    const own = of(requirement);
    const picked = pick(own);
    if (!picked) throw new Error('there is no such exchange');
    move(records, records.indexOf(picked), own);
  };
}

const creation = (own: Exchange[]): Exchange | undefined =>
  own.find(({ operation }) => operation === 'createCustomer');

/** All forgeries of evidence that are tested. */
export const forgeries: readonly ForgeryCase[] = [
  {
    ...{ name: 'the media type of a response', requirement: 'AUT-001' },
    change: answered('exchangeApiKey', ({ headers }) => ({
      headers: headers.map(
        ([name, value]) => [name, name === 'content-type' ? 'text/plain' : value] as const,
      ),
    })),
    told: [
      'verdicts',
      /^AUT-001 exchangeApiKey.*: recorded passed, the evidence says failed: content type must/,
    ],
  },
  {
    ...{ name: 'a property of a response', requirement: 'CUS-002' },
    change: answered('createCustomer', ({ body }) => ({ body: body.replace('"ACTIVE"', '"SUSPENDED"') })),
    told: ['verdicts', /^CUS-002 createCustomer \/status: recorded passed, the evidence says failed/],
  },
  {
    ...{ name: 'the status of a response', requirement: 'CUS-004' },
    change: answered('createCustomer', () => ({ status: 400 })),
    told: ['verdicts', /^CUS-004 createCustomer.*: recorded \w+, the evidence says (?:failed|not testable)/],
  },
  {
    ...{ name: 'an exchange that is gone', requirement: 'CUS-006' },
    change: moved(creation, (records, place) => records.splice(place, 1)),
    told: ['evidence', /: exchange \d+ is not in the evidence$/],
  },
  {
    ...{ name: 'the last exchange that is gone', requirement: 'CUS-007' },
    change: moved(
      (own) => own.at(-1),
      (records, place) => records.splice(place, 1),
    ),
    told: ['requests', /: DELETE \/v1\/customers\/\S+ is not recorded$/],
  },
  {
    ...{ name: 'two lines in each other’s place', requirement: 'CUS-008' },
    change: moved(creation, (records, place, own) => {
      const [last] = own.slice(-1);
      if (last) records.splice(place, 0, ...records.splice(records.indexOf(last), 1));
    }),
    told: ['evidence', /: its exchanges are not in the order in which they were recorded$/],
  },
  {
    ...{ name: 'two exchanges that were swapped', requirement: 'CUS-009' },
    change: moved(creation, (_, __, own) => {
      const [one, other] = [creation(own), own.at(-1)] as [Exchange, Exchange];
      const [{ request, answer: response }, { request: otherRequest, answer: otherResponse }] = [one, other];
      Object.assign(one, { request: otherRequest, answer: otherResponse });
      Object.assign(other, { request, answer: response });
    }),
    told: ['requests', /: request \d+ differs: the method: recorded DELETE, now POST; the URL/],
  },
  {
    ...{ name: 'a field of a request', requirement: 'CUS-011' },
    change: asked('createCustomer', ({ body = '' }) => ({
      body: body.replace(/"lastName":"[^"]*"/, '"lastName":"Forged"'),
    })),
    told: ['requests', /: request \d+ differs: the body at \/lastName: recorded "Forged", now "/],
  },
  {
    ...{ name: 'the URL of a request', requirement: 'CUS-012' },
    change: asked('retrieveCustomer', ({ url }) => ({ url: `${url}?a=1` })),
    told: ['requests', /: request \d+ differs: the URL: recorded \S+\?a=1, now /],
  },
  {
    ...{ name: 'the digest of a token', requirement: 'CUS-013' },
    change: ({ first }, requirement) => {
      const { hidden } = first(requirement, 'retrieveCustomer');
      Object.assign(hidden?.request ?? {}, { 'header authorization': 'x'.repeat(43) });
    },
    told: ['requests', /: request \d+ differs: the hidden value at header authorization has another digest$/],
  },
  {
    ...{ name: 'an exchange more', requirement: 'CUS-014' },
    change: moved(
      (own) => own.at(-1),
      (records, place, own) => {
        const [last] = own.slice(-1);
        if (!last) return;
        records.splice(place + 1, 0, { ...last, index: last.index + 1, nth: own.length + 1 });
      },
    ),
    told: ['unused', /: exchange \d+ \(DELETE \/v1\/customers\/\S+\) was never asked for$/],
  },
  {
    ...{ name: 'a request that is marked as a control so that it is not compared', requirement: 'CUS-003' },
    change: ({ first }, requirement) => {
      first(requirement, 'createCustomer').control = true;
    },
    told: ['requests', /: request \d+ differs: recorded as a control of another request$/],
  },
  {
    ...{ name: 'what is wrong about a request on purpose', requirement: 'CUS-010' },
    change: ({ first }, requirement) => {
      first(requirement, 'createCustomer').breaks = { pointer: '/lastName', rule: 'maxLength' };
    },
    told: [
      'requests',
      /: request \d+ differs: the deliberate violation: recorded \/lastName maxLength, now /,
    ],
  },
  {
    ...{ name: 'a failure in place of a response', requirement: 'CUS-017' },
    change: ({ first }, requirement) => {
      const exchange = first(requirement, 'createCustomer');
      exchange.answer = undefined;
      exchange.failure = { fault: 'timeout', message: 'it did not answer' };
    },
    told: [
      'verdicts',
      /^CUS-017 removeCustomer: recorded passed, the evidence says not testable: it did not/,
    ],
  },
  {
    ...{ name: 'a body that was cut off', requirement: 'CUS-019' },
    change: answered('retrieveCustomer', ({ body }) => ({ body: body.slice(0, -1) })),
    told: ['verdicts', /^CUS-019 retrieveCustomer.*: recorded \w+, the evidence says failed/],
  },
  {
    ...{ name: 'a header of a request', requirement: 'CUS-020' },
    change: asked('retrieveCustomer', ({ headers }) => ({ headers: { ...headers, accept: '*/*' } })),
    told: ['requests', /: request \d+ differs: the header accept: recorded \*\/\*, now application\/json$/],
  },
  {
    ...{ name: 'an id in a response', requirement: 'CUS-022' },
    change: answered('createCustomer', ({ body }) => ({
      body: body.replace(/"id":"[^"]*"/, '"id":"2e0f8a3c-94a1-4b5d-8c7e-6f1d2b3a4c5e"'),
    })),
    told: ['requests', /: request \d+ differs: the URL: recorded \S+, now \S+2e0f8a3c-94a1/],
  },
  {
    ...{ name: 'a field that is called hidden where there is nothing to hide', requirement: 'CUS-001' },
    change: ({ first }, requirement) => {
      const exchange = first(requirement, 'createCustomer');
      exchange.hidden = { ...exchange.hidden, answer: { 'body/status': `string ${'x'.repeat(43)}` } };
    },
    told: [
      'verdicts',
      /^CUS-001 createCustomer \/status: recorded passed, the evidence says failed: \/status must be one of/,
    ],
  },
  ...forgedVerdicts,
];
