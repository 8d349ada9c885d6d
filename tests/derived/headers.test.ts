import { expect, test, verifies } from '#fixtures';

test.describe('the headers of a response', () => {
  test(
    'exchangeApiKey sends WWW-Authenticate with 401',
    verifies('AUT-010', 'exchangeApiKey'),
    async ({ api, forgedAuthorization }) => {
      const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.wrongSecret });

      expect(answer).toSendChallenge();
    },
  );

  test(
    'listCustomers sends WWW-Authenticate with 401',
    verifies('AUT-010', 'listCustomers'),
    async ({ api, forgedAuthorization }) => {
      const answer = await api.attempt('listCustomers', { authorization: forgedAuthorization.unknownToken });

      expect(answer).toSendChallenge();
    },
  );

  test('exchangeApiKey forbids caches to store the token', verifies('AUT-011'), async ({ api }) => {
    const answer = await api.send('exchangeApiKey');

    expect(answer).toForbidCaching();
  });

  test(
    'retrieveCustomer forbids caches to store the customer',
    verifies('CUS-077'),
    async ({ api, customer }) => {
      const answer = await api.send('retrieveCustomer', { path: { customerId: customer.id } });

      expect(answer).toForbidCaching();
    },
  );

  test(
    'listCustomers lets no other origin read with credentials',
    verifies('SEC-017'),
    async ({ api, strangeOrigin: origin }) => {
      const answer = await api.attempt('listCustomers', { query: { size: 1 }, headers: { origin } });

      expect(answer).toDenyOrigin(origin);
    },
  );
});
