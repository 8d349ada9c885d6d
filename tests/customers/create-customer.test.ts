import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers', () => {
  test('returns the created individual', verifies('CUS-001'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toMatchContract('success');
  });

  test('gives a new individual the status ACTIVE', verifies('CUS-002'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toHaveProperties({ status: 'ACTIVE' });
  });

  test('returns every submitted property of an individual', verifies('CUS-003'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toRoundTrip(draft);
  });

  test('returns the created business', verifies('CUS-004'), async ({ api, businessDraft }) => {
    const answer = await api.send('createCustomer', { body: businessDraft });

    expect(answer).toMatchContract('success');
  });

  test('gives a new business the status ACTIVE', verifies('CUS-005'), async ({ api, businessDraft }) => {
    const answer = await api.send('createCustomer', { body: businessDraft });

    expect(answer).toHaveProperties({ status: 'ACTIVE' });
  });

  test(
    'returns every submitted property of a business',
    verifies('CUS-006'),
    async ({ api, businessDraft }) => {
      const answer = await api.send('createCustomer', { body: businessDraft });

      expect(answer).toRoundTrip(businessDraft);
    },
  );

  test(
    'stores every documented property of an individual',
    verifies('CUS-007'),
    async ({ api, documentedDraft }) => {
      const answer = await api.send('createCustomer', { body: documentedDraft });

      expect(answer).toRoundTrip(documentedDraft);
    },
  );

  test(
    'stores every documented property of a business',
    verifies('CUS-008'),
    async ({ api, documentedBusinessDraft }) => {
      const answer = await api.send('createCustomer', { body: documentedBusinessDraft });

      expect(answer).toRoundTrip(documentedBusinessDraft);
    },
  );

  test(
    'stores the properties of sibling resources for an individual',
    verifies('CUS-009'),
    async ({ api, fullDraft }) => {
      const answer = await api.send('createCustomer', { body: fullDraft });

      expect(answer).toRoundTrip(fullDraft);
    },
  );

  test(
    'stores the properties of sibling resources for a business',
    verifies('CUS-010'),
    async ({ api, fullBusinessDraft }) => {
      const answer = await api.send('createCustomer', { body: fullBusinessDraft });

      expect(answer).toRoundTrip(fullBusinessDraft);
    },
  );

  test('rejects a request without an access token', verifies('SEC-001'), async ({ anonymousApi, draft }) => {
    const answer = await anonymousApi.send('createCustomer', { body: draft });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('sets createdAt to the time of creation', verifies('CUS-037'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toHaveCurrentTimestamps('createdAt', 'updatedAt');
  });

  test('sets no updatedAt before createdAt', verifies('CUS-038'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toOrderTimestamps('createdAt', 'updatedAt');
  });

  test('returns the service account in createdBy', verifies('CUS-039'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toHaveActors('createdBy');
  });

  test(
    'gives every customer an id of its own',
    verifies('CUS-040'),
    async ({ api, draft, manyCustomers }) => {
      const answer = await api.send('createCustomer', { body: draft });

      expect(answer).toHaveUniqueId(manyCustomers);
    },
  );

  test('makes the first address of a type primary', verifies('CUS-055'), async ({ api, unmarkedDraft }) => {
    const answer = await api.send('createCustomer', { body: unmarkedDraft });

    expect(answer).toHaveFirstAsPrimary(unmarkedDraft);
  });

  test(
    'records whether two primary addresses are rejected',
    verifies('CUS-058'),
    async ({ api, twoPrimariesDraft }) => {
      const answer = await api.send('createCustomer', { body: twoPrimariesDraft });

      expect(answer).toMatchContract('twoPrimaries');
    },
  );

  test('records whether a PO box is rejected', verifies('CUS-061'), async ({ api, poBoxDraft }) => {
    const answer = await api.send('createCustomer', { body: poBoxDraft });

    expect(answer).toMatchContract('poBox');
  });

  test(
    'records whether the name in a mailing address is ignored',
    verifies('CUS-064'),
    async ({ api, namedMailingDraft }) => {
      const answer = await api.send('createCustomer', { body: namedMailingDraft });

      expect(answer).toSucceedWithout('/addresses/0/name');
    },
  );

  test(
    'rejects the externalId of another customer',
    verifies('CUS-065'),
    async ({ api, draft, takenExternalId }) => {
      const answer = await api.send('createCustomer', { body: { ...draft, externalId: takenExternalId } });

      expect(answer).toMatchContract('conflict');
    },
  );

  test(
    'gives no two customers the same externalId',
    verifies('CUS-073'),
    async ({ api, claimedExternalId }) => {
      const answer = await api.send('listCustomers', { query: { externalId: claimedExternalId } });

      expect(answer).toHaveProperties({ totalElements: 1 });
    },
  );

  test(
    'records whether the externalId of a removed customer is accepted',
    verifies('CUS-067'),
    async ({ api, draft, freedExternalId }) => {
      const answer = await api.send('createCustomer', { body: { ...draft, externalId: freedExternalId } });

      expect(answer).toMatchContract('reusedExternalId');
    },
  );

  test('points Location to the created customer', verifies('CUS-078'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toHaveLocationOfCustomer();
  });
});
