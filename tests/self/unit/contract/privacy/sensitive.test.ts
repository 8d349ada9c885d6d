import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { responseSchema, maskedBody } from '../../../../../src/contract/privacy/sensitive.ts';
import { contract } from '../../../support/real-contract.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const small = contractOf(
  documentOf({
    schemas: {
      Secret: { type: 'string', 'x-sensitive': true },
      Chosen: {
        discriminator: { propertyName: 'kind', mapping: { PET: '#/components/schemas/Pet' } },
        properties: { kind: { type: 'string' } },
      },
      Plain: { properties: { name: { type: 'string' }, more: { $ref: '#/components/schemas/Plain' } } },
      Pet: {
        properties: {
          chip: { $ref: '#/components/schemas/Secret' },
          name: { type: 'string' },
          answers: { type: 'object', additionalProperties: { type: 'string', 'x-sensitive': true } },
          codes: { type: 'array', 'x-sensitive': true, items: { type: 'string' } },
          young: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
        },
      },
    },
  }),
);
const masked = (body: Json): Json => maskedBody(small, '/components/schemas/Pet', body);

describe('a recorded body', () => {
  test('contains nothing that the description marks as sensitive, at any depth', () => {
    const pet = { name: 'Rex', chip: 'k4n4ry', codes: ['k4n4ry'], young: [{ chip: { any: 'k4n4ry' } }] };

    assert.deepEqual(masked(pet), {
      name: 'Rex',
      chip: '[redacted]',
      codes: '[redacted]',
      young: [{ chip: '[redacted]' }],
    });
  });

  for (const key of ['first', '7', '__proto__']) {
    test(`contains no sensitive value of a map, such as that of "${key}"`, () => {
      const body = JSON.parse(`{"answers":{"${key}":"k4n4ry"}}`) as Json;

      assert.doesNotMatch(JSON.stringify(masked(body)), /k4n4ry/);
    });
  }

  test('contains everything else unchanged', () => {
    const body = { name: null, more: [1, { chip: 'mine' }] };

    assert.deepEqual(masked(body), body);
    assert.deepEqual(maskedBody(small, undefined, { chip: 'a' }), { chip: 'a' });
  });

  test('contains nothing sensitive of a schema that only a discriminator leads to', () => {
    const body = { kind: 'PET', chip: 'k4n4ry' };

    assert.deepEqual(maskedBody(small, '/components/schemas/Chosen', body), {
      kind: 'PET',
      chip: '[redacted]',
    });
  });

  test('is the body itself when nothing in its schema is sensitive', () => {
    const body = { name: 'Rex', more: { name: 'Bello' } };

    assert.equal(maskedBody(small, '/components/schemas/Plain', body), body);
  });

  test('of a customer keeps its email address and phone number', () => {
    const body = {
      type: 'INDIVIDUAL',
      primaryEmail: { value: 'a@b.example' },
      primaryPhoneNumber: { number: '+1' },
    };

    assert.deepEqual(maskedBody(contract, '/components/schemas/Customer', body), body);
  });

  const places: [schema: string, body: Json][] = [
    ['AccessToken', { access_token: 'k4n4ry' }],
    ['BeneficialOwner', { socialId: 'k4n4ry' }],
    ['Document', { number: 'k4n4ry', url: { value: 'k4n4ry' } }],
    ['DocumentPage', { content: [{ number: 'k4n4ry' }] }],
    ['ContentUrl', { value: 'k4n4ry' }],
  ];
  for (const [schema, body] of places) {
    test(`of ${schema} hides its secrets`, () => {
      assert.doesNotMatch(
        JSON.stringify(maskedBody(contract, `/components/schemas/${schema}`, body)),
        /k4n4ry/,
      );
    });
  }
});

describe('the schema of a response', () => {
  const exchange = contract.operation('exchangeApiKey');

  test('is that of its status', () => {
    assert.equal(
      responseSchema(exchange, 401),
      '/components/responses/Unauthenticated/content/application~1json/schema',
    );
  });

  test('is that of success if the status is not described', () => {
    assert.equal(
      responseSchema(exchange, 202),
      '/components/responses/AccessToken/content/application~1json/schema',
    );
  });

  test('is undefined if no body is described', () => {
    assert.equal(responseSchema(contract.operation('suspendCustomer'), 200), undefined);
  });
});
