import { expect, test, verifies } from '#fixtures';

test.describe('two requests at the same time', () => {
  test(
    'updateCustomer mixes no two bodies',
    verifies('CUS-075'),
    async ({ api, updatesAtOnce: { before, bodies } }) => {
      const answer = await api.send('retrieveCustomer', { path: { customerId: before.id } });

      expect(answer).toMixNone(bodies);
    },
  );

  test(
    'createCustomer gives no reference number twice',
    verifies('CUS-076'),
    async ({ api, racedExternalId }) => {
      const answer = await api.send('listCustomers', { query: { externalId: racedExternalId } });

      expect(answer).toCountAtMost(1);
    },
  );
});
