import { expect, test, verifies } from '#fixtures';

test.describe('a request that no client sends', () => {
  test(
    'updateCustomer lets no header turn it into a DELETE',
    verifies('SEC-018'),
    async ({ api, methodOverride: { before } }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: before.id } });

      expect(response).toMatchContract('success');
    },
  );

  test(
    'listCustomers accepts no access token in the query',
    verifies('SEC-019'),
    async ({ tokenInQuery }) => {
      const response = await tokenInQuery.send();

      expect(response).toMatchContract('malformedCredentials');
    },
  );
});
