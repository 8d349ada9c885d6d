import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers', () => {
  test('returns the created individual', verifies('CUS-001'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toMatchContract('success');
  });

  test('gives a new individual the status ACTIVE', verifies('CUS-002'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toHaveProperties({ status: 'ACTIVE' });
  });

  test('returns every submitted property of an individual', verifies('CUS-003'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toRoundTrip(draft);
  });

  test('returns the created business', verifies('CUS-004'), async ({ api, businessDraft }) => {
    const response = await api.send('createCustomer', { body: businessDraft });

    expect(response).toMatchContract('success');
  });

  test('gives a new business the status ACTIVE', verifies('CUS-005'), async ({ api, businessDraft }) => {
    const response = await api.send('createCustomer', { body: businessDraft });

    expect(response).toHaveProperties({ status: 'ACTIVE' });
  });

  test(
    'returns every submitted property of a business',
    verifies('CUS-006'),
    async ({ api, businessDraft }) => {
      const response = await api.send('createCustomer', { body: businessDraft });

      expect(response).toRoundTrip(businessDraft);
    },
  );

  test(
    'stores every documented property of an individual',
    verifies('CUS-007'),
    async ({ api, documentedDraft }) => {
      const response = await api.send('createCustomer', { body: documentedDraft });

      expect(response).toRoundTrip(documentedDraft);
    },
  );

  test(
    'stores every documented property of a business',
    verifies('CUS-008'),
    async ({ api, documentedBusinessDraft }) => {
      const response = await api.send('createCustomer', { body: documentedBusinessDraft });

      expect(response).toRoundTrip(documentedBusinessDraft);
    },
  );

  test(
    'stores the properties of sibling resources for an individual',
    verifies('CUS-009'),
    async ({ api, fullDraft }) => {
      const response = await api.send('createCustomer', { body: fullDraft });

      expect(response).toRoundTrip(fullDraft);
    },
  );

  test(
    'stores the properties of sibling resources for a business',
    verifies('CUS-010'),
    async ({ api, fullBusinessDraft }) => {
      const response = await api.send('createCustomer', { body: fullBusinessDraft });

      expect(response).toRoundTrip(fullBusinessDraft);
    },
  );

  test('rejects a request without an access token', verifies('SEC-001'), async ({ anonymousApi, draft }) => {
    const response = await anonymousApi.send('createCustomer', { body: draft });

    expect(response).toMatchContract('unauthenticated');
  });

  test('sets createdAt to the time of creation', verifies('CUS-037'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toHaveCurrentTimestamps('createdAt', 'updatedAt');
  });

  test('sets no updatedAt before createdAt', verifies('CUS-038'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toOrderTimestamps('createdAt', 'updatedAt');
  });

  test('returns the service account in createdBy', verifies('CUS-039'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toHaveActors('createdBy');
  });

  test(
    'gives every customer an id of its own',
    verifies('CUS-040'),
    async ({ api, draft, manyCustomers }) => {
      const response = await api.send('createCustomer', { body: draft });

      expect(response).toHaveUniqueId(manyCustomers);
    },
  );

  test('makes the first address of a type primary', verifies('CUS-055'), async ({ api, unmarkedDraft }) => {
    const response = await api.send('createCustomer', { body: unmarkedDraft });

    expect(response).toHaveFirstAsPrimary(unmarkedDraft);
  });

  test(
    'records whether two primary addresses are rejected',
    verifies('CUS-058'),
    async ({ api, twoPrimariesDraft }) => {
      const response = await api.send('createCustomer', { body: twoPrimariesDraft });

      expect(response).toMatchContract('twoPrimaries');
    },
  );

  test('records whether a PO box is rejected', verifies('CUS-061'), async ({ api, poBoxDraft }) => {
    const response = await api.send('createCustomer', { body: poBoxDraft });

    expect(response).toMatchContract('poBox');
  });

  test(
    'records whether the name in a mailing address is ignored',
    verifies('CUS-064'),
    async ({ api, namedMailingDraft }) => {
      const response = await api.send('createCustomer', { body: namedMailingDraft });

      expect(response).toSucceedWithout('/addresses/0/name');
    },
  );

  test(
    'rejects the externalId of another customer',
    verifies('CUS-065'),
    async ({ api, draft, takenExternalId }) => {
      const response = await api.send('createCustomer', { body: { ...draft, externalId: takenExternalId } });

      expect(response).toMatchContract('conflict');
    },
  );

  test(
    'gives no two customers the same externalId',
    verifies('CUS-073'),
    async ({ api, claimedExternalId }) => {
      const response = await api.send('listCustomers', { query: { externalId: claimedExternalId } });

      expect(response).toHaveProperties({ totalElements: 1 });
    },
  );

  test(
    'records whether the externalId of a removed customer is accepted',
    verifies('CUS-067'),
    async ({ api, draft, freedExternalId }) => {
      const response = await api.send('createCustomer', { body: { ...draft, externalId: freedExternalId } });

      expect(response).toMatchContract('reusedExternalId');
    },
  );

  test('points Location to the created customer', verifies('CUS-078'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response).toHaveLocationOfCustomer();
  });
});
