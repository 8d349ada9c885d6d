import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { amountsById, halved, unmeasured } from '../../../../../src/contract/rules/transaction-limits.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { contract } from '../../../support/real-contract.ts';

const limit = { id: 'a', limitType: 'DAILY', currency: 'USD', amount: 10 };
const use = { limitType: 'DAILY', currency: 'USD', limitAmount: 10 };
const complaints = (...body: Json[]): string[] => {
  const response = contract.operation('listLimitUtilisation').responses['200'];
  const schema = response?.schema ?? '';
  return unmeasured({ contract, schema, body }, [limit]).map(({ pointer }) => pointer);
};

describe('the utilisation of a limit', () => {
  test('repeats its amount, under either name of the id or without an id', () => {
    assert.deepEqual(complaints({ ...use, id: 'a' }), []);
    assert.deepEqual(complaints({ ...use, limitId: 'a' }), []);
    assert.deepEqual(complaints(use), []);
  });

  test('is missing if no entry belongs to the limit', () => {
    assert.deepEqual(complaints(), ['']);
    assert.deepEqual(complaints({ ...use, limitType: 'WEEKLY' }), ['']);
    assert.deepEqual(complaints({ ...use, id: 'b' }), ['']);
  });

  test('is wrong if it has another amount', () => {
    assert.deepEqual(complaints({ ...use, limitAmount: '10' }), ['/0/limitAmount']);
  });
});

describe('changed limits', () => {
  test('keep their order, and none is a whole number', () => {
    const amounts = [0, 1000, 2500].map((amount) => halved({ amount }).amount);

    assert.deepEqual(amounts, [0.99, 500.99, 1250.99]);
  });

  test('are sent as texts with two decimals', () => {
    assert.deepEqual(amountsById([{ ...limit, amount: 0.5 }]), { a: { amount: '0.50' } });
  });
});
