import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/customers/{customerId}/beneficiaries/{beneficiaryId}', () => {
  test('holds what was submitted', verifies('OWN-007'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('retrieved');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toRoundTrip(ownerScenario.noted('draft'));
  });

  test('names the owner and its customer', verifies('OWN-008'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('retrieved');

    expect(answer).toKeep(ownerScenario.noted('owner'), 'id', 'parentId');
  });

  test('answers the owner as it was added', verifies('OWN-009'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('retrieved');

    expect(answer).toAgreeWith(ownerScenario.noted('owner'));
  });

  test('has a documented verification status', verifies('OWN-010'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('retrieved');

    expect(answer).toMatchContract('success');
  });

  test('tells times and actors', verifies('OWN-011'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('retrieved');

    expect(answer).toTell('/createdAt', '/createdBy', '/updatedAt', '/updatedBy');
  });

  test('shows part of the social id', verifies('OWN-013'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('retrieved');

    expect(answer).toShowPartOf(ownerScenario.noted('draft').socialId, '/socialId');
  });

  test('does not find an id that nobody has', verifies('OWN-014'), async ({ api, owner, unknownId }) => {
    const answer = await api.send('retrieveBeneficialOwner', {
      path: { customerId: owner.parentId, beneficiaryId: unknownId },
    });

    expect(answer).toMatchContract('notFound');
  });

  test(
    'does not find an owner of another business',
    verifies('OWN-015'),
    async ({ api, businessCustomer, owner }) => {
      const answer = await api.send('retrieveBeneficialOwner', {
        path: { customerId: businessCustomer.id, beneficiaryId: owner.id },
      });

      expect(answer).toMatchContract('notFound');
    },
  );
});
