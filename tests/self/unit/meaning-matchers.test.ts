import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { mergeExpects } from '@playwright/test';
import { expect as toAdvance } from '../../../fixtures/matchers/to-advance.ts';
import { expect as toBeStampedNow } from '../../../fixtures/matchers/to-be-stamped-now.ts';
import { expect as toHaveOwnId } from '../../../fixtures/matchers/to-have-own-id.ts';
import { expect as toIgnore } from '../../../fixtures/matchers/to-ignore.ts';
import { expect as toKeepOnePrimary } from '../../../fixtures/matchers/to-keep-one-primary.ts';
import { expect as toKeep } from '../../../fixtures/matchers/to-keep.ts';
import { expect as toNameActors } from '../../../fixtures/matchers/to-name-actors.ts';
import { expect as toOrderTimes } from '../../../fixtures/matchers/to-order-times.ts';
import { expect as toPromoteFirst } from '../../../fixtures/matchers/to-promote-first.ts';
import { expect as toSettleOmitted } from '../../../fixtures/matchers/to-settle-omitted.ts';
import type { Json, JsonObject } from '../../../src/contract/pointers.ts';
import type { Answer } from '../../../src/exchange/answer.ts';
import { isOpenRefusal } from '../../../src/exchange/open-refusal.ts';
import { cannedTarget, type CannedTarget } from './canned-target.ts';

const expect = mergeExpects(
  toAdvance,
  toBeStampedNow,
  toHaveOwnId,
  toIgnore,
  toKeep,
  toKeepOnePrimary,
  toNameActors,
  toOrderTimes,
  toPromoteFirst,
  toSettleOmitted,
);
const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
const actor = { id, type: 'service-account' };
const address = { type: 'MAILING', streetLine1: '1 Main Street', zipCode: '80202' };
const customer = {
  id,
  type: 'INDIVIDUAL',
  status: 'ACTIVE',
  addresses: [{ ...address, primary: true }, address],
  createdAt: '2025-04-10T12:00:00.000Z',
  createdBy: actor,
  updatedAt: '2025-04-10T12:00:05.000Z',
  updatedBy: actor,
};

const open: CannedTarget[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

/** A read of a customer, answered so. */
async function read(body: Json, status = 200, headers: Record<string, string> = {}): Promise<Answer> {
  const target = await cannedTarget([{ status, body, headers }]);
  open.push(target);
  return target.api.send('retrieveCustomer', { path: { customerId: id } });
}

/** What every matcher has to say of an answer; empty where it passes. */
function complaints(answer: Answer, known: JsonObject = customer): Record<string, string> {
  const matchers = {
    toAdvance: () => expect(answer).toAdvance({ ...known, updatedAt: known.createdAt }, 'updatedAt'),
    toBeStampedNow: () => expect(answer).toBeStampedNow('createdAt'),
    toHaveOwnId: () => expect(answer).toHaveOwnId([{ id: 'another' }]),
    toIgnore: () => expect(answer).toIgnore('/addresses/0/name'),
    toKeep: () => expect(answer).toKeep(known, 'id', 'status'),
    toKeepOnePrimary: () => expect(answer).toKeepOnePrimary(known),
    toNameActors: () => expect(answer).toNameActors('createdBy', 'updatedBy'),
    toOrderTimes: () => expect(answer).toOrderTimes('createdAt', 'updatedAt'),
    toPromoteFirst: () => expect(answer).toPromoteFirst(known),
    toSettleOmitted: () => expect(answer).toSettleOmitted('updateCustomer', known, {}),
  };
  return Object.fromEntries(
    Object.entries(matchers).map(([name, assertion]) => [name, complaint(assertion)]),
  );
}

function complaint(assertion: () => unknown): string {
  try {
    assertion();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const failing = (found: Record<string, string>): string[] => Object.keys(found).filter((name) => found[name]);

describe('the matchers of what values mean together', () => {
  const date = new Date(customer.createdAt).toUTCString();

  test('pass an answer in which all is well', async () => {
    assert.deepEqual(failing(complaints(await read(customer, 200, { date }))), []);
  });

  test('pass what only a pin could close, and what nobody can tell', async () => {
    const named = { ...customer, addresses: [{ ...address, name: { firstName: 'A' }, primary: true }] };

    assert.deepEqual(failing(complaints(await read(named, 200, { date: 'unknown' }))), []);
  });

  test('fail an answer in which nothing is well', async () => {
    const wrong = {
      ...customer,
      id: 'another',
      addresses: [address, { ...address, primary: true }, { ...address, primary: true }],
      createdBy: {},
      updatedAt: '2025-04-09T12:00:00Z',
    };
    const found = complaints(await read(wrong, 200, { date: new Date().toUTCString() }));

    assert.deepEqual(failing(found), [
      ...['toAdvance', 'toBeStampedNow', 'toHaveOwnId', 'toKeep', 'toKeepOnePrimary'],
      ...['toNameActors', 'toOrderTimes', 'toPromoteFirst'],
    ]);
    assert.match(found.toKeep ?? '', /expect\(answer\)\.toKeep\(earlier, 'id', 'status'\)\n/);
    assert.match(found.toKeep ?? '', /\/id must be "e4021849.*" as before, received "[0-9a-f]{12}"/);
  });

  test('speak of the status when it is not that of success', async () => {
    const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };
    const found = complaints(await read(refusal, 404));

    for (const name of failing(found)) assert.match(found[name] ?? '', /status must be 200 \(success\)/);
    assert.equal(failing(found).length, 10);
  });
});

describe('a refusal', () => {
  test('is open where the description lets a target refuse', async () => {
    const target = await cannedTarget([{ status: 404 }, { status: 400 }, { status: 200 }]);
    open.push(target);
    const path = { customerId: id };
    const answers = [
      await target.api.send('unsuspendCustomer', { path }),
      await target.api.send('unsuspendCustomer', { path }),
      await target.api.send('unsuspendCustomer', { path }),
    ];

    assert.deepEqual(
      answers.map((answer) => isOpenRefusal(answer, 'success')),
      [true, false, false],
    );
  });
});
