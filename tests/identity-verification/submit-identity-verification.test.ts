import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/identity-verifications', () => {
  test('accepts an application', verifies('IDV-003'), ({ applicationScenario }) => {
    const response = applicationScenario.response('submitted');

    expect(response).toMatchContract('success');
  });

  test('points Location to the application', verifies('IDV-004'), ({ applicationScenario }) => {
    const response = applicationScenario.response('submitted');

    expect(response).toHaveLocationOf('retrieveIdentityVerification');
  });

  test('rejects a customer outside the United States', verifies('IDV-022'), ({ abroadScenario }) => {
    const response = abroadScenario.response('submitted');

    expect(response).toMatchContract('abroad');
  });
});
