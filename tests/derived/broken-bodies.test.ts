import { expect, operationsOf, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const { operation, profile } of operationsOf('DER-012')) {
    test(
      `${operation} rejects an unreadable body`,
      verifies('DER-012', operation, profile),
      async ({ malformedBodies }) => {
        for (const { name, outcome, send } of await malformedBodies(operation)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject(outcome);
          });
        }
      },
    );
  }

  for (const { operation, profile } of operationsOf('DER-013')) {
    test(
      `${operation} rejects another media type`,
      verifies('DER-013', operation, profile),
      async ({ otherMediaTypes }) => {
        for (const { name, send } of await otherMediaTypes(operation)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('unsupportedMediaType');
          });
        }
      },
    );
  }

  for (const { operation, profile } of operationsOf('DER-011')) {
    test(
      `${operation} names the invalid property`,
      verifies('DER-011', operation, profile),
      async ({ withWrongFields }) => {
        for (const { name, send } of await withWrongFields(operation)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toNameInvalidProperty();
          });
        }
      },
    );
  }
});
