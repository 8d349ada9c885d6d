import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}/suspend', () => {
  test('suspends the customer', verifies('CUS-021'), async ({ api, customer }) => {
    const answer = await api.send('suspendCustomer', { path: { customerId: customer.id } });

    expect(answer).toMatchContract('success');
  });

  test('makes the customer SUSPENDED', verifies('CUS-022'), async ({ api, suspendedCustomer }) => {
    const answer = await api.send('retrieveCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(answer).toHold({ status: 'SUSPENDED' });
  });

  test('changes nothing but the status', verifies('CUS-023'), async ({ api, suspendedCustomer }) => {
    const answer = await api.send('retrieveCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(answer).toAgreeWith({ ...suspendedCustomer, status: 'SUSPENDED' });
  });

  test('is open on a suspended customer', verifies('CUS-024'), async ({ api, suspendedCustomer }) => {
    const answer = await api.send('suspendCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(answer).toMatchContract('repeated');
  });

  test('is not undone by a second one', verifies('CUS-025'), async ({ api, twiceSuspendedCustomer }) => {
    const answer = await api.send('retrieveCustomer', { path: { customerId: twiceSuspendedCustomer.id } });

    expect(answer).toHold({ status: 'SUSPENDED' });
  });

  test('does not find a customer that was removed', verifies('CUS-034'), async ({ api, removedCustomer }) => {
    const answer = await api.send('suspendCustomer', { path: { customerId: removedCustomer.id } });

    expect(answer).toMatchContract('removed');
  });
});
