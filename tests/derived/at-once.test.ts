import { expect, test, verifies } from '#fixtures';

test.describe('two requests at the same time', () => {
  test(
    'updateCustomer stores no mix of concurrent updates',
    verifies('CUS-075'),
    async ({ api, updatesAtOnce: { before, bodies } }) => {
      const response = await api.send('retrieveCustomer', { path: { customerId: before.id } });

      expect(response).toNotMixBodies(bodies);
    },
  );

  test(
    'createCustomer gives no externalId twice in concurrent creates',
    verifies('CUS-076'),
    async ({ api, racedExternalId }) => {
      const response = await api.send('listCustomers', { query: { externalId: racedExternalId } });

      expect(response).toCountAtMost(1);
    },
  );
});
