import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/identity-verifications', () => {
  test('takes an application', verifies('IDV-003'), ({ applicationCourse }) => {
    const answer = applicationCourse.answer('submitted');

    expect(answer).toMatchContract('success');
  });

  test('says where the application is', verifies('IDV-004'), ({ applicationCourse }) => {
    const answer = applicationCourse.answer('submitted');

    expect(answer).toLeadTo('retrieveIdentityVerification');
  });

  test('verifies nobody abroad', verifies('IDV-022'), ({ abroadCourse }) => {
    const answer = abroadCourse.answer('submitted');

    expect(answer).toMatchContract('abroad');
  });
});
