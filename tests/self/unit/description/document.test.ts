import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  objectAt,
  operationsOf,
  resolved,
  schemaRoots,
  walkSchemas,
} from '../../../../src/description/reading/document.ts';
import { documentOf } from '../../support/small-contract.ts';

const document = documentOf({
  paths: {
    '/a/{id}': {
      summary: 'no operation',
      parameters: [{ name: 'id', in: 'path', schema: { type: 'string' } }],
      put: { operationId: 'putA' },
      get: {
        operationId: 'getA',
        responses: {
          '200': {
            headers: { 'x-a': { schema: { type: 'integer' } } },
            content: { 'application/json': { schema: { items: {} }, example: { schema: { type: 'trap' } } } },
          },
        },
      },
    },
  },
  webhooks: { born: { post: { operationId: 'born' } } },
  schemas: { B: { properties: { schema: { type: 'string' } } } },
});
document.components = {
  ...objectAt(document, '/components'),
  parameters: { P: { schema: { type: 'string' } }, Q: { $ref: '#/components/parameters/P' } },
  responses: { R: { $ref: '#/paths/~1a~1{id}/get/responses/200' } },
};

describe('the operations of a document', () => {
  test('are those of its paths and webhooks, with pointers', () => {
    assert.deepEqual(
      operationsOf(document).map(({ method, path, pointer }) => `${method} ${path} ${pointer}`),
      [
        'get /a/{id} /paths/~1a~1{id}/get',
        'put /a/{id} /paths/~1a~1{id}/put',
        'post born /webhooks/born/post',
      ],
    );
  });
});

describe('the schemas of a document', () => {
  test('are in components, media types, parameters and headers, and not in examples', () => {
    assert.deepEqual(
      schemaRoots(document)
        .map(({ pointer }) => pointer)
        .sort(),
      [
        '/components/parameters/P/schema',
        '/components/schemas/B',
        '/paths/~1a~1{id}/get/responses/200/content/application~1json/schema',
        '/paths/~1a~1{id}/get/responses/200/headers/x-a/schema',
        '/paths/~1a~1{id}/parameters/0/schema',
      ],
    );
  });

  test('are visited with everything inside them', () => {
    const seen: string[] = [];
    walkSchemas({ items: { allOf: [{}] }, enum: [{ not: {} }] }, '/s', (_, pointer) => seen.push(pointer));

    assert.deepEqual(seen, ['/s', '/s/items', '/s/items/allOf/0']);
  });
});

describe('a reference', () => {
  test('is followed to the place where the object really is', () => {
    assert.equal(resolved(document, '/components/parameters/Q').pointer, '/components/parameters/P');
  });

  test('is followed through a path with escaped characters', () => {
    const { object } = resolved(document, '/components/responses/R');

    assert.deepEqual(Object.keys(object), ['headers', 'content']);
  });

  test('to nothing is an empty object', () => {
    assert.deepEqual(objectAt(document, '/nope'), {});
  });
});
