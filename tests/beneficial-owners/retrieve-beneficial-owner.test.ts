import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers/{customerId}/beneficiaries/{beneficiaryId}', () => {
  test('returns every submitted property', verifies('OWN-007'), ({ ownerScenario }) => {
    const response = ownerScenario.response('retrieved');

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toRoundTrip(ownerScenario.noted('draft'));
  });

  test('returns the ids of the owner and its customer', verifies('OWN-008'), ({ ownerScenario }) => {
    const response = ownerScenario.response('retrieved');

    expect(response).toKeepProperties(ownerScenario.noted('owner'), 'id', 'parentId');
  });

  test('returns the owner as in the response to adding it', verifies('OWN-009'), ({ ownerScenario }) => {
    const response = ownerScenario.response('retrieved');

    expect(response).toMatchEarlier(ownerScenario.noted('owner'));
  });

  test('returns a documented verification status', verifies('OWN-010'), ({ ownerScenario }) => {
    const response = ownerScenario.response('retrieved');

    expect(response).toMatchContract('success');
  });

  test(
    'returns when and by whom the owner was created and updated',
    verifies('OWN-011'),
    ({ ownerScenario }) => {
      const response = ownerScenario.response('retrieved');

      expect(response).toHavePropertiesAt('/createdAt', '/createdBy', '/updatedAt', '/updatedBy');
    },
  );

  test('records whether the social id is masked', verifies('OWN-013'), ({ ownerScenario }) => {
    const response = ownerScenario.response('retrieved');

    expect(response).toMaskValueAt(ownerScenario.noted('draft').socialId, '/socialId');
  });

  test('returns 404 for an unknown id', verifies('OWN-014'), async ({ api, owner, unknownId }) => {
    const response = await api.send('retrieveBeneficialOwner', {
      path: { customerId: owner.parentId, beneficiaryId: unknownId },
    });

    expect(response).toMatchContract('notFound');
  });

  test(
    'returns 404 for an owner of another business customer',
    verifies('OWN-015'),
    async ({ api, businessCustomer, owner }) => {
      const response = await api.send('retrieveBeneficialOwner', {
        path: { customerId: businessCustomer.id, beneficiaryId: owner.id },
      });

      expect(response).toMatchContract('notFound');
    },
  );
});
