import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contradictionOf } from '../../../../../src/contract/validation/description-contradictions.ts';
import type { Json, JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { bodyViolations } from '../../../../../src/contract/validation/body-violations.ts';
import { contract as real } from '../../../support/real-contract.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

/** The contradiction for every violation of a response with this body, described by this schema and these examples. */
function found(
  schema: JsonObject,
  body: Json,
  { media = {}, schemas = {} }: { media?: JsonObject; schemas?: JsonObject } = {},
): (string | undefined)[] {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' }, ...media } };
  const get = {
    operationId: 'readPet',
    'x-outcomes': { success: { '200': 'accepted' } },
    responses: { '200': { description: '', content } },
  };
  const contract = contractOf(
    documentOf({ paths: { '/pet': { get } }, schemas: { Pet: schema, ...schemas } }),
  );
  const operation = contract.operation('readPet');
  const root = operation.responses['200']?.schema ?? '';
  const violations = bodyViolations(contract, 'response', root, body, body);
  assert.ok(violations.length > 0, 'the body must break something');
  return violations.map((each) => contradictionOf(contract, operation, { status: 200, body }, each));
}

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});

/** A sample that breaks its own schema, and the expected place of the contradiction. */
const contradictory: Record<string, [schema: JsonObject, body: Json, says: RegExp, media?: JsonObject]> = {
  'an example of the property': [
    object({ code: { type: 'string', maxLength: 3, example: 'LONG' } }),
    { code: 'OTHER' },
    /its own sample at #\/components\/schemas\/Pet\/properties\/code\/example breaks maxLength at #\/components\/schemas\/Pet\/properties\/code$/,
  ],
  'one of its examples': [
    object({ code: { enum: ['A'], examples: ['A', 'a'] } }),
    { code: 'b' },
    /sample at #.*\/code\/examples\/1 breaks enum/,
  ],
  'its default': [
    object({ n: { type: 'integer', minimum: 1, default: 0 } }),
    { n: -1 },
    /n\/default breaks minimum/,
  ],
  'an example of the whole schema': [
    object({ tags: { type: 'array', items: { maxLength: 2 } } }, { example: { tags: ['a', 'long'] } }),
    { tags: ['abc'] },
    /Pet\/example breaks maxLength at #.*\/tags\/items/,
  ],
  'an example of the response': [
    object({ code: { type: 'string' } }),
    { code: 5 },
    /application~1json\/example breaks type/,
    { example: { code: 7 } },
  ],
  'a named example of the response': [
    object({ code: { type: 'string' } }),
    { code: 5 },
    /application~1json\/examples\/one\/value breaks type/,
    { examples: { one: { value: { code: 7 } } } },
  ],
};

/** Schemas that no value satisfies. */
const impossible: Record<string, [schema: JsonObject, body: Json, says: RegExp]> = {
  'a least length above the greatest': [
    object({ code: { type: 'string', minLength: 5, maxLength: 2 } }),
    { code: 'abc' },
    /no value satisfies both minLength 5 at #.*\/code and maxLength 2 at #.*\/code/,
  ],
  'limits of numbers that cross': [
    object({ n: { type: ['integer', 'number'], minimum: 3, exclusiveMaximum: 3 } }),
    { n: 3 },
    /both minimum 3 at .* and exclusiveMaximum 3/,
  ],
  'limits of lists that cross, in two schemas': [
    object({ n: { type: 'array', minItems: 3, allOf: [{ maxItems: 1 }] } }),
    { n: [1, 2] },
    /both minItems 3 at #.*\/n and maxItems 1 at #.*\/n\/allOf\/0/,
  ],
  'types that exclude each other': [
    object({ n: { type: 'string', allOf: [{ type: 'integer' }] } }),
    { n: 'a' },
    /no type is left by type "string" at #.*\/n and type "integer" at #.*\/n\/allOf\/0/,
  ],
  'a choice of values that are all too long': [
    object({ n: { enum: ['long', 'longer'], maxLength: 2 } }),
    { n: 'long' },
    /none of the values at #.*\/n\/enum satisfies #.*\/n\/maxLength/,
  ],
  'a constant that is not among the choices': [
    object({ n: { enum: ['a'], const: 'b' } }),
    { n: 'a' },
    /none of the values at #.*\/n\/enum satisfies #.*\/n\/const/,
  ],
  'a name that is required and forbidden, and absent': [
    object({ a: {} }, { required: ['b'], additionalProperties: false }),
    { a: 1 },
    /\/b is required at #.*\/Pet\/required and forbidden at #.*\/Pet\/additionalProperties/,
  ],
  'a name that is required and forbidden, and there': [
    {
      type: 'object',
      allOf: [object({ a: {} }, { additionalProperties: false }), object({ b: {} }, { required: ['b'] })],
    },
    { a: 1, b: 2 },
    /\/b is required at #.*\/allOf\/1\/required and forbidden at #.*\/allOf\/0\/additionalProperties/,
  ],
};

