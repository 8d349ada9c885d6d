import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../src/contract/schema/pointers.ts';
import { contract as real } from '../../support/real-contract.ts';
import { documentOf, validatorsOf } from '../../support/small-contract.ts';
import { valid } from '../../support/view-validity.ts';

const pet = {
  type: 'object',
  required: ['id', 'pin', 'name'],
  properties: {
    id: { type: 'string', readOnly: true },
    pin: { type: 'string', writeOnly: true },
    name: { type: 'string', minLength: 1 },
    nick: { type: 'string', minLength: 1 },
    age: { type: 'integer' },
    line2: { type: 'string', minLength: 1, 'x-empty-in-answers': true },
    none: false,
  },
};
const sent = { pin: '1234', name: 'Rex' };
const got = { id: '1', name: 'Rex' };

describe('a request', () => {
  test('needs no read-only property, but every other required one', () => {
    assert.equal(valid(pet, sent).request, true);
    assert.equal(valid(pet, { pin: '1234' }).request, false);
    assert.equal(valid(pet, { name: 'Rex' }).request, false);
  });

  test('must not have a property that is null or empty only because a response may have it so', () => {
    assert.equal(valid(pet, { ...sent, nick: null }).request, false);
    assert.equal(valid(pet, { ...sent, nick: '' }).request, false);
  });
});

describe('a response', () => {
  test('needs no write-only property and must not have one', () => {
    assert.equal(valid(pet, got).response, true);
    assert.equal(valid(pet, { ...got, pin: '1234' }).response, false);
    assert.equal(valid(pet, { name: 'Rex' }).response, false);
  });

  test('may leave an optional property unset in every accepted form', () => {
    for (const unset of [{}, { nick: null }, { nick: '' }, { age: null }])
      assert.equal(valid(pet, { ...got, ...unset }).response, true, JSON.stringify(unset));
    assert.equal(valid(pet, { ...got, age: '' }).response, false);
    assert.equal(valid(pet, { ...got, nick: 5 }).response, false);
  });

  test('must not leave it unset in a form that is not accepted', () => {
    assert.equal(valid(pet, { ...got, nick: null }, {}).response, false);
    assert.equal(valid(pet, { ...got, nick: '' }, { null: 'accepted' }).response, false);
  });

  test('may contain an empty text where the description allows it for the property itself', () => {
    assert.equal(valid(pet, { ...got, line2: '' }, {}).response, true);
    assert.equal(valid(pet, { ...got, line2: null }, {}).response, false);
  });

  test('must not leave a required property unset', () => {
    assert.equal(valid(pet, { ...got, name: null }).response, false);
    assert.equal(valid(pet, { ...got, name: '' }).response, false);
  });

  const owner = {
    id: 'e4021849-0e09-43ef-b9a7-18124356f489',
    parentId: 'e4021849-0e09-43ef-b9a7-18124356f489',
    firstName: 'Ana',
    lastName: 'Reyes',
  };
  for (const firstName of ['Ana', null, ''])
    test(`of composed schemas must have its required properties too: ${JSON.stringify(firstName)}`, () => {
      const validate = real.response['/components/schemas/BeneficialOwner'];

      assert.equal(validate?.({ ...owner, firstName }), firstName === 'Ana');
    });

  for (const stateCode of ['MO', null, ''])
    test(`must have what a condition requires: ${JSON.stringify(stateCode)}`, () => {
      const address = { type: 'MAILING', streetLine1: 'a', zipCode: '1', countryCode: 'USA', stateCode };

      assert.equal(real.response['/components/schemas/Address']?.(address), stateCode === 'MO');
    });
});

describe('a violation', () => {
  test('is reported once, also where composed schemas or a condition require the property', () => {
    const errors = (schema: string, body: Json): string[] => {
      const validate = real.response[`/components/schemas/${schema}`];
      validate?.(body);
      return (validate?.errors ?? [])
        .filter(({ keyword, instancePath }) => keyword !== 'if' && instancePath !== '')
        .map(({ keyword, instancePath }) => `${keyword} ${instancePath}`);
    };

    assert.deepEqual(errors('BeneficialOwner', { firstName: 'a'.repeat(41) }), ['maxLength /firstName']);
    assert.deepEqual(errors('Address', { countryCode: 'USA', stateCode: 'MISSOURI' }), [
      'maxLength /stateCode',
    ]);
    assert.deepEqual(errors('Document', { name: 5 }), ['type /name']);
  });
});

