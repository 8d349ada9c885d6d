import { expect, test, verifies } from '#fixtures';

test.describe('customer.status-updated', () => {
  test('has an id, a type and a creation time', verifies('WHK-001'), ({ capturedEvents }) => {
    expect(capturedEvents).toHaveEventEnvelope();
  });

  test('records whether its type is described', verifies('WHK-002'), ({ capturedEvents }) => {
    expect(capturedEvents).toHaveKnownEventType();
  });

  test('matches its schema', verifies('WHK-003'), ({ customerEvents }) => {
    expect(customerEvents).toMatchWebhook();
  });

  test(
    'records whether the status differs from the previous one',
    verifies('WHK-004'),
    ({ customerEvents }) => {
      expect(customerEvents).toChangeStatus();
    },
  );

  test('has no previous status with a later time', verifies('WHK-005'), ({ customerEvents }) => {
    expect(customerEvents).toOrderEventTimes('/data/previousDateTime', '/data/dateTime');
  });
});
