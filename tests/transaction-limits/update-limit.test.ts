import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/limits/{limitId}', () => {
  test('returns the changed limit', verifies('LIM-005'), async ({ api, changedLimit }) => {
    const { id, amount } = changedLimit;
    const answer = await api.send('updateLimit', { path: { limitId: id }, body: { amount } });

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toMatchEarlier(changedLimit);
  });

  test('stores the amount', verifies('LIM-006'), async ({ api, customer, updatedLimit }) => {
    const answer = await api.send('listLimits', { query: { scopeId: customer.id, scopeType: 'CUSTOMER' } });

    expect(answer).toContainResources(updatedLimit);
  });

  test(
    'does not change other limits',
    verifies('LIM-007'),
    async ({ api, customer, updatedLimit, otherLimits }) => {
      const answer = await api.send('listLimits', { query: { scopeId: customer.id, scopeType: 'CUSTOMER' } });

      expect(answer).toContainResources({ id: updatedLimit.id }, ...otherLimits);
    },
  );
});
