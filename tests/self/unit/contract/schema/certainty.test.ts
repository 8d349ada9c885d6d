import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  certainties,
  certaintyOf,
  loweredLevel,
  lowestCertainty,
  weakerLevel,
  type Certainty,
} from '../../../../../src/contract/schema/certainty.ts';
import { certaintyOfKeyword } from '../../../../../src/contract/schema/keyword-certainty.ts';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import type { SchemaNode } from '../../../../../src/contract/schema/schema-nodes.ts';

const node = (schema: JsonObject, certainty: Certainty = 'documented'): SchemaNode => ({
  pointer: '/a',
  schema,
  certainty,
});

describe('a certainty', () => {
  test('determines how binding a MUST is', () => {
    assert.deepEqual(
      certainties.map((certainty) => loweredLevel('MUST', certainty)),
      ['MUST', 'SHOULD', 'SHOULD', 'MAY'],
    );
  });

  test('never makes a requirement more binding', () => {
    assert.deepEqual(
      [loweredLevel('SHOULD', 'documented'), loweredLevel('MAY', 'sibling')],
      ['SHOULD', 'MAY'],
    );
  });

  test('is the lowest of several, and documented when there is none', () => {
    assert.deepEqual(
      [lowestCertainty('sibling', 'unspecified', 'documented'), lowestCertainty()],
      ['unspecified', 'documented'],
    );
  });

  test('is documented by default', () => {
    assert.deepEqual(
      [certaintyOf({}), certaintyOf(undefined), certaintyOf('x')],
      Array(3).fill('documented'),
    );
  });

  test('applies only to the named keyword if it is given per keyword', () => {
    const marked = { 'x-certainty': { maxLength: 'sibling' } };

    assert.deepEqual(
      [certaintyOf(marked, 'maxLength'), certaintyOf(marked, 'type'), certaintyOf(marked)],
      ['sibling', 'documented', 'documented'],
    );
  });
});

describe('the certainty of a keyword', () => {
  test('is that of the most certain schema that has it', () => {
    const nodes = [
      node({ maxLength: 5 }, 'sibling'),
      node({ maxLength: 9 }),
      node({ type: 'string' }, 'unspecified'),
    ];

    assert.equal(certaintyOfKeyword(nodes, 'maxLength'), 'documented');
  });

  test('is the lower of schema and keyword', () => {
    const marked = node({ maxLength: 5, 'x-certainty': { maxLength: 'sibling' } }, 'inferred');

    assert.equal(certaintyOfKeyword([marked], 'maxLength'), 'inferred');
  });

  test('of a missing property is that of its own mark', () => {
    const schema = {
      required: ['a', 'b', 'c'],
      properties: { a: { 'x-certainty': { required: 'inferred' } }, b: { 'x-certainty': 'sibling' }, c: {} },
    };

    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => certaintyOfKeyword([node(schema)], 'required', name)),
      ['inferred', 'sibling', 'documented'],
    );
  });

  test('is the lowest of all schemas if none has the keyword', () => {
    assert.equal(certaintyOfKeyword([node({}), node({}, 'inferred')], 'maxLength'), 'inferred');
  });
});

describe('the weaker of two levels', () => {
  test('is the less binding one, in any order', () => {
    assert.deepEqual([weakerLevel('MUST', 'MAY'), weakerLevel('MAY', 'SHOULD')], ['MAY', 'MAY']);
  });
});
