import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { entryViolations } from '../../../../../src/contract/rules/lists/list-entries.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const contract = contractOf(
  documentOf({
    schemas: {
      Pet: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          owner: { type: 'object', properties: { name: { type: 'string' }, city: { type: 'string' } } },
          tags: { type: 'array', items: { type: 'string' } },
          seenAt: { type: 'string', format: 'date-time', 'x-round-trip': 'server-set' },
        },
      },
    },
  }),
);
const read = {
  id: 'a',
  name: 'Rex',
  owner: { name: 'Ann', city: 'Bern' },
  tags: ['x'],
  seenAt: '2025-01-01T00:00:00Z',
};
const differing = (...content: Json[]): string[] =>
  entryViolations(
    contract,
    '/components/schemas/Pet',
    { bodies: [{ content: [] }, { content }], displays: [null, null], source: '' },
    [read],
  ).map(({ page, pointer, message }) => `${String(page)} ${pointer}: ${message}`);

describe('the entry of a list', () => {
  test('agrees with the read of the same resource', () => {
    assert.deepEqual(differing({ id: 'b', name: 'Tom' }, read), []);
  });

  test('may be a summary at any depth', () => {
    assert.deepEqual(differing({ id: 'a', owner: { city: 'Bern' } }), []);
  });

  test('may have changed in properties that the server sets', () => {
    assert.deepEqual(differing({ ...read, seenAt: '2025-01-02T00:00:00Z' }), []);
  });

  test('differs in properties with other values', () => {
    assert.deepEqual(differing({ id: 'b' }, { id: 'a', name: 'Max', owner: { city: 'Basel' } }), [
      '1 /content/1/name: /content/1/name must be "Rex" as before, received "Max"',
      '1 /content/1/owner/city: /content/1/owner/city must be "Bern" as before, received "Basel"',
    ]);
  });

  test('is reported when it is missing', () => {
    assert.deepEqual(differing({ id: 'b' }), ['0 /content: /content does not include "a"']);
  });
});
