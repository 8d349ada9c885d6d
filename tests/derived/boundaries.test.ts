import { derived, expect, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const group of derived('DER-004')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} takes ${field} ${variant} up to its bounds`,
      verifies('DER-004', operation, profile),
      async ({ boundaryBodies }) => {
        for (const { name, send } of await boundaryBodies(group)) {
          await test.step(name, async () => {
            const answer = await send();

            expect.soft(answer).toMatchContract('success');
          });
        }
      },
    );
  }

  for (const group of derived('DER-005')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} takes ${field} ${variant} as siblings have it`,
      verifies('DER-005', operation, profile),
      async ({ boundaryBodies }) => {
        for (const { name, send } of await boundaryBodies(group)) {
          await test.step(name, async () => {
            const answer = await send();

            expect.soft(answer).toMatchContract('success');
          });
        }
      },
    );
  }

  for (const group of derived('DER-006')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} is open about the bounds of ${field} ${variant}`,
      verifies('DER-006', operation, profile),
      async ({ boundaryBodies }) => {
        for (const { name, send } of await boundaryBodies(group)) {
          await test.step(name, async () => {
            const answer = await send();

            expect.soft(answer).toMatchContract('success');
          });
        }
      },
    );
  }
});
