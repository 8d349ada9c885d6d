import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers/{customerId}/beneficiaries', () => {
  test('answers the owner that was added', verifies('OWN-001'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toMatchContract('success');
  });

  test('keeps every submitted field', verifies('OWN-002'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toRoundTrip(ownerScenario.noted('draft'));
  });

  test('names the business customer', verifies('OWN-003'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toHold({ parentId: ownerScenario.noted('owner').parentId });
  });

  test('masks the social id', verifies('OWN-012', 'createBeneficialOwner'), ({ ownerScenario }) => {
    const answer = ownerScenario.answer('added');

    expect(answer).toMask(ownerScenario.noted('draft').socialId);
  });

  test('refuses an owner of an individual', verifies('OWN-004'), async ({ api, customer, ownerDraft }) => {
    const answer = await api.send('createBeneficialOwner', {
      path: { customerId: customer.id },
      body: ownerDraft,
    });

    expect(answer).toMatchContract('notABusiness');
  });
});
