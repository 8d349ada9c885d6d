import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers/{customerId}/beneficiaries', () => {
  test('returns the added owner', verifies('OWN-001'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toMatchContract('success');
  });

  test('returns every submitted property', verifies('OWN-002'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toRoundTrip(ownerScenario.noted('draft'));
  });

  test('returns the id of the business customer', verifies('OWN-003'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toHaveProperties({ parentId: ownerScenario.noted('owner').parentId });
  });

  test('masks the social id', verifies('OWN-012', 'createBeneficialOwner'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toMaskValue(ownerScenario.noted('draft').socialId);
  });

  test(
    'rejects an owner of an individual customer',
    verifies('OWN-004'),
    async ({ api, customer, ownerDraft }) => {
      const answer = await api.send('createBeneficialOwner', {
        path: { customerId: customer.id },
        body: ownerDraft,
      });

      expect(answer).toMatchContract('notABusiness');
    },
  );
});
