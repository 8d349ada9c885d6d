import { expect, test, verifies } from '#fixtures';

test.describe('the headers of a response', () => {
  test(
    'exchangeApiKey says how to authenticate',
    verifies('AUT-010', 'exchangeApiKey'),
    async ({ api, forgedAuthorization }) => {
      const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.wrongSecret });

      expect(answer).toChallenge();
    },
  );

  test(
    'listCustomers says how to authenticate',
    verifies('AUT-010', 'listCustomers'),
    async ({ api, forgedAuthorization }) => {
      const answer = await api.attempt('listCustomers', { authorization: forgedAuthorization.unknownToken });

      expect(answer).toChallenge();
    },
  );

  test('exchangeApiKey keeps the token out of caches', verifies('AUT-011'), async ({ api }) => {
    const answer = await api.send('exchangeApiKey');

    expect(answer).toForbidStoring();
  });

  test(
    'retrieveCustomer keeps the customer out of caches',
    verifies('CUS-077'),
    async ({ api, customer }) => {
      const answer = await api.send('retrieveCustomer', { path: { customerId: customer.id } });

      expect(answer).toForbidStoring();
    },
  );

  test(
    'listCustomers is closed to pages of any origin',
    verifies('SEC-017'),
    async ({ api, strangeOrigin: origin }) => {
      const answer = await api.attempt('listCustomers', { query: { size: 1 }, headers: { origin } });

      expect(answer).toBeClosedToOrigin(origin);
    },
  );
});
