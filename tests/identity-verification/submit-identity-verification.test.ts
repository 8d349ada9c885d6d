import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/identity-verifications', () => {
  test('accepts an application', verifies('IDV-003'), ({ applicationScenario }) => {
    const answer = applicationScenario.answer('submitted');

    expect(answer).toMatchContract('success');
  });

  test('points Location to the application', verifies('IDV-004'), ({ applicationScenario }) => {
    const answer = applicationScenario.answer('submitted');

    expect(answer).toHaveLocationOf('retrieveIdentityVerification');
  });

  test('rejects a customer outside the United States', verifies('IDV-022'), ({ abroadScenario }) => {
    const answer = abroadScenario.answer('submitted');

    expect(answer).toMatchContract('abroad');
  });
});
