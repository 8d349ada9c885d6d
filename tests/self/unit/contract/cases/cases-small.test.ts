import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { casesOf, groupsOf, type Family } from '../../../../../src/contract/cases/groups.ts';
import { placeholdersOf } from '../../../../../src/contract/cases/placeholders.ts';
import { serverSetValues } from '../../../../../src/contract/cases/server-set.ts';
import { controlOf } from '../../../../../src/contract/cases/bodies.ts';
import type { Json, JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const seed = { seed: 'small', runId: 'small' };

/** The names of the cases, by family, for a description of one operation with this body schema. */
function namesOf(schema: JsonObject, family: Family): string[] {
  const contract = contractOf(documentOf({ paths: { '/pets': { post: operationWith(schema) } } }));
  const groups = groupsOf(contract, contract.operation('createPet'), seed).filter(
    (group) => group.family === family,
  );
  return groups.flatMap((group) =>
    casesOf(contract, group, seed).cases.map(({ name, level }) => `${level} ${name}`),
  );
}

function operationWith(schema: Json): JsonObject {
  return {
    operationId: 'createPet',
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '201': { description: 'Made.' } },
  };
}

const refusals = (schema: JsonObject): string[] => namesOf(schema, 'refusals');
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});

describe('refusals are derived from', () => {
  test('a constant', () => {
    assert.deepEqual(refusals(object({ kind: { const: 'cat' } })), [
      'MUST /kind: a value that is not listed',
      'MUST /kind: an empty string',
      'SHOULD /kind: a listed value in another case',
    ]);
  });

  test('bounds of numbers, inclusive and exclusive', () => {
    const within = refusals(object({ age: { type: 'integer', minimum: 1, maximum: 9 } }));
    const between = refusals(object({ age: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 9 } }));

    assert.equal(within.filter((name) => name === 'MUST /age: just out of bounds').length, 2);
    assert.equal(between.filter((name) => name === 'MUST /age: just out of bounds').length, 2);
  });

  test('the sizes of a list', () => {
    const names = refusals(
      object({ tags: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string' } } }),
    );

    assert.ok(names.includes('MUST /tags: too few'), names.join(', '));
    assert.ok(names.includes('MUST /tags: one too many'), names.join(', '));
  });

  test('a property that another one requires, at any depth', () => {
    const address = object(
      { city: { type: 'string' }, state: { type: 'string' } },
      { dependentRequired: { city: ['state'] } },
    );
    const names = refusals(
      object(
        { address, nick: { type: 'string' }, name: { type: 'string' } },
        { dependentRequired: { nick: ['name'] } },
      ),
    );

    assert.ok(names.includes('MUST /address: state left out beside city'), names.join(', '));
    assert.ok(names.includes('MUST body: name left out beside nick'), names.join(', '));
  });

  test('a condition of the body that requires other properties', () => {
    const condition = { required: ['kind'], properties: { kind: { const: 'dog' } } };
    const names = refusals({
      ...object({ kind: { enum: ['cat', 'dog'] }, chip: { type: 'string' }, name: { type: 'string' } }),
      required: ['kind'],
      allOf: [{ if: condition, then: { required: ['chip', 'name'] } }],
    });

    assert.ok(names.includes('MUST /chip: left out'), names.join(', '));
    assert.ok(names.includes('MUST /name: left out'), names.join(', '));
  });

  test('uncertain constraints, with a weaker level', () => {
    const names = refusals(
      object(
        {
          nick: { type: 'string', maxLength: 5, 'x-certainty': { maxLength: 'sibling' } },
          guess: { type: 'boolean', 'x-certainty': 'sibling' },
          rumour: { type: 'string', maxLength: 5, 'x-certainty': 'unspecified' },
        },
        { required: ['nick'] },
      ),
    );

    assert.ok(names.includes('MUST /nick: an object'), names.join(', '));
    assert.ok(names.includes('SHOULD /nick: one character too long'), names.join(', '));
    assert.ok(names.includes('SHOULD /guess: a string'), names.join(', '));
    assert.deepEqual(
      names.filter((name) => name.includes('rumour')),
      [],
    );
  });

  test('nothing that only the API sets', () => {
    const own = {
      id: { type: 'string', format: 'uuid', readOnly: true },
      seen: { type: 'boolean', 'x-round-trip': 'server-set' },
    };

    assert.deepEqual(
      refusals(object({ ...own, nick: { type: 'string' } })).filter((name) => !name.includes('nick')),
      [],
    );
  });
});

describe('legal bodies are made', () => {
  test('for every enum value for which a condition requires more', () => {
    const names = namesOf(
      {
        ...object({ kind: { enum: ['cat', 'dog'] }, chip: { type: 'string' } }, { required: ['kind'] }),
        if: { required: ['kind'], properties: { kind: { const: 'dog' } } },
        then: { required: ['chip'] },
      },
      'boundaries',
    );

    assert.ok(names.includes('MUST /kind is dog'), names.join(', '));
  });

  test('with examples only, for a property whose values come from a list elsewhere', () => {
    const state = { type: 'string', maxLength: 3, 'x-made-up': false, examples: ['CO', 'NY'] };
    const names = namesOf(object({ state }), 'keeping');

    assert.deepEqual(names, ['MUST state as usual', 'MUST /state is example 1', 'MUST /state is example 2']);
    assert.deepEqual(namesOf(object({ state }), 'unusual'), []);
  });
});

describe('a body with read-only properties', () => {
  test('has one such property at a time, with the last of the enum values', () => {
    const contract = contractOf(
      documentOf({
        paths: {
          '/pets': {
            post: operationWith(
              object({
                id: { type: 'string', format: 'uuid', readOnly: true },
                status: { enum: ['NEW', 'OLD'], readOnly: true },
                nick: { type: 'string' },
              }),
            ),
          },
        },
      }),
    );
    const control = controlOf(contract, contract.operation('createPet'), '', seed);
    const values = control ? serverSetValues(control) : [];

    assert.deepEqual(
      values.map((each) => Object.keys(each)),
      [['id'], ['status']],
    );
    assert.deepEqual(values[1], { status: 'OLD' });
  });
});

describe('ids that must refer to an existing resource', () => {
  test('are the required ids of a body', () => {
    const contract = contractOf(
      documentOf({
        paths: { '/pets': { post: operationWith(object({ owner: { type: 'string', format: 'uuid' } })) } },
      }),
    );
    const owner = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';

    assert.deepEqual(placeholdersOf(contract, contract.operation('createPet'), { owner }), [
      { value: owner, of: 'customerId' },
    ]);
  });
});
