import { expect, test, verifies } from '#fixtures';

test.describe('DELETE /v1/customers/{customerId}', () => {
  test('removes the customer', verifies('CUS-017'), async ({ api, customer }) => {
    const response = await api.send('removeCustomer', { path: { customerId: customer.id } });

    expect(response).toMatchContract('success');
  });

  test(
    'records whether a suspended customer is removed',
    verifies('CUS-031'),
    async ({ api, suspendedCustomer }) => {
      const response = await api.send('removeCustomer', { path: { customerId: suspendedCustomer.id } });

      expect(response).toMatchContract('suspended');
    },
  );

  test(
    'records whether a repeated removal is accepted',
    verifies('CUS-032'),
    async ({ api, removedCustomer }) => {
      const response = await api.send('removeCustomer', { path: { customerId: removedCustomer.id } });

      expect(response).toMatchContract('repeated');
    },
  );
});
