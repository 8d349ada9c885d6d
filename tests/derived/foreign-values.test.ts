import { expect, operationsOf, test, verifies } from '#fixtures';

test.describe('every operation that writes', () => {
  for (const { operation, profile } of operationsOf('DER-021')) {
    test(
      `${operation} takes no values that only the API sets`,
      verifies('DER-021', operation, profile),
      async ({ serverSet }) => {
        for (const { name, values, usual, responses } of await serverSet(operation)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toIgnoreValues(values, usual, operation);
          });
        }
      },
    );
  }

  for (const { operation, profile } of operationsOf('DER-022')) {
    test(
      `${operation} stores no property that is not described`,
      verifies('DER-022', operation, profile),
      async ({ undescribedField }) => {
        for (const { name, values, usual, responses } of await undescribedField(operation)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toIgnoreValues(values, usual, operation);
          });
        }
      },
    );
  }
});
