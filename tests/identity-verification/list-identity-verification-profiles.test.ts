import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verification-profiles', () => {
  test('lists the profiles', verifies('IDV-001'), async ({ api }) => {
    const response = await api.send('listIdentityVerificationProfiles');

    expect(response).toMatchContract('success');
  });

  test('lists only the profiles for individuals', verifies('IDV-002'), async ({ api }) => {
    const response = await api.send('listIdentityVerificationProfiles', {
      query: { identityAccountTypes: 'INDIVIDUAL_CUSTOMER' },
    });

    expect(response).toContainOnly({ allowedAccountTypes: 'INDIVIDUAL_CUSTOMER' });
  });

  test('lists only the profiles for businesses', verifies('IDV-002'), async ({ api }) => {
    const response = await api.send('listIdentityVerificationProfiles', {
      query: { identityAccountTypes: 'BUSINESS_CUSTOMER' },
    });

    expect(response).toContainOnly({ allowedAccountTypes: 'BUSINESS_CUSTOMER' });
  });

  test('lists only the profiles for business accounts', verifies('IDV-002'), async ({ api }) => {
    const response = await api.send('listIdentityVerificationProfiles', {
      query: { identityAccountTypes: 'BUSINESS_ACCOUNT' },
    });

    expect(response).toContainOnly({ allowedAccountTypes: 'BUSINESS_ACCOUNT' });
  });
});
