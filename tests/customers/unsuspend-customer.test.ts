import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}/unsuspend', () => {
  test('unsuspends the customer', verifies('CUS-026'), async ({ api, suspendedCustomer }) => {
    const response = await api.send('unsuspendCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(response).toMatchContract('success');
  });

  test('returns the customer as ACTIVE', verifies('CUS-027'), async ({ api, unsuspendedCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: unsuspendedCustomer.id } });

    expect(response).toHaveProperties({ status: 'ACTIVE' });
  });

  test('records whether an active customer is accepted', verifies('CUS-028'), async ({ api, customer }) => {
    const response = await api.send('unsuspendCustomer', { path: { customerId: customer.id } });

    expect(response).toMatchContract('repeated');
  });
});
