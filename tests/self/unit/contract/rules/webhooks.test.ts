import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import {
  outcomeInOpenEvent,
  payloadViolations,
  timesReversed,
  unchangedStatus,
  unknownEvent,
  webhookOf,
} from '../../../../../src/contract/rules/webhooks.ts';
import { contract } from '../../../support/real-contract.ts';

const id = '9b0c2f64-6b7e-4a53-8a0d-2f1c5d7e8a90';
const data = { customerId: id, businessAccountId: id, status: 'SUSPENDED', dateTime: '2025-04-10T09:15:00Z' };
const event = { id, type: 'customer.status-updated', createdAt: '2025-04-10T09:15:00Z', data };
const { body: schema } = webhookOf(contract, 'customerStatusUpdated');
const described = (body: Json): Parameters<typeof unknownEvent>[0] => ({ contract, schema, body });

describe('a webhook payload', () => {
  test('is judged by the schema of its event', () => {
    assert.deepEqual(payloadViolations(contract, event, schema), []);
    assert.deepEqual(
      payloadViolations(contract, { ...event, data: { ...data, status: 'GONE' } }, schema).map(
        ({ message }) => message.replace(/one of .*,/, 'one of …,'),
      ),
      ['/data/status must be one of …, received "GONE"'],
    );
  });

  test('is judged by the schema common to all events if its type is unknown', () => {
    const { id: _, ...rest } = event;

    assert.deepEqual(
      payloadViolations(contract, { ...rest, type: 'other' }).map(({ pointer }) => pointer),
      ['/id'],
    );
  });

  test('is never quoted, except statuses and times', () => {
    const [violation] = payloadViolations(contract, { ...event, id: 'Sarah Green' });

    assert.match(violation?.message ?? '', /received "string"/);
  });

  test('is observed, not judged, for an unknown type and an unchanged status', () => {
    const same = { ...event, data: { ...data, previousStatus: 'SUSPENDED' } };

    assert.deepEqual([unknownEvent(described(event)), unchangedStatus(described(event))], [[], []]);
    assert.deepEqual(
      [...unknownEvent(described({ type: 'a.b' })), ...unchangedStatus(described(same))].map(
        ({ level, pointer }) => `${level} ${pointer}`,
      ),
      ['MAY /type', 'MAY /data/previousStatus'],
    );
  });

  test('has its times in order, if it has both', () => {
    const reversed = (previousDateTime: string): number =>
      timesReversed(
        described({ data: { ...data, previousDateTime } }),
        '/data/previousDateTime',
        '/data/dateTime',
      ).length;

    assert.deepEqual(
      [reversed('2025-04-10T09:15:01Z'), reversed('2025-04-10T09:15:00Z'), reversed('')],
      [1, 0, 0],
    );
  });

  test('has an outcome only if the application is completed', () => {
    const early = (latestStatus: string): number =>
      outcomeInOpenEvent(described({ data: { latestStatus, outcome: 'Approved' } })).length;

    assert.deepEqual([early('COMPLETED'), early('PENDING')], [0, 1]);
  });
});
