import { derived, expect, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const group of derived('DER-007')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} returns ${subject} as sent`,
      verifies('DER-007', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, responses, listings } of await storedValues(group)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toRoundTrip(sent);
            for (const { response, id } of listings) expect.soft(response).toMatchListEntry(id, sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-008')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} returns ${subject} of sibling resources as sent`,
      verifies('DER-008', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, responses, listings } of await storedValues(group)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toRoundTrip(sent);
            for (const { response, id } of listings) expect.soft(response).toMatchListEntry(id, sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-024')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} returns no other value of ${subject} than was sent`,
      verifies('DER-024', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, responses } of await storedValues(group)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toKeepReturned(sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-009')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} does not damage ${subject}`,
      verifies('DER-009', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, responses } of await storedValues(group)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toRejectOrKeep(sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-010')) {
    const { operation, subject, profile } = group;

    test(
      `${operation} does not damage ${subject} of sibling resources`,
      verifies('DER-010', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, responses } of await storedValues(group)) {
          await test.step(name, () => {
            for (const response of responses) expect.soft(response).toRejectOrKeep(sent);
          });
        }
      },
    );
  }
});
