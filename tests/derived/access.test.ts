import { expect, operationsOf, test, verifies } from '#fixtures';

test.describe('every operation with a token', () => {
  test('accepts the scheme Bearer in any case', verifies('AUT-007'), async ({ tokenForms }) => {
    for (const { name, send } of tokenForms) {
      await test.step(name, async () => {
        const response = await send();

        expect.soft(response).toMatchContract('success');
      });
    }
  });

  test(
    'records whether other proofs of identity are accepted',
    verifies('AUT-008'),
    async ({ otherProofs }) => {
      for (const { name, send } of otherProofs) {
        await test.step(name, async () => {
          const response = await send();

          expect.soft(response).toMatchContract('otherProof');
        });
      }
    },
  );

  for (const { operation, profile } of operationsOf('SEC-011')) {
    test(
      `${operation} rejects requests without a valid credential`,
      verifies('SEC-011', operation, profile),
      async ({ unauthorizedRequests }) => {
        for (const { name, outcome, send } of await unauthorizedRequests(operation)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toMatchContract(outcome);
          });
        }
      },
    );
  }

  for (const { operation, profile } of operationsOf('SEC-012')) {
    test(
      `${operation} changes nothing without a valid access token`,
      verifies('SEC-012', operation, profile),
      async ({ stateAfterUnauthorizedRequests }) => {
        const { before, response } = await stateAfterUnauthorizedRequests(operation);

        expect(response).toMatchEarlier(before);
      },
    );
  }

  for (const { operation, profile } of operationsOf('SEC-016')) {
    test(
      `${operation} rejects an expired access token`,
      verifies('SEC-016', operation, profile),
      async ({ withExpiredToken }) => {
        const response = await withExpiredToken(operation);

        expect(response).toMatchContract('unauthenticated');
      },
    );
  }
});
