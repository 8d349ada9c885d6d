import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers/{customerId}/beneficiaries', () => {
  test('lists the owners', verifies('OWN-005'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('listed');

    expect(answer).toMatchContract('success');
  });

  test('holds what was submitted', verifies('OWN-006'), ({ ownerCourse }) => {
    const { id, parentId } = ownerCourse.noted('owner');
    const answer = ownerCourse.answer('listed');

    expect(answer).toFind({ ...ownerCourse.noted('draft'), id, parentId });
  });

  test('masks the social id', verifies('OWN-012', 'listBeneficialOwners'), ({ ownerCourse }) => {
    const answer = ownerCourse.answer('listed');

    expect(answer).toMask(ownerCourse.noted('draft').socialId);
  });
});
