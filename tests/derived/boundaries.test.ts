import { derived, expect, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const group of derived('DER-004')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} accepts ${subject} up to its bounds`,
      verifies('DER-004', operation, profile),
      async ({ boundaryBodies }) => {
        for (const { name, send } of await boundaryBodies(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toMatchContract('success');
          });
        }
      },
    );
  }

  for (const group of derived('DER-005')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} accepts ${subject} as sibling resources show it`,
      verifies('DER-005', operation, profile),
      async ({ boundaryBodies }) => {
        for (const { name, send } of await boundaryBodies(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toMatchContract('success');
          });
        }
      },
    );
  }

  for (const group of derived('DER-006')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} records whether open bounds of ${subject} are accepted`,
      verifies('DER-006', operation, profile),
      async ({ boundaryBodies }) => {
        for (const { name, send } of await boundaryBodies(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toMatchContract('success');
          });
        }
      },
    );
  }
});