/** Violations that no contradiction explains: the API is to blame. */
const faults: Record<string, [schema: JsonObject, body: Json, media?: JsonObject]> = {
  'a value that breaks what the example keeps': [
    object({ code: { maxLength: 3, example: 'A' } }),
    { code: 'LONG' },
  ],
  'a value that breaks another rule than the example': [
    object({ code: { maxLength: 3, pattern: '^[A-Z]+$', example: 'ABCD' } }),
    { code: 'a' },
  ],
  'a field that the example leaves out as well': [
    object({ a: {} }, { required: ['a'] }),
    {},
    { example: {} },
  ],
  'a place elsewhere that breaks the same rule as an example': [
    object({ a: { maxLength: 1, example: 'long' }, b: { maxLength: 1 } }),
    { b: 'long' },
  ],
  'what only a condition demands of the example': [
    object(
      { kind: {}, code: { type: 'string', example: 'long' } },
      { if: { properties: { kind: { const: 'X' } } }, then: object({ code: { maxLength: 2 } }) },
    ),
    { kind: 'X', code: 'other' },
  ],
  'what a choice makes impossible': [
    object({
      n: {
        anyOf: [
          { type: 'string', minLength: 5 },
          { type: 'string', maxLength: 2 },
        ],
      },
    }),
    { n: 'abc' },
  ],
  'limits that some values meet': [
    object({ n: { type: 'string', minLength: 2, maxLength: 2 } }),
    { n: 'abc' },
  ],
  'limits that cross for another type': [
    object({ n: { type: ['string', 'integer'], minLength: 3, maxLength: 1 } }),
    { n: 'ab' },
  ],
  'names that are not described, beside one that is required': [
    {
      type: 'object',
      allOf: [object({ a: {} }, { additionalProperties: false }), object({ b: {} }, { required: ['b'] })],
    },
    { b: 2, c: 3 },
  ],
};

describe('a contradiction in the description', () => {
  for (const [name, [schema, body, says, media]] of Object.entries(contradictory))
    test(`is ${name} that breaks the same rule`, () => {
      for (const each of found(schema, body, media && { media })) assert.match(each ?? '', says);
    });

  for (const [name, [schema, body, says]] of Object.entries(impossible))
    test(`is ${name}`, () => {
      assert.match(found(schema, body).join('\n'), says);
    });

  for (const [name, [schema, body, media]] of Object.entries(faults))
    test(`is not ${name}`, () => {
      const all = found(schema, body, media && { media });
      assert.ok(all.includes(undefined), all.join('\n'));
    });

  test('is found in the branch that a discriminator selects, and in no other', () => {
    const cat = object({ kind: {}, code: { maxLength: 2, example: 'long' } }, { required: ['kind'] });
    const dog = object({ kind: {}, code: { maxLength: 2 } }, { required: ['kind'] });
    const mapping = { CAT: '#/components/schemas/Cat', DOG: '#/components/schemas/Dog' };
    const pet = {
      oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
      discriminator: { propertyName: 'kind', mapping },
    };
    const of = (kind: string): (string | undefined)[] =>
      found(pet, { kind, code: 'other' }, { schemas: { Cat: cat, Dog: dog } });

    assert.match(of('CAT').join('\n'), /schemas\/Cat\/properties\/code\/example/);
    assert.deepEqual(of('DOG'), [undefined]);
  });

  test('is not found for a violation that concerns no schema', () => {
    const operation = real.operation('listCustomers');
    const violation = { pointer: 'status', rule: 'status', message: '', level: 'MUST' as const, source: '' };

    assert.equal(contradictionOf(real, operation, { status: 503, body: {} }, violation), undefined);
    assert.equal(contradictionOf(real, operation, { status: 299, body: undefined }, violation), undefined);
  });
});
