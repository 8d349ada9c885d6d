import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentedPart } from '../../../../../src/contract/schema/documented-properties.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const small = contractOf(
  documentOf({
    schemas: {
      Pet: {
        properties: {
          sure: { type: 'string', 'x-certainty': { maxLength: 'sibling' } },
          guess: { type: 'string', 'x-certainty': 'sibling' },
          both: { allOf: [{ $ref: '#/components/schemas/Guess' }, { $ref: '#/components/schemas/Pet' }] },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          list: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
        },
      },
      Guess: { 'x-certainty': 'inferred', properties: { sure: {} } },
    },
  }),
);
const part = (body: Json): Json => documentedPart(small, '/components/schemas/Pet', body);

describe('the documented part of a body', () => {
  test('leaves out uncertain and undescribed properties', () => {
    assert.deepEqual(part({ sure: 'a', guess: 'b', unheardOf: 'c' }), { sure: 'a' });
  });

  test('does so in lists and in composed schemas', () => {
    assert.deepEqual(part({ list: [{ guess: 'a', sure: 'b' }, {}], both: { sure: 'a', guess: 'b' } }), {
      list: [{ sure: 'b' }, {}],
      both: { sure: 'a' },
    });
  });

  test('keeps every key of a map', () => {
    const labels = { colour: 'a', '7': 'b' };

    assert.deepEqual(part({ labels }), { labels });
  });

  test('does not change the given body', () => {
    const body = { sure: 'a', guess: 'b' };
    part(body);

    assert.deepEqual(body, { sure: 'a', guess: 'b' });
  });
});
