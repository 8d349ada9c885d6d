import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verification-profiles', () => {
  test('lists the profiles', verifies('IDV-001'), async ({ api }) => {
    const answer = await api.send('listIdentityVerificationProfiles');

    expect(answer).toMatchContract('success');
  });

  test('lists the profiles for individuals alone', verifies('IDV-002'), async ({ api }) => {
    const answer = await api.send('listIdentityVerificationProfiles', {
      query: { identityAccountTypes: 'INDIVIDUAL_CUSTOMER' },
    });

    expect(answer).toNarrowTo({ allowedAccountTypes: 'INDIVIDUAL_CUSTOMER' });
  });

  test('lists the profiles for businesses alone', verifies('IDV-002'), async ({ api }) => {
    const answer = await api.send('listIdentityVerificationProfiles', {
      query: { identityAccountTypes: 'BUSINESS_CUSTOMER' },
    });

    expect(answer).toNarrowTo({ allowedAccountTypes: 'BUSINESS_CUSTOMER' });
  });

  test('lists the profiles for business accounts alone', verifies('IDV-002'), async ({ api }) => {
    const answer = await api.send('listIdentityVerificationProfiles', {
      query: { identityAccountTypes: 'BUSINESS_ACCOUNT' },
    });

    expect(answer).toNarrowTo({ allowedAccountTypes: 'BUSINESS_ACCOUNT' });
  });
});
