import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/customers/{customerId}/beneficiaries/{beneficiaryId}', () => {
  test('updates the owner', verifies('OWN-016'), ({ ownerScenario }) => {
    const response = ownerScenario.response('updated');

    expect(response).toMatchContract('success');
  });

  test('masks the social id', verifies('OWN-012', 'updateBeneficialOwner'), ({ ownerScenario }) => {
    const response = ownerScenario.response('updated');

    expect(response).toMaskValue(ownerScenario.noted('draft').socialId);
  });

  test('stores every submitted property', verifies('OWN-017'), ({ ownerScenario }) => {
    const response = ownerScenario.response('reread');

    expect(response).toRoundTrip(ownerScenario.noted('change'));
  });

  test('does not change the ids', verifies('OWN-018'), ({ ownerScenario }) => {
    const response = ownerScenario.response('reread');

    expect(response).toKeepProperties(ownerScenario.noted('owner'), 'id', 'parentId');
  });

  test('accepts the properties that only samples show', verifies('OWN-019'), ({ ownerScenario }) => {
    const response = ownerScenario.response('sampled');

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toRoundTrip(ownerScenario.noted('sampled'));
  });

  test('stores the properties that only samples show', verifies('OWN-020'), ({ ownerScenario }) => {
    const response = ownerScenario.response('rereadSampled');

    expect(response).toRoundTrip(ownerScenario.noted('sampled'));
  });

  test('stores a phone number without its plus sign as E.164', verifies('OWN-021'), ({ ownerScenario }) => {
    const response = ownerScenario.response('rereadNational');

    expect(response).toRoundTrip(ownerScenario.noted('national'));
  });
});
