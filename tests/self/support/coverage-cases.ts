import type { Exchange } from '../../../src/contract/evidence.ts';
import { seen, someId } from './coverage-small.ts';

/** An item of a criterion, recordings that cover it, and similar recordings that do not. */
export interface CoverageCase {
  criterion: string;
  name: string;
  met: Exchange[][];
  missed: Exchange[][];
}

const thing = { id: someId, on: true, parts: [{ name: 'a' }], checked: false, notes: { a: 'b' } };
const other = '11111111-2222-4333-8444-555555555555';
const brokenType = { body: { on: 'x' }, status: 400, breaks: { pointer: '/on', rule: 'type' } };

const list = (parts: Parameters<typeof seen>[1]): Exchange[] => [seen('listCustomers', parts)];
const create = (parts: Parameters<typeof seen>[1]): Exchange[] => [seen('createCustomer', parts)];
const retrieve = (parts: Parameters<typeof seen>[1]): Exchange[] => [seen('retrieveCustomer', parts)];

const created = create({ body: { on: true, notes: { a: 'b' }, secret: 'c' }, response: thing });
const malformed = create({ text: '{', status: 400 });
const bodyless = create({ status: 400 });
const gone = retrieve({ status: 404 });
const removed = [seen('removeCustomer')];

function breach(pointer: string, rule: string): Exchange[] {
  return create({ ...brokenType, breaks: { pointer, rule } });
}

function cases(
  criterion: string,
  all: Record<string, [met: Exchange[][], missed: Exchange[][]]>,
): CoverageCase[] {
  return Object.entries(all).map(([name, [met, missed]]) => ({ criterion, name, met, missed }));
}

/** What requests cover. */
export const inputCases = [
  ...cases('paths', { '/widgets': [[created], [gone]] }),
  ...cases('operations', {
    listCustomers: [
      [list({}), list({ status: 401 })],
      [created, list({ status: 429 }), list({ status: 500 })],
    ],
  }),
  ...cases('contentTypes', {
    'createCustomer request application/json': [[created], [create({ body: {}, type: 'text/plain' })]],
    'createCustomer answer application/json': [[created], [create({ responseType: 'text/html' })]],
  }),
  ...cases('parameters', {
    'listCustomers query color': [
      [list({ query: 'color=red' }), list({ query: 'color=red', status: 400 })],
      [list({ query: 'colors=red' }), list({ query: 'color=red', status: 403 })],
    ],
    'listCustomers query kind': [[list({ query: 'kind=a%20b' })], [list({})]],
    'retrieveCustomer path id': [[gone], [retrieve({ status: 503 })]],
    'createCustomer body /on': [[created], [create(brokenType)]],
    'createCustomer body /parts/*/name': [
      [create({ body: { parts: [{}, { name: 'b' }] } })],
      [create({ body: { parts: [{}], name: 'b' } })],
    ],
  }),
  ...cases('parameterValues', {
    'listCustomers query color=red': [[list({ query: 'color=red' })], [list({ query: 'color=RED' })]],
    'listCustomers query sizes=L': [[list({ query: 'sizes=S,L' })], [list({ query: 'sizes=S' })]],
    'listCustomers query color=blue': [[list({ query: 'color=red&color=blue' })], [list({})]],
    'createCustomer body /on=false': [[create({ body: { on: false } })], [created]],
  }),
];

/** What requests with a deliberate breach cover. */
export const breachCases = cases('constraints', {
  'createCustomer /on type': [[create(brokenType)], [create({ body: { on: 'x' }, status: 400 })]],
  'createCustomer /parts/*/name minLength': [
    [breach('/parts/3/name', 'minLength')],
    [breach('/parts/name', 'minLength'), breach('/parts/3/name', 'type')],
  ],
  'createCustomer /notes/* maxLength': [
    [breach('/notes/a~1b', 'maxLength')],
    [
      breach('/notes', 'maxLength'),
      create({ ...brokenType, breaks: { pointer: '/notes/a', rule: 'maxLength' }, status: 401 }),
    ],
  ],
  'listCustomers query color enum': [
    [list({ query: 'color=x', status: 400, breaks: { pointer: 'query color', rule: 'enum' } })],
    [list({ query: 'color=x', status: 400 })],
  ],
});

/** What responses cover. */
export const outputCases = [
  ...cases('statusClasses', { 'retrieveCustomer 4xx': [[gone], [retrieve({})]] }),
  ...cases('outcomes', {
    'createCustomer success': [[create({}), create({ status: 201 })], [create({ status: 204 })]],
    'createCustomer unauthenticated': [[create({ status: 401 }), create({ status: 403 })], [malformed]],
    'createCustomer invalid': [[create(brokenType), create({ body: {}, status: 422 })], [malformed]],
    'createCustomer malformedBody': [[malformed], [bodyless, create({ body: {}, status: 400 })]],
    'createCustomer missingBody': [[bodyless], [malformed, create({ body: {}, status: 400 })]],
    'createCustomer conflict': [[create({ body: {}, status: 400 })], [create(brokenType), malformed]],
    'retrieveCustomer malformedId': [[retrieve({ id: 'a%20b', status: 404 })], [gone]],
    'retrieveCustomer notFound': [
      [gone, [...created, ...removed, ...gone]],
      [retrieve({ id: 'x', status: 404 }), [...created, ...gone]],
    ],
    'retrieveCustomer forbidden': [
      [[...created, ...gone], retrieve({ status: 403 })],
      [gone, retrieve({ status: 400 })],
    ],
  }),
  ...cases('answerProperties', {
    'retrieveCustomer /notes': [[retrieve({ response: thing })], [retrieve({})]],
    'createCustomer /id': [
      [created],
      [create({ response: { id: null } }), create({ response: thing, status: 400 })],
    ],
    'createCustomer /hint': [
      [create({ response: { hint: '[redacted]' } })],
      [create({ response: { hint: '' } })],
    ],
    'createCustomer /parts/*/name': [[created], [create({ response: { parts: [] } })]],
    'listCustomers /*/on': [
      [list({ response: [{}, { on: false }] }), list({ response: [thing] })],
      [list({ response: { on: true } })],
    ],
  }),
];

/** What several exchanges cover together. */
export const flowCases = cases('flows', {
  'createCustomer -> retrieveCustomer': [
    [[...created, ...retrieve({})]],
    [
      [...retrieve({}), ...created],
      [...created, ...retrieve({ id: other })],
      [...created, ...retrieve({ test: 'u' })],
    ],
  ],
  'createCustomer -> removeCustomer': [
    [[...created, ...removed]],
    [[...created, seen('removeCustomer', { status: 404 })]],
  ],
  'createCustomer -> listCustomers': [
    [[...created, ...list({ response: [thing] })]],
    [[...created, ...list({ response: [] })]],
  ],
});

/** Everything that a run on the small contract can cover. */
export const everything: Exchange[] = [...inputCases, ...outputCases, ...flowCases].flatMap(({ met }) =>
  met.flat(),
);
