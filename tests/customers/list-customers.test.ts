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
});
