import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verifications/{applicationId}', () => {
  test(
    'returns the application with a documented status',
    verifies('IDV-005'),
    async ({ applicationScenario }) => {
      for (const response of applicationScenario.responses('read')) {
        await test.step(response.exchange.startedAt, () => {
          expect.soft(response).toMatchContract('success');
        });
      }
    },
  );

  test('returns the submitted account and profile', verifies('IDV-006'), ({ applicationScenario }) => {
    const response = applicationScenario.response('read');

    expect(response).toHaveProperties(applicationScenario.noted('draft'));
  });

  test(
    'returns no outcome before the application is completed',
    verifies('IDV-007'),
    async ({ applicationScenario }) => {
      for (const response of applicationScenario.responses('read')) {
        await test.step(response.exchange.startedAt, () => {
          expect.soft(response).toOmitEarlyOutcome();
        });
      }
    },
  );

  test('does not change an application that has ended', verifies('IDV-008'), ({ applicationScenario }) => {
    const responses = applicationScenario.responses('read');

    expect(responses).toKeepFinalStatus();
  });

  test('returns the latest status in the history', verifies('IDV-009'), async ({ applicationScenario }) => {
    for (const response of applicationScenario.responses('read')) {
      await test.step(response.exchange.startedAt, () => {
        expect.soft(response).toHaveMatchingHistory();
      });
    }
  });
});
