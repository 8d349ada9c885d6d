import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verifications/{applicationId}', () => {
  test('answers the application in every status', verifies('IDV-005'), async ({ applicationScenario }) => {
    for (const answer of applicationScenario.answers('read')) {
      await test.step(answer.exchange.startedAt, () => {
        expect.soft(answer).toMatchContract('success');
      });
    }
  });

  test('keeps account and profile', verifies('IDV-006'), ({ applicationScenario }) => {
    const answer = applicationScenario.answer('read');

    expect(answer).toHold(applicationScenario.noted('draft'));
  });

  test('tells an outcome only once it is completed', verifies('IDV-007'), async ({ applicationScenario }) => {
    for (const answer of applicationScenario.answers('read')) {
      await test.step(answer.exchange.startedAt, () => {
        expect.soft(answer).toWithholdItsOutcome();
      });
    }
  });

  test('stays as it ended', verifies('IDV-008'), ({ applicationScenario }) => {
    const answers = applicationScenario.answers('read');

    expect(answers).toRunItsCourse();
  });

  test('records its status', verifies('IDV-009'), async ({ applicationScenario }) => {
    for (const answer of applicationScenario.answers('read')) {
      await test.step(answer.exchange.startedAt, () => {
        expect.soft(answer).toRecordItsCourse();
      });
    }
  });
});
