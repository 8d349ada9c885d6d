import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}', () => {
  test('updates the individual', verifies('CUS-042'), async ({ api, plannedChange: { before, body } }) => {
    const response = await api.send('updateCustomer', { path: { customerId: before.id }, body });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toRoundTrip(body);
  });

  test(
    'updates the business',
    verifies('CUS-043'),
    async ({ api, plannedBusinessChange: { before, body } }) => {
      const response = await api.send('updateCustomer', { path: { customerId: before.id }, body });

      expect.soft(response).toMatchContract('success');
      expect.soft(response).toRoundTrip(body);
    },
  );

  test('stores every submitted property of an individual', verifies('CUS-044'), async ({ api, change }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: change.before.id } });

    expect(response).toRoundTrip(change.body);
  });

  test(
    'stores every submitted property of a business',
    verifies('CUS-045'),
    async ({ api, businessChange }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: businessChange.before.id } });

      expect(response).toRoundTrip(businessChange.body);
    },
  );

  test('does not change id, type, status or creation time', verifies('CUS-046'), async ({ api, change }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: change.before.id } });

    expect(response).toKeepProperties(change.before, 'id', 'type', 'status', 'createdAt');
  });

  test('moves updatedAt forward', verifies('CUS-047'), async ({ api, change }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: change.before.id } });

    expect(response).toHaveLaterTimestamp(change.before, 'updatedAt');
  });

  test('sets updatedAt to the time of the update', verifies('CUS-048'), async ({ api, change }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: change.before.id } });

    expect(response).toHaveCurrentTimestamps('updatedAt');
  });

  test(
    'changes nothing when it rejects a value of the wrong type',
    verifies('CUS-050'),
    async ({ api, wronglyChangedCustomer }) => {
      const response = await api.send('retrieveCustomer', {
        path: { customerId: wronglyChangedCustomer.id },
      });

      expect(response).toMatchEarlier(wronglyChangedCustomer);
    },
  );

  test('does not change the type', verifies('CUS-051'), async ({ api, retypedCustomer }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: retypedCustomer.id } });

    expect(response).toKeepProperties(retypedCustomer, 'id', 'type');
  });

  test('adds an address', verifies('CUS-052'), async ({ api, addressAddition: { before, body } }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: before.id } });

    expect(response).toRoundTrip(body);
  });

  test('adds a contact', verifies('CUS-053'), async ({ api, contactChange: { before, body } }) => {
    const response = await api.send('retrieveCustomer', { path: { customerId: before.id } });

    expect(response).toRoundTrip(body);
  });

  test(
    'records whether omitted properties are kept or cleared',
    verifies('CUS-054'),
    async ({ api, sparseChange: { before, body } }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: before.id } });

      expect(response).toTreatOmitted('updateCustomer', before, body);
    },
  );

  test(
    'makes another address primary when the primary one is removed',
    verifies('CUS-057'),
    async ({ api, primaryRemoval }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: primaryRemoval.before.id } });

      expect(response).toHaveOnePrimary(primaryRemoval.body);
    },
  );

  test(
    'records whether two primary addresses are rejected',
    verifies('CUS-060'),
    async ({ api, customer, twoPrimariesDraft: body }) => {
      const response = await api.send('updateCustomer', { path: { customerId: customer.id }, body });

      expect(response).toMatchContract('twoPrimaries');
    },
  );

  test(
    'records whether a PO box is rejected',
    verifies('CUS-062'),
    async ({ api, customer, poBoxDraft: body }) => {
      const response = await api.send('updateCustomer', { path: { customerId: customer.id }, body });

      expect(response).toMatchContract('poBox');
    },
  );

  test(
    'gives no two customers the same externalId',
    verifies('CUS-066'),
    async ({ api, disputedExternalId }) => {
      const response = await api.send('listCustomers', { query: { externalId: disputedExternalId } });

      expect(response).toHaveProperties({ totalElements: 1 });
    },
  );

  test(
    'records whether the externalId of another customer is rejected',
    verifies('CUS-071'),
    async ({ api, customer, rivalDraft }) => {
      const response = await api.send('updateCustomer', {
        path: { customerId: customer.id },
        body: rivalDraft,
      });

      expect(response).toMatchContract('takenExternalId');
    },
  );

  test(
    'records whether a suspended customer is updated',
    verifies('CUS-029'),
    async ({ api, suspendedCustomer, otherDraft: body }) => {
      const response = await api.send('updateCustomer', { path: { customerId: suspendedCustomer.id }, body });

      expect(response).toMatchContract('suspended');
    },
  );

  test(
    'does not change the status of a suspended customer',
    verifies('CUS-030'),
    async ({ api, changedSuspendedCustomer }) => {
      const response = await api.send('retrieveCustomer', {
        path: { customerId: changedSuspendedCustomer.id },
      });

      expect(response).toHaveProperties({ status: 'SUSPENDED' });
    },
  );

  test(
    'treats a removed customer as not found',
    verifies('CUS-033'),
    async ({ api, removedCustomer, draft: body }) => {
      const response = await api.send('updateCustomer', { path: { customerId: removedCustomer.id }, body });

      expect(response).toMatchContract('removed');
    },
  );

  test('creates no customer for a removed id', verifies('CUS-036'), async ({ api, lateWrites }) => {
    const primaryEmail = lateWrites.draft.primaryEmail.value;
    const response = await api.send('listCustomers', { query: { primaryEmail } });

    expect(response).toHaveProperties({ totalElements: 0 });
  });
});
