import { derivedParameters, expect, test, verifies } from '#fixtures';

test.describe('every operation with query parameters', () => {
  for (const group of derivedParameters('DER-016')) {
    const { operation, profile } = group;

    test(
      `${operation} rejects invalid query parameters`,
      verifies('DER-016', operation, profile),
      async ({ parameterTrials }) => {
        for (const { name, send } of await parameterTrials(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('invalid');
          });
        }
      },
    );
  }

  for (const group of derivedParameters('DER-017')) {
    const { operation, profile } = group;

    test(
      `${operation} rejects invalid query parameters known from siblings`,
      verifies('DER-017', operation, profile),
      async ({ parameterTrials }) => {
        for (const { name, send } of await parameterTrials(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('invalid');
          });
        }
      },
    );
  }

  for (const group of derivedParameters('DER-018')) {
    const { operation, profile } = group;

    test(
      `${operation} records whether open query parameter constraints are enforced`,
      verifies('DER-018', operation, profile),
      async ({ parameterTrials }) => {
        for (const { name, send } of await parameterTrials(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('invalid');
          });
        }
      },
    );
  }

  for (const group of derivedParameters('DER-019')) {
    const { operation, profile } = group;

    test(
      `${operation} accepts its query parameters`,
      verifies('DER-019', operation, profile),
      async ({ parameterTrials }) => {
        for (const { name, send } of await parameterTrials(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toMatchContract('success');
          });
        }
      },
    );
  }

  for (const group of derivedParameters('DER-020')) {
    const { operation, profile } = group;

    test(
      `${operation} accepts query parameters known from siblings`,
      verifies('DER-020', operation, profile),
      async ({ parameterTrials }) => {
        for (const { name, send } of await parameterTrials(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toMatchContract('success');
          });
        }
      },
    );
  }
});
