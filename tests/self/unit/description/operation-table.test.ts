import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../src/contract/schema/pointers.ts';
import { operationTable } from '../../../../src/description/output/operation-table.ts';
import { documentOf } from '../../support/small-contract.ts';

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const document = documentOf({
  security: [{ key: [] }],
  'x-outcomes': { notFound: { '404': 'accepted' }, invalid: { '400': 'accepted', '422': 'discouraged' } },
  paths: {
    '/pets': {
      parameters: [{ $ref: '#/components/parameters/Trace' }, { name: 'page', in: 'query', schema: {} }],
      post: {
        operationId: 'createPet',
        tags: ['Pets', 'Other'],
        summary: 'Create a pet',
        'x-source': 'https://example.com/create',
        'x-certainty': 'inferred',
        'x-outcomes': { invalid: { '400': 'accepted' }, success: { '201': 'accepted' } },
        security: [{ user: [] }],
        parameters: [{ name: 'page', in: 'query', required: true, explode: false, schema: {} }],
        requestBody: { required: true, content: json({ type: 'object' }) },
        responses: { '201': { $ref: '#/components/responses/Created' }, '204': { description: '' } },
      },
    },
    '/pets/{id}': {
      delete: { operationId: 'removePet', responses: {} },
      get: { operationId: 'getPet', security: [] },
    },
  },
  webhooks: { 'pet.born': { post: { operationId: 'petBorn', requestBody: { content: json({}) } } } },
});
document.components = {
  securitySchemes: { key: { type: 'http', scheme: 'bearer' }, user: { type: 'http', scheme: 'basic' } },
  parameters: {
    Trace: { name: 'trace', in: 'header', 'x-certainty': 'sibling', schema: { type: 'string' } },
  },
  headers: { Location: { required: true, 'x-certainty': 'unspecified', schema: { type: 'string' } } },
  responses: {
    Created: {
      'x-certainty': 'sibling',
      content: json({ type: 'object' }),
      headers: { location: { $ref: '#/components/headers/Location' } },
      links: {
        self: { operationId: 'getPet', parameters: { id: '$response.body#/id' } },
        remove: { operationId: 'removePet', parameters: { id: '$response.body#/data/id' } },
      },
    },
  },
};
const table = operationTable(document);
const of = (id: string): (typeof table.operations)[number] => {
  const found = table.operations.find((operation) => operation.id === id);
  assert.ok(found, id);
  return found;
};

describe('the operation table', () => {
  test('has the operations and webhooks of the description, in its order', () => {
    assert.deepEqual(
      table.operations.map(({ id, method, path }) => `${id} ${method} ${path}`),
      ['createPet POST /pets', 'getPet GET /pets/{id}', 'removePet DELETE /pets/{id}'],
    );
    assert.deepEqual(table.webhooks, [
      {
        id: 'petBorn',
        name: 'pet.born',
        body: '/webhooks/pet.born/post/requestBody/content/application~1json/schema',
      },
    ]);
  });

  test('has the group, summary, source, certainty and pointer of an operation', () => {
    const { group, summary, source, certainty, pointer } = of('createPet');

    assert.deepEqual(
      { group, summary, source, certainty, pointer },
      {
        group: 'Other operations',
        summary: 'Create a pet',
        source: 'https://example.com/create',
        certainty: 'inferred',
        pointer: '/paths/~1pets/post',
      },
    );
  });

  test('has the parameters of the path, unless the operation has its own', () => {
    assert.deepEqual(of('createPet').parameters, [
      {
        name: 'trace',
        in: 'header',
        required: false,
        certainty: 'sibling',
        schema: '/components/parameters/Trace/schema',
        style: 'simple',
        explode: false,
      },
      {
        name: 'page',
        in: 'query',
        required: true,
        certainty: 'documented',
        schema: '/paths/~1pets/post/parameters/0/schema',
        style: 'form',
        explode: false,
      },
    ]);
  });

  test('says how a caller authenticates', () => {
    assert.deepEqual(
      ['createPet', 'getPet', 'removePet'].map((id) => of(id).security),
      ['basic', 'none', 'bearer'],
    );
  });

  test('has the outcomes of the document, each overridden by the operation that has its own', () => {
    assert.deepEqual(of('createPet').outcomes, {
      notFound: { '404': 'accepted' },
      invalid: { '400': 'accepted' },
      success: { '201': 'accepted' },
    });
  });

  test('has the pointers to the schemas of bodies and responses, and their certainty', () => {
    const { body, responses } = of('createPet');

    assert.deepEqual(body, {
      required: true,
      mediaType: 'application/json',
      schema: '/paths/~1pets/post/requestBody/content/application~1json/schema',
    });
    assert.deepEqual(responses['201'], {
      certainty: 'inferred',
      pointer: '/components/responses/Created',
      mediaTypes: ['application/json'],
      schema: '/components/responses/Created/content/application~1json/schema',
      headers: [
        {
          name: 'location',
          required: true,
          certainty: 'unspecified',
          schema: '/components/headers/Location/schema',
        },
      ],
    });
    assert.deepEqual(responses['204']?.mediaTypes, []);
  });

  test('says how a created resource is removed', () => {
    assert.deepEqual(of('createPet').removal, {
      operation: 'removePet',
      parameter: 'id',
      pointer: '/data/id',
    });
    assert.equal(of('getPet').removal, undefined);
  });
});
