import { derived, expect, test, verifies } from '#fixtures';

test.describe('every operation with a body', () => {
  for (const group of derived('DER-007')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} keeps ${field} ${variant}`,
      verifies('DER-007', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, answers, listings } of await storedValues(group)) {
          await test.step(name, () => {
            for (const answer of answers) expect.soft(answer).toRoundTrip(sent);
            for (const { answer, id } of listings) expect.soft(answer).toListAs(id, sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-008')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} keeps ${field} ${variant} as siblings have it`,
      verifies('DER-008', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, answers, listings } of await storedValues(group)) {
          await test.step(name, () => {
            for (const answer of answers) expect.soft(answer).toRoundTrip(sent);
            for (const { answer, id } of listings) expect.soft(answer).toListAs(id, sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-024')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} damages nothing that it knows of ${field} ${variant}`,
      verifies('DER-024', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, answers } of await storedValues(group)) {
          await test.step(name, () => {
            for (const answer of answers) expect.soft(answer).toKeepWhatItKnows(sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-009')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} does not damage ${field} ${variant}`,
      verifies('DER-009', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, answers } of await storedValues(group)) {
          await test.step(name, () => {
            for (const answer of answers) expect.soft(answer).toTolerate(sent);
          });
        }
      },
    );
  }

  for (const group of derived('DER-010')) {
    const { operation, variant, field, profile } = group;

    test(
      `${operation} does not damage ${field} ${variant} as siblings have it`,
      verifies('DER-010', operation, profile),
      async ({ storedValues }) => {
        for (const { name, sent, answers } of await storedValues(group)) {
          await test.step(name, () => {
            for (const answer of answers) expect.soft(answer).toTolerate(sent);
          });
        }
      },
    );
  }
});
