import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { valueAt, type Json, type JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { DescriptionError } from '../../../../src/description/problems/description-error.ts';
import { adopted } from '../../support/adopted-document.ts';
import { contractOf } from '../../support/small-contract.ts';

const ok: JsonObject = { '200': { description: '' } };

function complaint(parts: Record<string, Json>): string {
  try {
    adopted(parts);
  } catch (error) {
    if (error instanceof DescriptionError) return error.message;
    throw error;
  }
  return 'none';
}

describe("the schemas of a user's own document", () => {
  const schemas = {
    Pet: {
      type: 'object',
      properties: { weight: { type: 'string', format: 'kilo' }, socialId: { type: 'string' }, value: {} },
    },
  };

  test('may have unknown formats: they are ignored, with a note', () => {
    const { document, notes } = adopted({ components: { schemas } });

    assert.equal(valueAt(document, '/components/schemas/Pet/properties/weight/format'), undefined);
    assert.deepEqual(notes, ['the format "kilo" is not known and not checked (1 place)']);
  });

  test('hide what is a secret in the project', () => {
    const { document } = adopted({ components: { schemas } });

    assert.equal(valueAt(document, '/components/schemas/Pet/properties/socialId/x-sensitive'), true);
    assert.equal(valueAt(document, '/components/schemas/Pet/properties/value/x-sensitive'), undefined);
  });

  test('may select a branch by name, and may have a discriminator without effect', () => {
    const branch = { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } };
    const { document, notes } = adopted({
      components: {
        schemas: {
          Cat: branch,
          Dog: branch,
          Pet: {
            oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
            discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' } },
          },
          Root: { type: 'object', discriminator: { propertyName: 'kind' } },
        },
      },
    });

    assert.deepEqual(valueAt(document, '/components/schemas/Pet/discriminator/mapping'), {
      cat: '#/components/schemas/Cat',
      Dog: '#/components/schemas/Dog',
    });
    assert.equal(valueAt(document, '/components/schemas/Root/discriminator'), undefined);
    assert.match(notes.join('\n'), /the discriminator at #\/components\/schemas\/Root has no oneOf/);
    assert.equal(contractOf(document).response['/components/schemas/Pet']?.({ kind: 'cat' }), true);
  });
});

describe("a user's own document that cannot be used", () => {
  const cases: [title: string, parts: Record<string, Json>, said: RegExp][] = [
    [
      'is written in OpenAPI 3.0',
      { openapi: '3.0.3' },
      /theirs\.json#\/openapi {2}is written in OpenAPI 3\.0\.3, and 3\.1 is needed/,
    ],
    ['is a Swagger document', { openapi: undefined as never, swagger: '2.0' }, /is written in OpenAPI 2\.0/],
    [
      'refers to nothing',
      { paths: { '/a': { get: { responses: { '200': { $ref: '#/components/responses/A' } } } } } },
      /which does not exist/,
    ],
    [
      'has an operationId twice',
      {
        paths: {
          '/a': { get: { operationId: 'a', responses: ok }, put: { operationId: 'a', responses: ok } },
        },
      },
      /has the operationId "a", which/,
    ],
    [
      'misspells an extension',
      { 'x-unset-fields': { absent: 'accepted', nil: 'accepted' } },
      /\/x-unset-fields {2}must be one of absent, null, empty, and is "nil"/,
    ],
  ];
  for (const [title, parts, said] of cases)
    test(`${title}, and the message says so`, () => {
      assert.match(complaint(parts), said);
    });
});
