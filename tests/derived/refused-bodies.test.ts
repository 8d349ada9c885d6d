import { derived, expect, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const group of derived('DER-001')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} refuses what breaks ${field} ${variant}`,
      verifies('DER-001', operation, profile),
      async ({ rejectedBodies }) => {
        for (const { name, send } of await rejectedBodies(group)) {
          await test.step(name, async () => {
            const answer = await send();

            expect.soft(answer).toRefuse('invalid');
          });
        }
      },
    );
  }

  for (const group of derived('DER-002')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} refuses what breaks ${field} ${variant} as siblings have it`,
      verifies('DER-002', operation, profile),
      async ({ rejectedBodies }) => {
        for (const { name, send } of await rejectedBodies(group)) {
          await test.step(name, async () => {
            const answer = await send();

            expect.soft(answer).toRefuse('invalid');
          });
        }
      },
    );
  }

  for (const group of derived('DER-003')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} is open about ${field} ${variant}`,
      verifies('DER-003', operation, profile),
      async ({ rejectedBodies }) => {
        for (const { name, send } of await rejectedBodies(group)) {
          await test.step(name, async () => {
            const answer = await send();

            expect.soft(answer).toRefuse('invalid');
          });
        }
      },
    );
  }
});
