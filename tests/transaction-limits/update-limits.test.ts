import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/limits', () => {
  test('returns the changed limits', verifies('LIM-008'), async ({ api, changedLimits }) => {
    const answer = await api.send('updateLimits', { body: changedLimits.amounts });

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toContainResources(...changedLimits.limits);
  });

  test('stores the amounts', verifies('LIM-009'), async ({ api, customer, updatedLimits }) => {
    const answer = await api.send('listLimits', { query: { scopeId: customer.id, scopeType: 'CUSTOMER' } });

    expect(answer).toContainResources(...updatedLimits.limits);
  });

  test(
    'returns only limits that were changed',
    verifies('LIM-010'),
    async ({ api, changedLimits, otherLimits }) => {
      const answer = await api.send('updateLimits', { body: changedLimits.firstAmount });

      expect(answer).toExcludeResources(...otherLimits);
    },
  );

  test('changes limits of different customers', verifies('LIM-011'), async ({ api, mixedLimits }) => {
    const answer = await api.send('updateLimits', { body: mixedLimits.amounts });

    expect(answer).toContainResources(...mixedLimits.limits);
  });
});
