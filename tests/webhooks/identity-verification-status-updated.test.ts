import { expect, test, verifies } from '#fixtures';

test.describe('identity-verification.status-updated', () => {
  test('is as described', verifies('WHK-006'), ({ identityVerificationEvents }) => {
    expect(identityVerificationEvents).toMatchWebhook();
  });

  test('tells an outcome once it is completed', verifies('WHK-007'), ({ identityVerificationEvents }) => {
    expect(identityVerificationEvents).toWithholdOutcomes();
  });

  test('tells times in their order', verifies('WHK-008'), ({ identityVerificationEvents }) => {
    expect(identityVerificationEvents).toRunForwards(
      '/data/applicationCreatedAt',
      '/data/applicationCompletedAt',
    );
  });
});
