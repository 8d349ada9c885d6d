import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { own } from '../../../../../src/exchange/cleanup/ownership-claims.ts';
import { removeCreated } from '../../../../../src/exchange/cleanup/cleanup.ts';
import { beginLedger, readLedger } from '../../../../../src/exchange/cleanup/ledger.ts';
import { createSession } from '../../../../../src/exchange/session.ts';
import { cannedTarget, known, type CannedResponse } from '../../../support/canned-target.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-cleanup-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const removal = { operation: 'removeCustomer', parameter: 'customerId' };
const ids = Array.from(
  { length: 5 },
  (_, index) => `${String(index)}1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f`,
) as [string, ...string[]];
const [first] = ids;
const removed: CannedResponse = { status: 204 };
const gone: CannedResponse = { status: 404 };
const refused: CannedResponse = { status: 409 };
const suspended: CannedResponse = { status: 200, body: { status: 'SUSPENDED' } };
const unavailable: CannedResponse = { status: 503, headers: { 'retry-after': '0' } };
const away = Array.from({ length: 30 }, () => unavailable);

/** The result of removing resources from a target that sends these responses. */
async function cleanedUp(
  created: string[],
  responses: CannedResponse[],
  last?: 'last',
): Promise<{ inLedger: { id: string; reason?: string }[]; leftOver: string[]; tried: string[] }> {
  const ledger = await beginLedger({ run: 'r-1', baseUrl: 'https://api.example' }, folder);
  const { context, recorder, log, close } = await cannedTarget(responses);
  try {
    context.ledger = ledger;
    for (const id of created) ledger.created({ removal, id });
    recorder.created.push(...created.map((id) => ({ removal, id })));
    own(recorder, created);
    await removeCreated(context, recorder, createSession(known), last);
  } finally {
    await close();
  }
  const urls = recorder.exchanges.flatMap(({ request }) =>
    request.method === 'DELETE' ? [request.url] : [],
  );
  return {
    inLedger: (readLedger(ledger.file)?.remaining ?? []).map(({ id, reason }) => ({
      id,
      ...(reason && { reason }),
    })),
    leftOver: log.flatMap((each) => (each.kind === 'leftover' ? [each.id] : [])),
    tried: [...new Set(urls.map((url) => url.split('/').at(-1) ?? ''))],
  };
}

describe('what a test created', () => {
  for (const [words, responses] of [
    ['removed', [removed]],
    ['gone already', [gone]],
    ['removed by a request that got 503', [unavailable, gone, gone]],
    ['removed when a target is available again', [unavailable, unavailable, removed]],
  ] satisfies [string, CannedResponse[]][])
    test(`is deleted from the ledger when it is ${words}`, async () => {
      const { inLedger, leftOver } = await cleanedUp([first], responses);

      assert.deepEqual([inLedger, leftOver], [[], []]);
    });

  test('is left over if the API refuses to remove it, and the others are removed', async () => {
    const { inLedger, leftOver, tried } = await cleanedUp(ids, [
      ...[refused, gone, removed],
      ...[refused, gone, removed, removed],
    ]);

    assert.deepEqual(leftOver, [ids[4], ids[2]]);
    assert.deepEqual(inLedger.map(({ id }) => id).sort(), [ids[2], ids[4]]);
    assert.equal(tried.length, ids.length);
  });

  test('is unsuspended first if it is suspended and not removed', async () => {
    const { inLedger, leftOver } = await cleanedUp([first], [refused, suspended, { status: 200 }, removed]);

    assert.deepEqual([inLedger, leftOver], [[], []]);
  });

  test('is left over as permanent, and deleted from the ledger, if it can be neither unsuspended nor removed', async () => {
    const { inLedger, leftOver } = await cleanedUp([first], [refused, suspended, gone]);

    assert.deepEqual([inLedger, leftOver], [[], [first]]);
  });

  test('is deferred to the end of the run, without further attempts, during a fault of the environment', async () => {
    const { inLedger, leftOver, tried } = await cleanedUp(ids, away);

    assert.deepEqual(leftOver, []);
    assert.deepEqual(
      inLedger,
      ids.map((id) => ({ id })),
    );
    assert.deepEqual(tried, [ids[4]]);
  });

  test('is left over at the end of the run when the fault persists, after three attempts', async () => {
    const { inLedger, leftOver, tried } = await cleanedUp(ids, away, 'last');

    assert.deepEqual(leftOver, ids.toReversed());
    for (const { reason } of inLedger) assert.match(reason ?? '', /temporarily unavailable: 503/);
    assert.deepEqual(tried, [ids[4], ids[3], ids[2]]);
  });
});
