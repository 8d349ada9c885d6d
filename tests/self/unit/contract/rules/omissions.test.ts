import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { omissions } from '../../../../../src/contract/rules/omitted-properties.ts';
import type { UpdateSemantics } from '../../../../../src/contract/operations.ts';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { contract } from '../../../support/real-contract.ts';

const before = {
  id: 'e4021849-0e09-43ef-b9a7-18124356f489',
  type: 'INDIVIDUAL',
  status: 'ACTIVE',
  firstName: 'Sarah',
  externalId: 'a-1',
  metadata: { a: '1' },
  addresses: [],
  createdAt: '2025-04-10T12:00:00Z',
};
const sent = { type: 'INDIVIDUAL', firstName: 'Ana' };

/** The result for a left-out property when a read returns these values for it. */
const judged = (semantics: UpdateSemantics, omitted: JsonObject): string[] => {
  const { externalId: _id, metadata: _metadata, ...rest } = before;
  const body = { ...rest, ...sent, ...omitted };
  const described = { contract, schema: '/components/schemas/Customer', body };
  return omissions(described, { before, sent }, semantics).map(({ level, message }) => `${level} ${message}`);
};
const kept = { externalId: 'a-1', metadata: { a: '1' } };
const open = ': the documentation leaves it open';

describe('a property that an update leaves out', () => {
  test('is observed, whatever its value, if the description does not say', () => {
    assert.deepEqual(judged('unspecified', { externalId: 'a-1', metadata: { b: '2' } }), [
      `MAY /externalId was left out of the update and was kept${open}`,
      `MAY /metadata was left out of the update and was changed${open}`,
    ]);
  });

  test('is cleared in every form in which it can be unset', () => {
    for (const unset of [{}, { externalId: null, metadata: null }, { externalId: '', metadata: {} }]) {
      assert.deepEqual(judged('replace', unset), []);
      assert.equal(judged('merge', unset).length, 2);
    }
  });

  test('breaks a MUST when it is kept and the description says it is cleared', () => {
    assert.deepEqual(judged('replace', kept), [
      'MUST /externalId was left out of the update and must be cleared, and was kept',
      'MUST /metadata was left out of the update and must be cleared, and was kept',
    ]);
  });

  test('breaks a MUST when it is not kept and the description says it is kept', () => {
    assert.deepEqual(judged('merge', kept), []);
    assert.deepEqual(judged('merge', { ...kept, metadata: { a: '2' } }), [
      'MUST /metadata was left out of the update and must be kept, and was changed',
    ]);
  });
});

describe('the update semantics of an operation', () => {
  test('are those of the description, and undefined for an operation that does not update', () => {
    assert.equal(contract.operation('updateCustomer').update, 'unspecified');
    assert.equal(contract.operation('createCustomer').update, undefined);
  });
});
