import type { Json, JsonObject } from '../../../src/contract/schema/pointers.ts';

const text = { type: 'string' };
const json = (name: string): JsonObject => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const answered = (name: string): JsonObject => ({ description: '', content: json(name) });

/** The parts of a small document of a user, to be changed by a test. */
export interface SmallDocument extends JsonObject {
  openapi: Json;
  paths: JsonObject;
  components: { schemas: JsonObject } & JsonObject;
}

const smallSchemas: JsonObject = {
  Token: { type: 'object', properties: { access_token: text } },
  Draft: {
    type: 'object',
    required: ['type'],
    properties: {
      type: { const: 'INDIVIDUAL' },
      firstName: { ...text, maxLength: 50 },
      lastName: text,
    },
  },
  Customer: {
    type: 'object',
    required: ['id'],
    properties: { id: { ...text, format: 'uuid', readOnly: true }, firstName: text },
  },
};

/** A small document of a user: the token exchange and four operations on customers. */
export function smallDocument(): SmallDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'Theirs', version: '7' },
    paths: {
      '/v1/api-keys/exchange': {
        post: {
          operationId: 'exchangeApiKey',
          responses: { '201': answered('Token'), '401': { description: '' } },
        },
      },
      '/v1/customers': {
        get: {
          operationId: 'listCustomers',
          parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
          responses: { '200': { description: '' } },
        },
        post: {
          operationId: 'createCustomer',
          requestBody: { required: true, content: json('Draft') },
          responses: { '201': answered('Customer'), '400': { description: '' } },
        },
      },
      '/v1/customers/{customerId}': {
        parameters: [{ name: 'customerId', in: 'path', required: true, schema: { ...text, format: 'uuid' } }],
        get: { operationId: 'retrieveCustomer', responses: { '200': answered('Customer') } },
        delete: { operationId: 'removeCustomer', responses: { '204': { description: '' } } },
      },
    },
    components: { schemas: smallSchemas },
  };
}

/** A small document with a value set, or removed (undefined), at each of these places. */
export function oddDocument(changes: Record<string, Json | undefined>): SmallDocument {
  const document = JSON.parse(JSON.stringify(smallDocument())) as SmallDocument;
  for (const [place, value] of Object.entries(changes)) put(document, place.split(' '), value);
  return document;
}

/** The places of a small document that tests change most, by a short name. */
export const at = {
  schemas: 'components schemas',
  draft: 'components schemas Draft',
  draftFields: 'components schemas Draft properties',
  customer: 'components schemas Customer',
  customerFields: 'components schemas Customer properties',
  body: 'paths /v1/customers post requestBody',
  created: 'paths /v1/customers post responses 201',
  create: 'paths /v1/customers post',
  list: 'paths /v1/customers get',
  filter: 'paths /v1/customers get parameters 1',
  read: 'paths /v1/customers/{customerId} get',
};

function put(holder: Json, tokens: readonly string[], value: Json | undefined): void {
  const [token = '', ...rest] = tokens;
  const members = holder as Record<string, Json>;
  if (rest.length > 0) put((members[token] ??= {}), rest, value);
  else if (value === undefined) Reflect.deleteProperty(members, token);
  else members[token] = value;
}
