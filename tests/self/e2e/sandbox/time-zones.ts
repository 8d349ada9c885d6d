import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchingCustomers } from '../../../../src/sandbox/resources/customer-filter.ts';
import { timeZoneOf } from '../../../../src/sandbox/resources/time-zone.ts';
import { startApi } from './api.ts';

const api = await startApi();

describe('sandbox: days and zones', () => {
  const createdAt = '2025-03-09T23:30:00.000Z';
  const customer = { id: 'c', status: 'ACTIVE', type: 'INDIVIDUAL', createdAt, updatedAt: createdAt };
  const found = (query: Record<string, string>): boolean => matchingCustomers([customer], query).length === 1;

  test('interprets dates in the given zone, both inclusive', () => {
    for (const timeZone of ['UTC', 'Z', 'GMT', '+00:00', 'GMT-1', '-5', 'UTC-05:30', 'America/New_York']) {
      assert.ok(found({ timeZone, createdAtFrom: '2025-03-09', createdAtTo: '2025-03-09' }), timeZone);
      assert.ok(!found({ timeZone, createdAtFrom: '2025-03-10' }), timeZone);
    }
    for (const timeZone of ['+1', '+01:00', 'UTC+00:30', 'GMT+14', 'Europe/Paris', 'Pacific/Kiritimati']) {
      assert.ok(found({ timeZone, createdAtFrom: '2025-03-10', createdAtTo: '2025-03-10' }), timeZone);
      assert.ok(!found({ timeZone, createdAtTo: '2025-03-09' }), timeZone);
    }
    assert.ok(found({ createdAtFrom: '0001-01-01', createdAtTo: '9999-12-31' }));
    assert.ok(!found({ createdAtFrom: '2025-03-10', createdAtTo: '2025-03-08' }));
    assert.equal(timeZoneOf('Europe/Paris').dayOf(Date.parse('2025-07-01T22:30:00Z')), '2025-07-02');
  });

  test('rejects an unknown zone', async () => {
    for (const timeZone of [
      '',
      'Nowhere',
      'Europe/Nowhere',
      '+25',
      '+1:5',
      '+01:75',
      '1',
      'UTC+',
      '+001',
      'null',
    ]) {
      const replies = [
        await api.send('listCustomers', { query: { timeZone } }),
        await api.send('listIdentityVerifications', { query: { timeZone } }),
      ];
      for (const reply of replies)
        assert.deepEqual([reply.status, reply.errorPaths], [400, ['timeZone']], timeZone);
    }
  });
});
