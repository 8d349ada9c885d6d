import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers/{customerId}/beneficiaries', () => {
  test('returns the added owner', verifies('OWN-001'), ({ ownerScenario }) => {
    const response = ownerScenario.response('added');

    expect(response).toMatchContract('success');
  });

  test('returns every submitted property', verifies('OWN-002'), ({ ownerScenario }) => {
    const response = ownerScenario.response('added');

    expect(response).toRoundTrip(ownerScenario.noted('draft'));
  });

  test('returns the id of the business customer', verifies('OWN-003'), ({ ownerScenario }) => {
    const response = ownerScenario.response('added');

    expect(response).toHaveProperties({ parentId: ownerScenario.noted('owner').parentId });
  });

  test('masks the social id', verifies('OWN-012', 'createBeneficialOwner'), ({ ownerScenario }) => {
    const response = ownerScenario.response('added');

    expect(response).toMaskValue(ownerScenario.noted('draft').socialId);
  });

  test(
    'rejects an owner of an individual customer',
    verifies('OWN-004'),
    async ({ api, customer, ownerDraft }) => {
      const response = await api.send('createBeneficialOwner', {
        path: { customerId: customer.id },
        body: ownerDraft,
      });

      expect(response).toMatchContract('notABusiness');
    },
  );
});
