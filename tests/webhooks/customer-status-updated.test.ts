import { expect, test, verifies } from '#fixtures';

test.describe('customer.status-updated', () => {
  test('has what every event has', verifies('WHK-001'), ({ capturedEvents }) => {
    expect(capturedEvents).toBeEnveloped();
  });

  test('is of a type that is described', verifies('WHK-002'), ({ capturedEvents }) => {
    expect(capturedEvents).toBeOfKnownType();
  });

  test('is as described', verifies('WHK-003'), ({ customerEvents }) => {
    expect(customerEvents).toMatchWebhook();
  });

  test('tells of another status', verifies('WHK-004'), ({ customerEvents }) => {
    expect(customerEvents).toChangeTheStatus();
  });

  test('tells times in their order', verifies('WHK-005'), ({ customerEvents }) => {
    expect(customerEvents).toRunForwards('/data/previousDateTime', '/data/dateTime');
  });
});
