import { expect, test, verifies } from '#fixtures';

test.describe('the headers of a response', () => {
  test(
    'exchangeApiKey sends WWW-Authenticate with 401',
    verifies('AUT-010', 'exchangeApiKey'),
    async ({ api, forgedAuthorization }) => {
      const response = await api.attempt('exchangeApiKey', {
        authorization: forgedAuthorization.wrongSecret,
      });

      expect(response).toSendChallenge();
    },
  );

  test(
    'listCustomers sends WWW-Authenticate with 401',
    verifies('AUT-010', 'listCustomers'),
    async ({ api, forgedAuthorization }) => {
      const response = await api.attempt('listCustomers', {
        authorization: forgedAuthorization.unknownToken,
      });

      expect(response).toSendChallenge();
    },
  );

  test('exchangeApiKey forbids caches to store the token', verifies('AUT-011'), async ({ api }) => {
    const response = await api.send('exchangeApiKey');

    expect(response).toForbidCaching();
  });

  test(
    'retrieveCustomer forbids caches to store the customer',
    verifies('CUS-077'),
    async ({ api, customer }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: customer.id } });

      expect(response).toForbidCaching();
    },
  );

  test(
    'listCustomers lets no other origin read responses with credentials',
    verifies('SEC-017'),
    async ({ api, strangeOrigin: origin }) => {
      const response = await api.attempt('listCustomers', { query: { size: 1 }, headers: { origin } });

      expect(response).toDenyOrigin(origin);
    },
  );
});
