import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inconsistencies } from '../../../../../src/contract/rules/consistency.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const contract = contractOf(
  documentOf({
    schemas: {
      Pet: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          born: { type: 'string', format: 'date-time' },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          tags: { type: 'array', items: { type: 'string' } },
          guess: { type: 'string', 'x-certainty': 'sibling' },
          chip: { type: 'string', 'x-sensitive': true },
        },
      },
    },
  }),
);
const differing = (known: Json, received: Json | undefined): string[] =>
  inconsistencies(contract, '/components/schemas/Pet', known, received).map(
    ({ level, pointer }) => `${level} ${pointer}`,
  );

describe('two responses about the same resource', () => {
  test('agree when every described property is the same, in any order', () => {
    assert.deepEqual(differing({ name: 'a', tags: ['x'] }, { tags: ['x'], name: 'a' }), []);
  });

  test('agree whatever the values of undescribed properties', () => {
    assert.deepEqual(differing({ name: 'a', seen: 1 }, { name: 'a', seen: 2 }), []);
  });

  test('differ if a property changed, appeared or disappeared', () => {
    assert.deepEqual(differing({ name: 'a', guess: 'x' }, { name: 'b', tags: ['y'] }), [
      'MUST /name',
      'SHOULD /guess',
      'MUST /tags',
    ]);
  });

  test('differ in the entries of lists, and in their number', () => {
    assert.deepEqual(differing({ tags: ['x', 'y'] }, { tags: ['x', 'z'] }), ['MUST /tags/1']);
    assert.deepEqual(differing({ tags: ['x', 'y'] }, { tags: ['x'] }), ['MUST /tags']);
  });

  const unset = [undefined, null, '', {}, []];
  for (const one of unset) {
    test(`agree that ${one === undefined ? 'nothing' : JSON.stringify(one)} is unset, like every other form of it`, () => {
      const body = (value: Json | undefined): Json => (value === undefined ? {} : { labels: value });

      assert.deepEqual(
        unset.flatMap((other) => differing(body(one), body(other))),
        [],
      );
    });
  }

  for (const set of [0, false, ' ']) {
    test(`do not agree that ${JSON.stringify(set)} is unset`, () => {
      assert.deepEqual(differing({ name: set }, {}), ['MUST /name']);
    });
  }

  test('agree on a point in time in any form, and on an invalid one as text', () => {
    assert.deepEqual(differing({ born: '2025-01-01T01:00:00+01:00' }, { born: '2025-01-01T00:00:00Z' }), []);
    assert.deepEqual(differing({ born: 'yesterday' }, { born: 'yesterday' }), []);
  });

  for (const key of ['7', 'a/b', 'constructor', '__proto__']) {
    test(`are compared at the key "${key}" like at any other`, () => {
      const labels = JSON.parse(`{"${key}":"x","b":"y"}`) as Json;

      assert.deepEqual(differing({ labels }, { labels }), []);
      assert.equal(differing({ labels }, { labels: { b: 'y' } }).length, 1);
      assert.equal(differing({ labels: { b: 'y' } }, { labels }).length, 1);
    });
  }

  test('differ when one has no body', () => {
    assert.deepEqual(differing({ name: 'a' }, undefined), ['MUST ']);
  });

  test('differ without revealing a sensitive value, or an object that contains one', () => {
    for (const received of [{ chip: 'other' }, undefined, 5]) {
      const [violation] = inconsistencies(contract, '/components/schemas/Pet', { chip: 'k4n4ry' }, received);

      assert.doesNotMatch(violation?.message ?? '', /k4n4ry|other/);
    }
  });
});
