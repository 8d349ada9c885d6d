import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers', () => {
  test('answers the individual that was created', verifies('CUS-001'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toMatchContract('success');
  });

  test('starts the individual as ACTIVE', verifies('CUS-002'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toHold({ status: 'ACTIVE' });
  });

  test('keeps every submitted field of an individual', verifies('CUS-003'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toRoundTrip(draft);
  });

  test('answers the business that was created', verifies('CUS-004'), async ({ api, businessDraft }) => {
    const answer = await api.send('createCustomer', { body: businessDraft });

    expect(answer).toMatchContract('success');
  });

  test('starts the business as ACTIVE', verifies('CUS-005'), async ({ api, businessDraft }) => {
    const answer = await api.send('createCustomer', { body: businessDraft });

    expect(answer).toHold({ status: 'ACTIVE' });
  });

  test('keeps every submitted field of a business', verifies('CUS-006'), async ({ api, businessDraft }) => {
    const answer = await api.send('createCustomer', { body: businessDraft });

    expect(answer).toRoundTrip(businessDraft);
  });

  test(
    'keeps every documented field of an individual',
    verifies('CUS-007'),
    async ({ api, documentedDraft }) => {
      const answer = await api.send('createCustomer', { body: documentedDraft });

      expect(answer).toRoundTrip(documentedDraft);
    },
  );

  test(
    'keeps every documented field of a business',
    verifies('CUS-008'),
    async ({ api, documentedBusinessDraft }) => {
      const answer = await api.send('createCustomer', { body: documentedBusinessDraft });

      expect(answer).toRoundTrip(documentedBusinessDraft);
    },
  );

  test(
    'keeps the fields of sibling resources for an individual',
    verifies('CUS-009'),
    async ({ api, fullDraft }) => {
      const answer = await api.send('createCustomer', { body: fullDraft });

      expect(answer).toRoundTrip(fullDraft);
    },
  );

  test(
    'keeps the fields of sibling resources for a business',
    verifies('CUS-010'),
    async ({ api, fullBusinessDraft }) => {
      const answer = await api.send('createCustomer', { body: fullBusinessDraft });

      expect(answer).toRoundTrip(fullBusinessDraft);
    },
  );

  test('refuses a caller without a token', verifies('SEC-001'), async ({ anonymousApi, draft }) => {
    const answer = await anonymousApi.send('createCustomer', { body: draft });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('dates the customer to its creation', verifies('CUS-037'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toBeStampedNow('createdAt', 'updatedAt');
  });

  test('updates no customer before its creation', verifies('CUS-038'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toOrderTimes('createdAt', 'updatedAt');
  });

  test('names who created the customer', verifies('CUS-039'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toNameActors('createdBy');
  });

  test(
    'gives an id that no other customer has',
    verifies('CUS-040'),
    async ({ api, draft, manyCustomers }) => {
      const answer = await api.send('createCustomer', { body: draft });

      expect(answer).toHaveOwnId(manyCustomers);
    },
  );

  test('makes the first address of a type primary', verifies('CUS-055'), async ({ api, unmarkedDraft }) => {
    const answer = await api.send('createCustomer', { body: unmarkedDraft });

    expect(answer).toPromoteFirst(unmarkedDraft);
  });

  test('is open on two primary addresses', verifies('CUS-058'), async ({ api, twoPrimariesDraft }) => {
    const answer = await api.send('createCustomer', { body: twoPrimariesDraft });

    expect(answer).toMatchContract('twoPrimaries');
  });

  test('is open on a PO box', verifies('CUS-061'), async ({ api, poBoxDraft }) => {
    const answer = await api.send('createCustomer', { body: poBoxDraft });

    expect(answer).toMatchContract('poBox');
  });

  test('passes over a name it has no use for', verifies('CUS-064'), async ({ api, namedMailingDraft }) => {
    const answer = await api.send('createCustomer', { body: namedMailingDraft });

    expect(answer).toIgnore('/addresses/0/name');
  });

  test('refuses a taken reference number', verifies('CUS-065'), async ({ api, draft, takenExternalId }) => {
    const answer = await api.send('createCustomer', { body: { ...draft, externalId: takenExternalId } });

    expect(answer).toMatchContract('conflict');
  });

  test('gives no reference number twice', verifies('CUS-073'), async ({ api, claimedExternalId }) => {
    const answer = await api.send('listCustomers', { query: { externalId: claimedExternalId } });

    expect(answer).toHold({ totalElements: 1 });
  });

  test(
    'is open on a freed reference number',
    verifies('CUS-067'),
    async ({ api, draft, freedExternalId }) => {
      const answer = await api.send('createCustomer', { body: { ...draft, externalId: freedExternalId } });

      expect(answer).toMatchContract('reusedExternalId');
    },
  );

  test('says nothing wrong of where the customer is', verifies('CUS-078'), async ({ api, draft }) => {
    const answer = await api.send('createCustomer', { body: draft });

    expect(answer).toLocateItsCustomer();
  });
});
