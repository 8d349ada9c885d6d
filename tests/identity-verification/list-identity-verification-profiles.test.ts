import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verification-profiles', () => {
  test('lists the profiles', verifies('IDV-001'), async ({ api }) => {
    const answer = await api.send('listIdentityVerificationProfiles');

    expect(answer).toMatchContract('success');
  });
});
