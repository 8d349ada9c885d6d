import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/limits', () => {
  test('lists the limits of a customer', verifies('LIM-001'), async ({ api, customer }) => {
    const answer = await api.send('listLimits', { query: { scopeId: customer.id, scopeType: 'CUSTOMER' } });

    expect(answer).toMatchContract('success');
  });
});
