import { expect, test, verifies } from '#fixtures';

test.describe('identity-verification.status-updated', () => {
  test('matches its schema', verifies('WHK-006'), ({ identityVerificationEvents }) => {
    expect(identityVerificationEvents).toMatchWebhook();
  });

  test(
    'has no outcome before the verification is completed',
    verifies('WHK-007'),
    ({ identityVerificationEvents }) => {
      expect(identityVerificationEvents).toOmitEarlyOutcomes();
    },
  );

  test('has no completion before its creation', verifies('WHK-008'), ({ identityVerificationEvents }) => {
    expect(identityVerificationEvents).toOrderEventTimes(
      '/data/applicationCreatedAt',
      '/data/applicationCompletedAt',
    );
  });
});
