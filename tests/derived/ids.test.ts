import { expect, operationsOf, test, verifies } from '#fixtures';

test.describe('every operation on an id', () => {
  for (const { operation, profile } of operationsOf('DER-014')) {
    test(
      `${operation} rejects a malformed id`,
      verifies('DER-014', operation, profile),
      async ({ malformedIds }) => {
        for (const { name, send } of malformedIds(operation)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('malformedId');
          });
        }
      },
    );
  }

  for (const { operation, profile } of operationsOf('DER-015')) {
    test(
      `${operation} treats an unknown id as not found`,
      verifies('DER-015', operation, profile),
      async ({ withUnknownIds }) => {
        const response = await withUnknownIds(operation);

        expect(response).toMatchContract('notFound');
      },
    );
  }
});
