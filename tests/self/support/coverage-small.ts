import type { Exchange } from '../../../src/contract/evidence.ts';
import type { OperationId } from '../../../src/contract/operations.ts';
import type { Json, JsonObject } from '../../../src/contract/schema/pointers.ts';
import { exchangeOf } from './run-records.ts';
import { contractOf, documentOf } from './small-contract.ts';

const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const errors = (...statuses: string[]): JsonObject =>
  Object.fromEntries(statuses.map((status) => [status, { description: '', ...json({ type: 'object' }) }]));

const id: JsonObject = { type: 'string', format: 'uuid' };
const widget = { $ref: '#/components/schemas/Widget' };
const found: JsonObject = { description: '', ...json(widget) };
const outcomes = { success: { '200': 'accepted' } };
const every = ['400', '401', '403', '404', '405', '429', '503'];

/** A contract of four operations on one resource, under names of real operations. */
export const small = contractOf(
  documentOf({
    'x-outcomes': {
      unauthenticated: { '401': 'accepted', '403': 'accepted' },
      forbidden: { '403': 'accepted', '404': 'accepted' },
      invalid: { '400': 'accepted', '422': 'discouraged' },
      malformedBody: { '400': 'accepted' },
      missingBody: { '400': 'accepted', '415': 'accepted' },
      malformedId: { '400': 'accepted', '404': 'accepted' },
      notFound: { '404': 'accepted' },
    },
    security: [{ bearer: [] }],
    paths: {
      '/widgets': {
        post: {
          tags: ['Widgets'],
          operationId: 'createCustomer',
          'x-outcomes': {
            success: { '200': 'accepted', '201': 'accepted' },
            conflict: { '400': 'accepted', '409': 'accepted' },
            repeated: { '200': 'observed', '409': 'observed' },
          },
          requestBody: { required: true, ...json(widget) },
          responses: { '200': found, '201': found, ...errors('409', ...every) },
        },
        get: {
          tags: ['Widgets'],
          operationId: 'listCustomers',
          'x-outcomes': outcomes,
          parameters: [
            { name: 'color', in: 'query', schema: { enum: ['red', 'blue'] } },
            { name: 'kind', in: 'query', 'x-certainty': 'sibling', schema: { type: 'string' } },
            {
              ...{ name: 'sizes', in: 'query', explode: false },
              schema: { type: 'array', items: { enum: ['S', 'L'] } },
            },
          ],
          responses: {
            '200': { description: '', ...json({ type: 'array', items: widget }) },
            ...errors(...every),
          },
        },
      },
      '/widgets/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
        get: {
          ...{ tags: ['Widgets'], operationId: 'retrieveCustomer', 'x-outcomes': outcomes },
          responses: { '200': found, ...errors(...every) },
        },
        delete: {
          ...{ tags: ['Removal'], operationId: 'removeCustomer', 'x-certainty': 'inferred' },
          'x-outcomes': { success: { '204': 'accepted' } },
          responses: { '204': { description: '' }, ...errors(...every) },
        },
      },
    },
    schemas: {
      Widget: {
        type: 'object',
        properties: {
          id: { ...id, readOnly: true },
          secret: { type: 'string', writeOnly: true },
          checked: { type: 'boolean', 'x-round-trip': 'server-set' },
          on: { type: 'boolean' },
          parts: {
            type: 'array',
            items: { type: 'object', properties: { name: { type: 'string', minLength: 1 } } },
          },
          notes: { type: 'object', additionalProperties: { type: 'string', maxLength: 5 } },
          hint: { type: 'string', 'x-certainty': 'sibling' },
          odd: { type: 'string', 'x-certainty': 'unspecified' },
        },
      },
    },
  }),
);

/** The parts of an exchange of the small contract. */
interface Parts {
  query?: string;
  id?: string;
  body?: Json | undefined;
  text?: string;
  type?: string;
  status?: number;
  response?: Json;
  responseType?: string;
  test?: string;
  breaks?: { pointer: string; rule: string };
}

/** An id that a test of the small contract may have. */
export const someId = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';

/** An exchange of the small contract; by default its response is a success without content. */
export function seen(operation: OperationId, parts: Parts = {}): Exchange {
  const {
    query = '',
    body,
    status = operation === 'removeCustomer' ? 204 : 200,
    response,
    test = 't',
  } = parts;
  const text = parts.text ?? (body === undefined ? undefined : JSON.stringify(body));
  const path = operation.startsWith('create') || operation.startsWith('list') ? '' : `/${parts.id ?? someId}`;
  const url = `https://api.example/base/widgets${path}${query === '' ? '' : `?${query}`}`;
  const headers = text === undefined ? {} : { 'content-type': parts.type ?? 'application/json' };
  const responseType: [string, string] = [
    'Content-Type',
    parts.responseType ?? 'application/json; charset=utf-8',
  ];
  return exchangeOf({
    ...{ test, operation, request: { method: 'ANY', url, headers, body: text } },
    answer: {
      ...{ status, headers: [responseType] },
      body: response === undefined ? '' : JSON.stringify(response),
    },
    ...(parts.breaks && { breaks: parts.breaks }),
  });
}
