import { expect, operationsOf, test, verifies } from '#fixtures';

test.describe('every operation on a customer', () => {
  for (const { operation, profile } of operationsOf('SEC-013')) {
    test(
      `${operation} rejects other business accounts`,
      verifies('SEC-013', operation, profile),
      async ({ asOtherTenant }) => {
        const response = await asOtherTenant(operation);

        expect(response).toMatchContract('forbidden');
      },
    );
  }

  test(
    'lists no customer to other business accounts',
    verifies('SEC-015'),
    async ({ listedToOtherTenant }) => {
      const response = await listedToOtherTenant();

      expect(response).toHaveProperties({ totalElements: 0 });
    },
  );

  test('changes nothing for other business accounts', verifies('SEC-014'), async ({ afterOtherTenant }) => {
    const { before, response } = await afterOtherTenant(operationsOf('SEC-013'));

    expect(response).toMatchEarlier(before);
  });

  test(
    'accepts an externalId of another business account',
    verifies('CUS-074'),
    async ({ api, draft, foreignExternalId }) => {
      const response = await api.send('createCustomer', {
        body: { ...draft, externalId: foreignExternalId },
      });

      expect(response).toMatchContract('success');
    },
  );

  for (const { operation, profile } of operationsOf('LIM-017')) {
    test(
      `${operation} rejects other business accounts`,
      verifies('LIM-017', operation, profile),
      async ({ referredByOtherTenant }) => {
        const response = await referredByOtherTenant(operation);

        expect(response).toDenyAccess();
      },
    );
  }

  test(
    'changes no limit for other business accounts',
    verifies('LIM-018'),
    async ({ api, customer, limitsOfNobodyElse }) => {
      const response = await api.send('listLimits', {
        query: { scopeId: customer.id, scopeType: 'CUSTOMER' },
      });

      expect(response).toContainResources(...limitsOfNobodyElse);
    },
  );

  for (const { operation, profile } of operationsOf('DOC-021')) {
    test(
      `${operation} rejects other business accounts`,
      verifies('DOC-021', operation, profile),
      async ({ referredByOtherTenant }) => {
        const response = await referredByOtherTenant(operation);

        expect(response).toDenyAccess();
      },
    );
  }

  test(
    'accepts no application for a customer of another business account',
    verifies('IDV-024'),
    async ({ otherTenantApi, applicationOfOurs: body }) => {
      const response = await otherTenantApi.send('submitIdentityVerification', { body });

      expect(response).toDenyAccess();
    },
  );
});
