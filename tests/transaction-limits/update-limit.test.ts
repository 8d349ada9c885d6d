import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/limits/{limitId}', () => {
  test('returns the changed limit', verifies('LIM-005'), async ({ api, changedLimit }) => {
    const { id, amount } = changedLimit;
    const response = await api.send('updateLimit', { path: { limitId: id }, body: { amount } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toMatchEarlier(changedLimit);
  });

  test('stores the amount', verifies('LIM-006'), async ({ api, customer, updatedLimit }) => {
    const response = await api.send('listLimits', { query: { scopeId: customer.id, scopeType: 'CUSTOMER' } });

    expect(response).toContainResources(updatedLimit);
  });

  test(
    'does not change other limits',
    verifies('LIM-007'),
    async ({ api, customer, updatedLimit, otherLimits }) => {
      const response = await api.send('listLimits', {
        query: { scopeId: customer.id, scopeType: 'CUSTOMER' },
      });

      expect(response).toContainResources({ id: updatedLimit.id }, ...otherLimits);
    },
  );
});
