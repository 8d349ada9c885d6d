import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import {
  applicableNodes,
  childPaths,
  memberNodes,
  nodesAlong,
  schemaNode,
} from '../../../../../src/contract/schema/schema-nodes.ts';
import { documentOf } from '../../../support/small-contract.ts';

const document = documentOf({
  schemas: {
    Pet: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: {
        propertyName: 'kind',
        mapping: { CAT: '#/components/schemas/Cat', DOG: '#/components/schemas/Dog' },
      },
    },
    Cat: { properties: { kind: { enum: ['CAT'] }, lives: { type: 'integer' } } },
    Dog: { 'x-certainty': 'sibling', properties: { kind: { enum: ['DOG'] }, name: { type: 'string' } } },
    Chipped: { allOf: [{ $ref: '#/components/schemas/Cat' }, { properties: { chip: { type: 'string' } } }] },
    Conditional: { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
    Labels: { type: 'object', additionalProperties: { type: 'string' } },
    List: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } },
  },
});
const at = (name: string): string => `/components/schemas/${name}`;
const names = (pointers: { pointer: string }[]): string[] =>
  pointers.map(({ pointer }) => pointer.replace('/components/schemas/', ''));
const applicable = (name: string, value?: Json): string[] =>
  names(applicableNodes(document, schemaNode(document, at(name)), value));

describe('the schemas that apply to a value', () => {
  test('are those of the branch that the discriminator selects', () => {
    assert.deepEqual(applicable('Pet', { kind: 'DOG' }), ['Pet', 'Dog']);
  });

  for (const value of [{}, { kind: 'COW' }, { kind: 5 }, null, 'DOG', undefined]) {
    test(`are those of every branch for ${JSON.stringify(value)}`, () => {
      assert.deepEqual(applicable('Pet', value), ['Pet', 'Pet/oneOf/0', 'Cat', 'Pet/oneOf/1', 'Dog']);
    });
  }

  test('are all members of an allOf and their references', () => {
    assert.deepEqual(applicable('Chipped'), ['Chipped', 'Chipped/allOf/0', 'Cat', 'Chipped/allOf/1']);
  });

  test('are both branches of a condition, but not the condition', () => {
    assert.deepEqual(applicable('Conditional'), ['Conditional', 'Conditional/then', 'Conditional/else']);
  });

  test('are the same frozen list for equivalent values', () => {
    const dogs = ['Rex', 'Bello'].map((name) =>
      applicableNodes(document, schemaNode(document, at('Pet')), { kind: 'DOG', name }),
    );

    assert.equal(dogs[0], dogs[1]);
    assert.throws(() => dogs[0]?.pop(), TypeError);
  });

  test('pass their certainty on to everything below them', () => {
    const dog = applicableNodes(document, schemaNode(document, at('Pet')), { kind: 'DOG' });

    assert.deepEqual(
      memberNodes(document, dog, 'name', 'Rex').map(({ certainty }) => certainty),
      ['sibling'],
    );
  });
});

describe('the schemas of a member', () => {
  const below = (name: string, token: string | number): string[] =>
    names(memberNodes(document, [schemaNode(document, at(name))], token, undefined));

  test('of a list are those of its position, or of the other entries', () => {
    assert.deepEqual([below('List', 0), below('List', 7)], [['List/prefixItems/0'], ['List/items']]);
  });

  for (const key of ['colour', '7', 'a/b', 'constructor']) {
    test(`of a map are those of any key, such as "${key}"`, () => {
      assert.deepEqual(below('Labels', key), ['Labels/additionalProperties']);
    });
  }

  test('are none when it is not declared, nor for a name that every object inherits', () => {
    assert.deepEqual([below('Cat', 'nope'), below('Cat', 'constructor'), below('Cat', 0)], [[], [], []]);
  });
});

describe('the path to a value', () => {
  test('has one level of schemas per step, and none below an undescribed value', () => {
    const body = { kind: 'DOG', name: { first: 'Rex' } };

    assert.deepEqual(nodesAlong(document, at('Pet'), '/name/first/0', body).map(names), [
      ['Pet', 'Dog'],
      ['Dog/properties/name'],
      [],
      [],
    ]);
  });

  test('throws if the description has no schema there', () => {
    assert.throws(
      () => schemaNode(document, '/components/schemas/Nope'),
      /no schema at #\/components\/schemas\/Nope/,
    );
  });

  test('includes every keyword that contains schemas', () => {
    const schema = { items: {}, not: {}, allOf: [{}], properties: { a: {}, 'b/c': {} }, enum: [{}] };

    assert.deepEqual(
      [...childPaths(schema)].map((path) => path.join(' ')),
      ['items', 'not', 'allOf 0', 'properties a', 'properties b/c'],
    );
  });
});
