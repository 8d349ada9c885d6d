import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}/beneficiaries/{beneficiaryId}', () => {
  test('updates the owner', verifies('OWN-016'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('updated');

    expect(answer).toMatchContract('success');
  });

  test('masks the social id', verifies('OWN-012', 'updateBeneficialOwner'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('updated');

    expect(answer).toMask(ownerCourse.noted('draft').socialId);
  });

  test('stores what was submitted', verifies('OWN-017'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('reread');

    expect(answer).toRoundTrip(ownerCourse.noted('change'));
  });

  test('leaves the ids as they were', verifies('OWN-018'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('reread');

    expect(answer).toKeep(ownerCourse.noted('owner'), 'id', 'parentId');
  });

  test('takes the fields that only samples show', verifies('OWN-019'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('sampled');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toRoundTrip(ownerCourse.noted('sampled'));
  });

  test('stores the fields that only samples show', verifies('OWN-020'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('rereadSampled');

    expect(answer).toRoundTrip(ownerCourse.noted('sampled'));
  });

  test('stores a number without its plus sign as E.164', verifies('OWN-021'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('rereadNational');

    expect(answer).toRoundTrip(ownerCourse.noted('national'));
  });
});
