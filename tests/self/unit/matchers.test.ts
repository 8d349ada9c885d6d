import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { mergeExpects } from '@playwright/test';
import { brokenUnexamined } from '../../../fixtures/every-answer.ts';
import { expect as toAgreeWith } from '../../../fixtures/matchers/to-agree-with.ts';
import { expect as toMatchContract } from '../../../fixtures/matchers/to-match-contract.ts';
import { expect as toRoundTrip } from '../../../fixtures/matchers/to-round-trip.ts';
import type { Finding } from '../../../src/contract/evidence.ts';
import type { Answer } from '../../../src/exchange/answer.ts';
import { cannedTarget, type CannedAnswer, type CannedTarget } from './canned-target.ts';

const expect = mergeExpects(toAgreeWith, toMatchContract, toRoundTrip);
const draft = {
  type: 'INDIVIDUAL' as const,
  firstName: 'Sarah',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14155550123', type: 'WORK' as const },
  primaryEmail: { value: 'sarah@r.kor-conformance.example' },
};
const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
const actor = { id, type: 'service-account' };
const times = { createdAt: '2025-01-01T00:00:00.000Z', updatedAt: '2025-01-01T00:00:00.000Z' };
const customer = { id, status: 'ACTIVE', ...draft, ...times, createdBy: actor, updatedBy: actor };
const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };

