import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}/suspend', () => {
  test('suspends the customer', verifies('CUS-021'), async ({ api, customer }) => {
    const response = await api.send('suspendCustomer', { path: { customerId: customer.id } });

    expect(response).toMatchContract('success');
  });

  test('returns the customer as SUSPENDED', verifies('CUS-022'), async ({ api, suspendedCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(response).toHaveProperties({ status: 'SUSPENDED' });
  });

  test('changes only the status', verifies('CUS-023'), async ({ api, suspendedCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(response).toMatchEarlier({ ...suspendedCustomer, status: 'SUSPENDED' });
  });

  test(
    'records whether a repeated suspension is accepted',
    verifies('CUS-024'),
    async ({ api, suspendedCustomer }) => {
      const response = await api.send('suspendCustomer', { path: { customerId: suspendedCustomer.id } });

      expect(response).toMatchContract('repeated');
    },
  );

  test(
    'returns SUSPENDED after a repeated suspension',
    verifies('CUS-025'),
    async ({ api, twiceSuspendedCustomer }) => {
      const response = await api.send('retrieveCustomer', {
        path: { customerId: twiceSuspendedCustomer.id },
      });

      expect(response).toHaveProperties({ status: 'SUSPENDED' });
    },
  );

  test('treats a removed customer as not found', verifies('CUS-034'), async ({ api, removedCustomer }) => {
    const response = await api.send('suspendCustomer', { path: { customerId: removedCustomer.id } });

    expect(response).toMatchContract('removed');
  });
});
