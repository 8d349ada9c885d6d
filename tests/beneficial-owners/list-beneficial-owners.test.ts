import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers/{customerId}/beneficiaries', () => {
  test('lists the owners without pagination', verifies('OWN-005'), ({ ownerScenario }) => {
    const response = ownerScenario.response('listed');

    expect(response).toMatchContract('success');
  });

  test('lists owners with the submitted values', verifies('OWN-006'), ({ ownerScenario }) => {
    const { id, parentId } = ownerScenario.noted('owner');
    const response = ownerScenario.response('listed');

    expect(response).toContainResources({ ...ownerScenario.noted('draft'), id, parentId });
  });

  test('masks the social id', verifies('OWN-012', 'listBeneficialOwners'), ({ ownerScenario }) => {
    const response = ownerScenario.response('listed');

    expect(response).toMaskValue(ownerScenario.noted('draft').socialId);
  });
});
