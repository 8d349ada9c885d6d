import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Json } from '../../../../src/contract/schema/pointers.ts';
import { startApi } from './api.ts';
import { individual } from './drafts.ts';

const api = await startApi();

describe('sandbox: limits', () => {
  const scopeOf = (scopeId: string): { query: Record<string, string> } => ({
    query: { scopeId, scopeType: 'CUSTOMER' },
  });
  const limitsOf = async (
    scopeId: string,
  ): Promise<{ id: string; limitType: string; amount: number; currency: string }[]> =>
    (await api.send('listLimits', scopeOf(scopeId))).body as never;

  test('gives every customer four limits, which can be changed', async () => {
    const customerId = await api.customer(individual());
    const limits = await limitsOf(customerId);
    assert.deepEqual(
      limits.map(({ limitType }) => limitType),
      ['SINGLE', 'DAILY', 'WEEKLY', 'MONTHLY'],
    );
    const [first, second] = limits.map(({ id }) => id);
    const path = { limitId: first ?? '' };
    assert.equal((await api.send('updateLimit', { path, body: { amount: 12.5 } })).at('/amount'), 12.5);
    assert.equal((await api.send('updateLimit', { path, body: {} })).at('/amount'), 12.5);
    const body = { [first ?? '']: { amount: '99.99' }, [second ?? '']: { amount: '0' } };
    const many = await api.send('updateLimits', { body });
    assert.deepEqual(
      [many.status, many.at('/0/amount'), many.at('/1/amount'), many.at('/2')],
      [200, 99.99, 0, undefined],
    );
    assert.deepEqual(
      (await limitsOf(customerId)).map(({ amount }) => amount),
      [99.99, 0, 5000, 10_000],
    );
  });

  test('changes all of several limits, or none', async () => {
    const customerId = await api.customer(individual());
    const [id = ''] = (await limitsOf(customerId)).map((limit) => limit.id);
    const status = async (body: Json): Promise<number> => (await api.send('updateLimits', { body })).status;
    assert.equal(await status({ [id]: { amount: '5' }, [randomUUID()]: { amount: '1' } }), 404);
    for (const amount of ['-1', 'x', 5, '9'.repeat(400)])
      assert.equal(await status({ [id]: { amount } }), 400);
    assert.equal(await status({ [id]: {} }), 400);
    assert.equal(await status({}), 200);
    assert.equal(
      (await api.send('updateLimit', { path: { limitId: id }, body: { amount: -1 } })).status,
      400,
    );
    assert.equal((await api.send('updateLimit', { path: { limitId: randomUUID() }, body: {} })).status, 404);
    assert.equal((await limitsOf(customerId))[0]?.amount, 1000);
  });

  test('reports how much of a limit is used', async () => {
    const customerId = await api.customer(individual());
    const query = { ...scopeOf(customerId).query, referenceDate: '2025-03-12' };
    const reply = await api.send('listLimitUtilisation', { query });
    const starts = [0, 1, 2, 3].map((index) => reply.textAt(`/${String(index)}/fromRange`).slice(0, 10));
    assert.deepEqual(starts, ['2025-03-12', '2025-03-12', '2025-03-10', '2025-03-01']);
    assert.deepEqual([reply.at('/0/deductionAmount'), reply.at('/0/limitAmount')], [0, 1000]);
    assert.equal((await api.send('listLimitUtilisation', scopeOf(customerId))).status, 200);
  });

  test('returns 404 for scopes other than existing customers', async () => {
    const customerId = await api.customer(individual());
    assert.equal((await api.send('listLimits', scopeOf(randomUUID()))).status, 404);
    const query = { scopeId: customerId, scopeType: 'FA_KFA' };
    assert.equal((await api.send('listLimits', { query })).status, 404);
    await api.send('removeCustomer', { path: { customerId } });
    assert.equal((await api.send('listLimits', scopeOf(customerId))).status, 404);
  });
});
