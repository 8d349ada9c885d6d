import { expect, test, verifies } from '#fixtures';

test.describe('DELETE /v1/customers/{customerId}', () => {
  test('removes the customer', verifies('CUS-017'), async ({ api, customer }) => {
    const answer = await api.send('removeCustomer', { path: { customerId: customer.id } });

    expect(answer).toMatchContract('success');
  });
});