describe('both views', () => {
  test('reject a property whose schema is false', () => {
    assert.equal(valid(pet, { ...sent, none: 1 }).request, false);
    assert.equal(valid(pet, { ...got, none: 1 }).response, false);
  });

  test('apply a read-only mark in a referenced schema, and next to the reference', () => {
    const referring = {
      required: ['a', 'b'],
      properties: { a: { $ref: '#/$defs/Id' }, b: { $ref: '#/components/schemas/Pet', readOnly: true } },
    };
    const document = documentOf({
      schemas: {
        Id: { type: 'string', readOnly: true },
        Pet: { type: 'object' },
        Both: {
          ...referring,
          properties: { ...referring.properties, a: { $ref: '#/components/schemas/Id' } },
        },
      },
    });

    assert.equal(validatorsOf(document).request['/components/schemas/Both']?.({}), true);
    assert.equal(validatorsOf(document).response['/components/schemas/Both']?.({}), false);
  });

  test('apply a read-only mark next to a reference to a reference, and in composed schemas', () => {
    const document = documentOf({
      schemas: {
        Text: { type: 'string' },
        Id: { $ref: '#/components/schemas/Text', readOnly: true },
        Part: { properties: { c: { type: 'string' } } },
        All: {
          required: ['a', 'b', 'c'],
          properties: {
            a: { $ref: '#/components/schemas/Id' },
            b: { allOf: [{ $ref: '#/components/schemas/Id' }, { minLength: 1 }] },
            c: { readOnly: true },
          },
          allOf: [{ $ref: '#/components/schemas/Part' }],
        },
      },
    });
    const { request, response } = validatorsOf(document);

    assert.equal(request['/components/schemas/All']?.({}), true);
    for (const name of ['a', 'b', 'c'])
      assert.equal(
        response['/components/schemas/All']?.({ a: '1', b: '1', c: '1', [name]: undefined }),
        false,
      );
  });

  test('do not require read-only or write-only properties in a condition because of it', () => {
    const conditional = {
      type: 'object',
      properties: { id: { type: 'string', readOnly: true }, pin: { type: 'string', writeOnly: true } },
      not: { required: ['id'] },
      if: { required: ['pin'] },
      else: { maxProperties: 0 },
    };

    assert.equal(valid(conditional, { pin: '1' }).request, true);
    assert.equal(valid(conditional, { id: '1', pin: '1' }).request, false);
    assert.equal(valid(conditional, { kind: 'DOG' }).response, false);
  });

  test('apply a condition as it is written: an unset property does not meet it', () => {
    const conditional = {
      type: 'object',
      properties: { kind: { type: 'string' }, name: { type: 'string' } },
      if: { required: ['kind'], properties: { kind: { const: 'DOG' } } },
      then: { required: ['name'] },
    };

    assert.equal(valid(conditional, { kind: null }).response, true);
    assert.equal(valid(conditional, { kind: 'DOG' }).response, false);
  });
});

describe('a discriminator', () => {
  const document = documentOf({
    schemas: {
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: {
          propertyName: 'kind',
          mapping: { CAT: '#/components/schemas/Cat', DOG: '#/components/schemas/Dog' },
        },
      },
      Cat: { type: 'object', properties: { lives: { type: 'integer' } } },
      Dog: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
  });
  const validate = validatorsOf(document).response['/components/schemas/Pet'];
  const errors = (body: Json): string[] => {
    validate?.(body);
    return (validate?.errors ?? [])
      .filter(({ keyword }) => keyword !== 'if')
      .map(({ keyword, instancePath }) => `${keyword} ${instancePath}`);
  };

  test('restricts errors to the selected branch', () => {
    assert.deepEqual(errors({ kind: 'CAT', lives: 'nine' }), ['type /lives']);
    assert.deepEqual(errors({ kind: 'DOG' }), ['required ']);
    assert.deepEqual(errors({ kind: 'DOG', name: 'Rex', lives: 'one' }), []);
  });

  test('causes one error for an unknown kind, and for a missing one', () => {
    assert.deepEqual(errors({ kind: 'COW' }), ['enum /kind']);
    assert.deepEqual(errors({}), ['required ']);
    assert.deepEqual(errors([]), ['type ']);
  });
});
