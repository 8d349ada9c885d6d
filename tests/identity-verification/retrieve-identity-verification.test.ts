import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verifications/{applicationId}', () => {
  test(
    'returns the application with a documented status',
    verifies('IDV-005'),
    async ({ applicationScenario }) => {
      for (const answer of applicationScenario.answers('read')) {
        await test.step(answer.exchange.startedAt, () => {
          expect.soft(answer).toMatchContract('success');
        });
      }
    },
  );

  test('returns the submitted account and profile', verifies('IDV-006'), ({ applicationScenario }) => {
    const answer = applicationScenario.answer('read');

    expect(answer).toHaveProperties(applicationScenario.noted('draft'));
  });

  test(
    'returns no outcome before the application is completed',
    verifies('IDV-007'),
    async ({ applicationScenario }) => {
      for (const answer of applicationScenario.answers('read')) {
        await test.step(answer.exchange.startedAt, () => {
          expect.soft(answer).toOmitEarlyOutcome();
        });
      }
    },
  );

  test('does not change an application that has ended', verifies('IDV-008'), ({ applicationScenario }) => {
    const answers = applicationScenario.answers('read');

    expect(answers).toKeepFinalStatus();
  });

  test('returns the latest status in the history', verifies('IDV-009'), async ({ applicationScenario }) => {
    for (const answer of applicationScenario.answers('read')) {
      await test.step(answer.exchange.startedAt, () => {
        expect.soft(answer).toHaveMatchingHistory();
      });
    }
  });
});
