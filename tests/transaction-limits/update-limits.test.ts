import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/limits', () => {
  test('accepts amounts as strings, returns numbers', verifies('LIM-008'), async ({ api, changedLimits }) => {
    const response = await api.send('updateLimits', { body: changedLimits.amounts });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toContainResources(...changedLimits.limits);
  });

  test('stores the amounts', verifies('LIM-009'), async ({ api, customer, updatedLimits }) => {
    const response = await api.send('listLimits', { query: { scopeId: customer.id, scopeType: 'CUSTOMER' } });

    expect(response).toContainResources(...updatedLimits.limits);
  });

  test(
    'returns only limits that were changed',
    verifies('LIM-010'),
    async ({ api, changedLimits, otherLimits }) => {
      const response = await api.send('updateLimits', { body: changedLimits.firstAmount });

      expect(response).toExcludeResources(...otherLimits);
    },
  );

  test('changes limits of different customers', verifies('LIM-011'), async ({ api, mixedLimits }) => {
    const response = await api.send('updateLimits', { body: mixedLimits.amounts });

    expect(response).toContainResources(...mixedLimits.limits);
  });
});
