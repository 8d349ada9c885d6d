import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers', () => {
  test('is open to the token of an exchange', verifies('AUT-002'), async ({ api, unknownId }) => {
    const answer = await api.send('listCustomers', { query: { externalId: unknownId, size: 1 } });

    expect(answer).toMatchContract('success');
  });

  test('refuses a token that was never issued', verifies('SEC-002'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('listCustomers', { authorization: forgedAuthorization.unknownToken });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('refuses an expired token', verifies('SEC-003'), async ({ api, expiredToken }) => {
    const answer = await api.attempt('listCustomers', { authorization: `Bearer ${expiredToken}` });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('pages hold everybody once', verifies('LST-001'), async ({ listings, dataSet }) => {
    const list = await listings.of();

    expect(list).toCover(dataSet.isolated);
  });

  test('describes each page', verifies('LST-002'), async ({ listings, dataSet }) => {
    const list = await listings.of();

    expect(list).toBePaged(dataSet.isolated);
  });

  test('answers nobody with an empty page', verifies('LST-003'), async ({ listings, unknownId }) => {
    const list = await listings.of({ externalId: unknownId });

    expect(list).toBePaged([]);
  });

  test('leaves a page beyond the last one empty', verifies('LST-004'), async ({ listings }) => {
    const list = await listings.of({ page: 1000 });

    expect(list).toCover([]);
  });

  test('sorts by time of creation', verifies('LST-005'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBothWays('createdAt');

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test('sorts by names and references', verifies('LST-006'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBothWays('firstName', 'lastName', 'businessName', 'externalId');

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test('sorts by several fields', verifies('LST-007'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBy(['createdAt,DESC', 'lastName'], ['lastName,ASC', 'createdAt,DESC']);

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test('begins with the newest', verifies('LST-008'), async ({ listings, dataSet }) => {
    const list = await listings.of();

    expect([list]).toBeSorted(dataSet.isolated);
  });

  test('ascends without a direction', verifies('LST-009'), async ({ listings, dataSet }) => {
    const lists = await listings.sortedBy(['createdAt']);

    expect(lists).toBeSorted(dataSet.isolated);
  });

  test('searches', verifies('LST-010'), async ({ listings }) => {
    const lists = await listings.filteredBy('search');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by name', verifies('LST-011'), async ({ listings }) => {
    const lists = await listings.filteredBy('name');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by email address', verifies('LST-012'), async ({ listings }) => {
    const lists = await listings.filteredBy('primaryEmail');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by phone number', verifies('LST-013'), async ({ listings }) => {
    const lists = await listings.filteredBy('primaryPhoneNumber');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by external id', verifies('LST-014'), async ({ listings }) => {
    const lists = await listings.filteredBy('externalId');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by day of creation', verifies('LST-015'), async ({ listings }) => {
    const lists = await listings.filteredBy('days');

    expect(lists).toHoldWhatMatches();
  });

  test('reads days in a time zone', verifies('LST-016'), async ({ listings }) => {
    const lists = await listings.filteredBy('timeZones');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by type', verifies('LST-017'), async ({ listings }) => {
    const lists = await listings.filteredBy('type');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by status', verifies('LST-018'), async ({ listings }) => {
    const lists = await listings.filteredBy('status');

    expect(lists).toHoldWhatMatches();
  });

  test('filters by address', verifies('LST-019'), async ({ listings }) => {
    const lists = await listings.filteredBy('address');

    expect(lists).toHoldWhatMatches();
  });

  test('combines search and filters', verifies('LST-020'), async ({ listings }) => {
    const lists = await listings.filteredBy('combined');

    expect(lists).toHoldWhatMatches();
  });

  test('takes reserved signs for what they are', verifies('LST-021'), async ({ listings }) => {
    const lists = await listings.filteredBy('signs');

    expect(lists).toHoldWhatMatches();
  });

  test('leaves out who was removed', verifies('LST-022'), async ({ listings }) => {
    const lists = await listings.filteredBy('removed');

    expect(lists).toHoldWhatMatches();
  });

  test('agrees with reads', verifies('LST-023'), async ({ listings, readCustomers }) => {
    const list = await listings.whole();

    expect(list).toAgreeWithReads(readCustomers);
  });

  test('finds by a part of the value', verifies('LST-024'), async ({ listings }) => {
    const lists = await listings.filteredBy('parts');

    expect(lists).toHoldWhatMatches();
  });

  test('finds whatever the case', verifies('LST-025'), async ({ listings }) => {
    const lists = await listings.filteredBy('otherCase');

    expect(lists).toHoldWhatMatches();
  });

  test('finds other forms of a phone number', verifies('LST-026'), async ({ listings }) => {
    const lists = await listings.filteredBy('phoneForms');

    expect(lists).toHoldWhatMatches();
  });
});
