import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}/beneficiaries/{beneficiaryId}', () => {
  test('updates the owner', verifies('OWN-016'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('updated');

    expect(answer).toMatchContract('success');
  });

  test('masks the social id', verifies('OWN-012', 'updateBeneficialOwner'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('updated');

    expect(answer).toMaskValue(ownerScenario.noted('draft').socialId);
  });

  test('stores every submitted property', verifies('OWN-017'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('reread');

    expect(answer).toRoundTrip(ownerScenario.noted('change'));
  });

  test('does not change the ids', verifies('OWN-018'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('reread');

    expect(answer).toKeepProperties(ownerScenario.noted('owner'), 'id', 'parentId');
  });

  test('accepts the properties that only samples show', verifies('OWN-019'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('sampled');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toRoundTrip(ownerScenario.noted('sampled'));
  });

  test('stores the properties that only samples show', verifies('OWN-020'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('rereadSampled');

    expect(answer).toRoundTrip(ownerScenario.noted('sampled'));
  });

  test('stores a phone number without its plus sign as E.164', verifies('OWN-021'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('rereadNational');

    expect(answer).toRoundTrip(ownerScenario.noted('national'));
  });
});