const open: CannedTarget[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

async function target(...answers: CannedAnswer[]): Promise<CannedTarget> {
  const started = await cannedTarget(answers);
  open.push(started);
  return started;
}

/** The message of a matcher that fails; empty when it passes. */
function complaint(assertion: () => unknown): string {
  try {
    assertion();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const findings = ({ log }: CannedTarget): Finding[] => log.filter((record) => record.kind === 'finding');

describe('toMatchContract', () => {
  test('passes an answer as described', async () => {
    const { api } = await target({ status: 201, body: customer });
    const answer = await api.send('createCustomer', { body: draft });

    assert.equal(
      complaint(() => expect(answer).toMatchContract('success')),
      '',
    );
  });

  test('shows every violation, the requirement, and how to see it again', async () => {
    const { api } = await target({
      status: 201,
      body: { ...customer, status: 'active', createdAt: 'yesterday' },
    });
    const answer = await api.send('createCustomer', { body: draft });
    const message = complaint(() => expect(answer).toMatchContract('success'));

    assert.match(
      message,
      /^expect\(answer\)\.toMatchContract\('success'\)\n\nPOST \/v1\/customers answered 201/,
    );
    assert.match(message, /\n {2}\/status must be one of ACTIVE, SUSPENDED, received "active"\n/);
    assert.match(message, /\n {2}\/createdAt must match format .?date-time.?, received "yesterday"\n/);
    assert.match(message, /\n {2}Requirement {2}CUS-001 MUST {2}A text\.\n/);
    assert.match(message, /\n {2}Contract +rocketkor\.openapi\.yaml#\/components\/schemas\//);
    assert.match(message, /\n {2}Reproduce +curl -sS -X POST '?http:.*authorization: Bearer \[redacted\]/);
    const lines = message.split('\n').filter((line) => !line.startsWith('  Reproduce'));
    assert.ok(
      lines.every((line) => line.length <= 300),
      message,
    );
  });

  test('fails for another status, and names both', async () => {
    const started = await target({ status: 404, body: refusal });
    const answer = await started.api.send('createCustomer', { body: draft });

    assert.match(
      complaint(() => expect(answer).toMatchContract('success')),
      /status must be 200 or 201 \(success\), received 404 \{"timestamp"/,
    );
  });

  test('passes what breaks a SHOULD, and records it', async () => {
    const started = await target({ status: 201, body: { ...customer, metadata: { size: 43 } } });
    const answer = await started.api.send('createCustomer', { body: draft });

    assert.equal(
      complaint(() => expect(answer).toMatchContract('success')),
      '',
    );
    assert.deepEqual(
      findings(started).map(({ level, pointer }) => `${level} ${pointer}`),
      ['SHOULD /metadata/size'],
    );
  });

  test('judges nothing but answers', () => {
    assert.match(
      complaint(() => expect({} as Answer).toMatchContract('success')),
      /expected an answer of api\.send/,
    );
  });
});

describe('the net', () => {
  test('holds what no matcher has looked at', async () => {
    const started = await target({ status: 201, body: { ...customer, status: 'active' } });
    await started.api.send('createCustomer', { body: draft });
    const [broken = ''] = brokenUnexamined(started.recorder);

    assert.match(broken, / breaks the contract\n/);
    assert.deepEqual(
      findings(started).map(({ requirement, pointer }) => `${requirement} ${pointer}`),
      ['ANS-003 /status'],
    );
  });

  test('holds nothing that a matcher has looked at', async () => {
    const started = await target({ status: 201, body: { ...customer, status: 'active' } });
    const answer = await started.api.send('createCustomer', { body: draft });
    complaint(() => expect(answer).toMatchContract('success'));

    assert.deepEqual(brokenUnexamined(started.recorder), []);
  });

  test('holds every requirement on answers to its own', async () => {
    const bodies: CannedAnswer[] = [
      { status: 500, body: {} },
      { status: 201, body: '<html>' },
      { status: 201, body: customer, headers: { 'content-type': 'text/html' } },
      { status: 400, body: {} },
      { status: 201, body: { ...customer, passwordHash: 'x', nick: 'y' } },
    ];
    const started = await target(...bodies);
    await Promise.all(bodies.map(() => started.api.send('createCustomer', { body: draft })));
    brokenUnexamined(started.recorder);

    assert.deepEqual([...new Set(findings(started).map(({ requirement }) => requirement))].sort(), [
      'ANS-001',
      'ANS-002',
      'ANS-005',
      'ANS-006',
      'ANS-007',
    ]);
  });
});

describe('toRoundTrip', () => {
  test('passes what is kept and fails what is not', async () => {
    const changed = { ...customer, firstName: 'Other' };
    const { api } = await target({ status: 201, body: customer }, { status: 201, body: changed });
    const kept = await api.send('createCustomer', { body: draft });
    const lost = await api.send('createCustomer', { body: draft });

    assert.equal(
      complaint(() => expect(kept).toRoundTrip(draft)),
      '',
    );
    assert.match(
      complaint(() => expect(lost).toRoundTrip(draft)),
      /\/firstName must be ".+" as sent, received "Other"/,
    );
  });

  test('speaks of the status when it is not that of success', async () => {
    const { api } = await target({ status: 400, body: refusal });
    const answer = await api.send('createCustomer', { body: draft });

    assert.match(
      complaint(() => expect(answer).toRoundTrip(draft)),
      /status must be 200 or 201/,
    );
  });

  test('has nothing to say of a success without a body', async () => {
    const { api } = await target({ status: 204 });
    const answer = await api.send('updateCustomer', { path: { customerId: id }, body: draft });

    assert.equal(
      complaint(() => expect(answer).toRoundTrip(draft)),
      '',
    );
  });
});

describe('toAgreeWith', () => {
  test('passes the same resource and fails another', async () => {
    const { api } = await target(
      { body: { ...customer, metadata: {} } },
      { body: { ...customer, status: 'SUSPENDED' } },
    );
    const same = await api.send('retrieveCustomer', { path: { customerId: id } });
    const other = await api.send('retrieveCustomer', { path: { customerId: id } });

    assert.equal(
      complaint(() => expect(same).toAgreeWith(customer)),
      '',
    );
    assert.match(
      complaint(() => expect(other).toAgreeWith(customer)),
      /\/status must be "ACTIVE" as before, received "SUSPENDED"/,
    );
  });
});
