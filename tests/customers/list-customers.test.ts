import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers', () => {
  test('accepts the access token of an exchange', verifies('AUT-002'), async ({ api, unknownId }) => {
    const response = await api.send('listCustomers', { query: { externalId: unknownId, size: 1 } });

    expect(response).toMatchContract('success');
  });

  test(
    'rejects an access token that was never issued',
    verifies('SEC-002'),
    async ({ api, forgedAuthorization }) => {
      const response = await api.attempt('listCustomers', {
        authorization: forgedAuthorization.unknownToken,
      });

      expect(response).toMatchContract('unauthenticated');
    },
  );

  test('rejects an expired access token', verifies('SEC-003'), async ({ api, expiredToken }) => {
    const response = await api.attempt('listCustomers', { authorization: `Bearer ${expiredToken}` });

    expect(response).toMatchContract('unauthenticated');
  });

  test('lists every customer once across its pages', verifies('LST-001'), async ({ listings, dataSet }) => {
    const list = await listings.of();

    expect(list).toContainExactly(dataSet.isolated);
  });

  test(
    'returns pagination properties that agree with each page',
    verifies('LST-002'),
    async ({ listings, dataSet }) => {
      const list = await listings.of();

      expect(list).toHavePagination(dataSet.isolated);
    },
  );

  test(
    'returns an empty page when no customer matches',
    verifies('LST-003'),
    async ({ listings, unknownId }) => {
      const list = await listings.of({ externalId: unknownId });

      expect(list).toHavePagination([]);
    },
  );

  test('records whether a page beyond the last one is empty', verifies('LST-004'), async ({ listings }) => {
    const list = await listings.of({ page: 1000 });

    expect(list).toContainExactly([]);
  });

  test('sorts by createdAt', verifies('LST-005'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBothWays('createdAt');

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test('sorts by names and externalId', verifies('LST-006'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBothWays('firstName', 'lastName', 'businessName', 'externalId');

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test('sorts by several properties in their order', verifies('LST-007'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBy(['createdAt,DESC', 'lastName'], ['lastName,ASC', 'createdAt,DESC']);

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test(
    'lists the newest customers first without sort',
    verifies('LST-008'),
    async ({ listings, dataSet }) => {
      const list = await listings.of();

      expect([list]).toBeSorted(dataSet.isolated);
    },
  );

  test(
    'records whether sort without a direction is ascending',
    verifies('LST-009'),
    async ({ listings, dataSet }) => {
      const lists = await listings.sortedBy(['createdAt']);

      expect(lists).toBeSorted(dataSet.isolated);
    },
  );

  test('matches id, name, phone and email with search', verifies('LST-010'), async ({ listings }) => {
    const lists = await listings.filteredBy('search');

    expect(lists).toMatchFilters();
  });

  test('filters by name', verifies('LST-011'), async ({ listings }) => {
    const lists = await listings.filteredBy('name');

    expect(lists).toMatchFilters();
  });

  test('filters by email address', verifies('LST-012'), async ({ listings }) => {
    const lists = await listings.filteredBy('primaryEmail');

    expect(lists).toMatchFilters();
  });

  test('filters by phone number', verifies('LST-013'), async ({ listings }) => {
    const lists = await listings.filteredBy('primaryPhoneNumber');

    expect(lists).toMatchFilters();
  });

  test('filters by externalId', verifies('LST-014'), async ({ listings }) => {
    const lists = await listings.filteredBy('externalId');

    expect(lists).toMatchFilters();
  });

  test('filters by creation date', verifies('LST-015'), async ({ listings }) => {
    const lists = await listings.filteredBy('days');

    expect(lists).toMatchFilters();
  });

  test('reads creation dates in the requested time zone', verifies('LST-016'), async ({ listings }) => {
    const lists = await listings.filteredBy('timeZones');

    expect(lists).toMatchFilters();
  });

  test('filters by type', verifies('LST-017'), async ({ listings }) => {
    const lists = await listings.filteredBy('type');

    expect(lists).toMatchFilters();
  });

  test('filters by status', verifies('LST-018'), async ({ listings }) => {
    const lists = await listings.filteredBy('status');

    expect(lists).toMatchFilters();
  });

  test('filters by address', verifies('LST-019'), async ({ listings }) => {
    const lists = await listings.filteredBy('address');

    expect(lists).toMatchFilters();
  });

  test('combines search and filters', verifies('LST-020'), async ({ listings }) => {
    const lists = await listings.filteredBy('combined');

    expect(lists).toMatchFilters();
  });

  test(
    'reads percent-encoded reserved characters as themselves',
    verifies('LST-021'),
    async ({ listings }) => {
      const lists = await listings.filteredBy('signs');

      expect(lists).toMatchFilters();
    },
  );

  test('does not list a removed customer', verifies('LST-022'), async ({ listings }) => {
    const lists = await listings.filteredBy('removed');

    expect(lists).toMatchFilters();
  });

  test(
    'lists the same values as when a customer is retrieved',
    verifies('LST-023'),
    async ({ listings, readCustomers }) => {
      const list = await listings.whole();

      expect(list).toMatchReads(readCustomers);
    },
  );

  test('records whether filters match a part of the value', verifies('LST-024'), async ({ listings }) => {
    const lists = await listings.filteredBy('parts');

    expect(lists).toMatchFilters();
  });

  test('records whether filters match regardless of case', verifies('LST-025'), async ({ listings }) => {
    const lists = await listings.filteredBy('otherCase');

    expect(lists).toMatchFilters();
  });

  test('records whether other forms of a phone number match', verifies('LST-026'), async ({ listings }) => {
    const lists = await listings.filteredBy('phoneForms');

    expect(lists).toMatchFilters();
  });
});
