import { derived, expect, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const group of derived('DER-001')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} rejects an invalid ${subject}`,
      verifies('DER-001', operation, profile),
      async ({ rejectedBodies }) => {
        for (const { name, send } of await rejectedBodies(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('invalid');
          });
        }
      },
    );
  }

  for (const group of derived('DER-002')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} rejects an invalid ${subject} by constraints of sibling resources`,
      verifies('DER-002', operation, profile),
      async ({ rejectedBodies }) => {
        for (const { name, send } of await rejectedBodies(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('invalid');
          });
        }
      },
    );
  }

  for (const group of derived('DER-003')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} records whether an open constraint of ${subject} is enforced`,
      verifies('DER-003', operation, profile),
      async ({ rejectedBodies }) => {
        for (const { name, send } of await rejectedBodies(group)) {
          await test.step(name, async () => {
            const response = await send();

            expect.soft(response).toReject('invalid');
          });
        }
      },
    );
  }
});
