import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers/{customerId}', () => {
  test('returns the individual as it was created', verifies('CUS-011'), async ({ api, customer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: customer.id } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toMatchEarlier(customer);
  });

  test('returns the business as it was created', verifies('CUS-012'), async ({ api, businessCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: businessCustomer.id } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toMatchEarlier(businessCustomer);
  });

  test(
    'returns every submitted property of an individual',
    verifies('CUS-013'),
    async ({ api, customer, draft }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: customer.id } });

      expect(response).toRoundTrip(draft);
    },
  );

  test(
    'returns every submitted property of a business',
    verifies('CUS-014'),
    async ({ api, businessCustomer, businessDraft }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: businessCustomer.id } });

      expect(response).toRoundTrip(businessDraft);
    },
  );

  test(
    'returns every documented property of an individual',
    verifies('CUS-019'),
    async ({ api, documentedCustomer, documentedDraft }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: documentedCustomer.id } });

      expect(response).toRoundTrip(documentedDraft);
    },
  );

  test(
    'returns every documented property of a business',
    verifies('CUS-020'),
    async ({ api, documentedBusinessCustomer, documentedBusinessDraft }) => {
      const response = await api.send('retrieveCustomer', {
        path: { customerId: documentedBusinessCustomer.id },
      });

      expect(response).toRoundTrip(documentedBusinessDraft);
    },
  );

  test('returns 404 for an unknown id', verifies('CUS-015'), async ({ api, unknownId }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: unknownId } });

    expect(response).toMatchContract('notFound');
  });

  test(
    'gives every error a trace id of its own',
    verifies('ANS-012'),
    async ({ api, earlierError, unknownId }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: unknownId } });

      expect(response).toHaveOtherTraceId(earlierError);
    },
  );

  test('rejects a malformed id', verifies('CUS-016'), async ({ api }) => {
    const response = await api.attempt('retrieveCustomer', {
      path: { customerId: 'not-a-uuid' },
      breaks: { pointer: 'path customerId', rule: 'format' },
    });

    expect(response).toMatchContract('malformedId');
  });

  test('does not return a removed customer', verifies('CUS-018'), async ({ api, removedCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: removedCustomer.id } });

    expect(response).toMatchContract('removed');
  });

  test(
    'does not return a customer of another business account',
    verifies('SEC-004'),
    async ({ otherTenantApi, customer }) => {
      const response = await otherTenantApi.send('retrieveCustomer', { path: { customerId: customer.id } });

      expect(response).toMatchContract('forbidden');
    },
  );

  test(
    'does not return a removed customer after later writes',
    verifies('CUS-035'),
    async ({ api, lateWrites }) => {
      const response = await api.send('retrieveCustomer', {
        path: { customerId: lateWrites.customer.id },
      });

      expect(response).toMatchContract('removed');
    },
  );

  test('returns a suspended customer', verifies('CUS-072'), async ({ api, suspendedCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: suspendedCustomer.id } });

    expect(response).toMatchContract('success');
  });

  test(
    'returns a customer unchanged by writes to others',
    verifies('CUS-041'),
    async ({ api, unrelatedCustomer }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: unrelatedCustomer.id } });

      expect(response).toMatchEarlier(unrelatedCustomer);
    },
  );

  test('keeps createdAt and createdBy', verifies('CUS-049'), async ({ api, customerWithHistory }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: customerWithHistory.id } });

    expect.soft(response).toKeepProperties(customerWithHistory, 'id', 'type', 'createdAt', 'createdBy');
    expect.soft(response).toOrderTimestamps('createdAt', 'updatedAt');
  });

  test(
    'returns only the marked address as primary',
    verifies('CUS-056'),
    async ({ api, customerWithAddresses, markedDraft }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: customerWithAddresses.id } });

      expect.soft(response).toHaveOnePrimary(markedDraft);
      expect.soft(response).toRoundTrip(markedDraft);
    },
  );

  test('returns only one primary address', verifies('CUS-059'), async ({ api, customerWithTwoPrimaries }) => {
    const response = await api.send('retrieveCustomer', {
      path: { customerId: customerWithTwoPrimaries.id },
    });

    expect(response).toHaveOnePrimary(customerWithTwoPrimaries);
  });

  test(
    'records whether addresses keep their order',
    verifies('CUS-063'),
    async ({ api, customerWithAddresses, markedDraft }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: customerWithAddresses.id } });

      expect(response).toKeepArrayOrder(markedDraft);
    },
  );
});
