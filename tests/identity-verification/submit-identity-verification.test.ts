import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/identity-verifications', () => {
  test('takes an application', verifies('IDV-003'), ({ applicationScenario }) => {
    const answer = applicationScenario.answer('submitted');

    expect(answer).toMatchContract('success');
  });

  test('says where the application is', verifies('IDV-004'), ({ applicationScenario }) => {
    const answer = applicationScenario.answer('submitted');

    expect(answer).toLeadTo('retrieveIdentityVerification');
  });

  test('verifies nobody abroad', verifies('IDV-022'), ({ abroadScenario }) => {
    const answer = abroadScenario.answer('submitted');

    expect(answer).toMatchContract('abroad');
  });
});
