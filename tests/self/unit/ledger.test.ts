import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { minimalIndividual } from '../../../src/contract/drafts.ts';
import { createApi } from '../../../src/exchange/api.ts';
import { removeCreated } from '../../../src/exchange/cleanup.ts';
import {
  beginLedger,
  endLedger,
  isRunning,
  ledgersOf,
  openLedger,
  readLedger,
  type Ledger,
} from '../../../src/exchange/ledger.ts';
import { NotTestable } from '../../../src/exchange/not-testable.ts';
import { createSession } from '../../../src/exchange/session.ts';
import { cannedTarget, known, type CannedAnswer } from './canned-target.ts';

const removal = { operation: 'removeCustomer', parameter: 'customerId' };
const baseUrl = 'https://api.example';
const customerId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const draft = minimalIndividual({ seed: 'a', runId: 'r' });
const made: CannedAnswer = { status: 201, body: { id: customerId } };
const gone: CannedAnswer = { status: 404 };
const unavailable: CannedAnswer = { status: 503, headers: { 'retry-after': '0' } };

describe('a ledger', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kor-ledger-'));
  });
  const begun = (): Ledger => beginLedger({ run: 'r-1', baseUrl }, folder);
  const remaining = ({ file }: Ledger): string[] => (readLedger(file)?.remaining ?? []).map(({ id }) => id);

  test('says first whose it is, to nobody else on this machine', () => {
    const { file } = begun();
    const { start, ...first } = JSON.parse(readFileSync(file, 'utf8')) as { start: string };

    assert.deepEqual(first, { kind: 'run', run: 'r-1', baseUrl, process: process.pid });
    assert.ok(Math.abs(Date.now() - Date.parse(start)) < 5000, start);
    assert.match(path.basename(file), /^r-1-.+\.ndjson$/);
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.notEqual(begun().file, file, 'two runs of one id have two');
  });

  test('holds what several writers created and did not remove, and why', () => {
    const ledger = begun();
    const other = openLedger(ledger.file);
    for (const id of ['a', 'b', 'c']) ledger.created({ removal, id });
    other.created({ removal, id: 'd' });
    other.removed({ removal, id: 'a' });
    other.kept({ removal, id: 'c' }, 'DELETE answered 500');
    other.removed({ removal, id: 'd' });
    other.created({ removal, id: 'd' });

    assert.deepEqual(readLedger(ledger.file)?.remaining, [
      { removal, id: 'b' },
      { removal, id: 'c', reason: 'DELETE answered 500' },
      { removal, id: 'd' },
    ]);
  });

  test('is forgotten when nothing remains, and not before', () => {
    const [empty, full] = [begun(), begun()];
    for (const ledger of [empty, full]) ledger.created({ removal, id: 'a' });
    empty.removed({ removal, id: 'a' });
    for (const ledger of [empty, full]) endLedger(ledger);

    assert.deepEqual([existsSync(empty.file), existsSync(full.file)], [false, true]);
  });

  test('is kept for a sweep while something may be there whose id never came', () => {
    const ledger = begun();
    const keys = ['createCustomer', 'createCustomer'].map((operation) => ledger.sending(operation));
    ledger.settled(keys[0] ?? '');
    endLedger(ledger);
    assert.deepEqual([readLedger(ledger.file)?.remaining, readLedger(ledger.file)?.hasLost], [[], true]);

    const swept = openLedger(ledger.file);
    swept.searched();
    endLedger(swept);
    assert.equal(existsSync(ledger.file), false);
  });

  test('is read although its last line was cut off', () => {
    const ledger = begun();
    ledger.created({ removal, id: 'a' });
    appendFileSync(ledger.file, '{"kind":"created","opera');

    assert.deepEqual(remaining(ledger), ['a']);
  });

  test('is found by its target alone', () => {
    const { file } = begun();
    beginLedger({ run: 'r-2', baseUrl: 'https://other.example' }, folder);
    writeFileSync(path.join(folder, 'strange.ndjson'), 'strange\n');

    assert.deepEqual(
      ledgersOf(baseUrl, folder).map((each) => path.resolve(each.file)),
      [file],
    );
    assert.deepEqual(ledgersOf(baseUrl, path.join(folder, 'none')), []);
  });

  test('has a creation on disk before the answer is handed on, and its removal after that', async () => {
    const ledger = begun();
    const { api, line, recorder, close } = await cannedTarget([made, { status: 204 }]);
    line.ledger = ledger;
    await api.send('createCustomer', { body: draft });
    assert.deepEqual(remaining(ledger), [customerId]);

    await api.send('removeCustomer', { path: { customerId } });
    assert.deepEqual([remaining(ledger), recorder.created], [[], []]);
    await close();
  });

  test('has a creation on disk before it is sent', async () => {
    const ledger = begun();
    const { api, line, close } = await cannedTarget([made]);
    const { transport } = line;
    const before: unknown[] = [];
    line.ledger = ledger;
    line.transport = {
      ...transport,
      send: (wire) => {
        before.push([wire.method, readLedger(ledger.file)?.hasLost]);
        return transport.send(wire);
      },
    };
    await api.send('createCustomer', { body: draft });
    await close();

    assert.deepEqual(before.at(-1), ['POST', true]);
    assert.equal(readLedger(ledger.file)?.hasLost, false);
  });

  for (const [words, answer, hasLost] of [
    ['forgets what was created and answered with its id', made, false],
    ['forgets what was refused', { status: 400 }, false],
    ['keeps what was created and answered without an id', { status: 201, body: {} }, true],
    ['keeps what was answered with something that cannot be read', { status: 201, body: '{"id":' }, true],
    ['keeps what failed, and may have been created before that', { status: 500 }, true],
    ['keeps what a gateway answered in place of the API', { status: 504 }, true],
  ] satisfies [string, CannedAnswer, boolean][])
    test(`${words}, when it looks for what was lost`, async () => {
      const ledger = begun();
      const { api, line, close } = await cannedTarget([answer, { status: 200, body: { content: [] } }]);
      line.ledger = ledger;
      await api.send('createCustomer', { body: draft }).catch((thrown: unknown) => {
        if (!(thrown instanceof NotTestable)) throw thrown;
      });
      await close();

      assert.equal(readLedger(ledger.file)?.hasLost, hasLost);
    });

  for (const [words, answers, left] of [
    ['removed', [{ status: 204 }], []],
    ['gone already', [gone], []],
    ['removed by a request that was answered 503', [unavailable, gone, gone], []],
    ['removed when a target is available again', [unavailable, unavailable, { status: 204 }], []],
    ['kept by a refusal', [{ status: 409 }], [customerId]],
    ['kept by a target that stays unavailable', Array.from({ length: 9 }, () => unavailable), [customerId]],
  ] satisfies [string, CannedAnswer[], string[]][])
    test(`says at the end of a test what was ${words}`, async () => {
      const ledger = begun();
      const { line, recorder, log, close } = await cannedTarget([made, ...answers]);
      line.ledger = ledger;
      const session = createSession(known);
      await createApi(line, recorder, session).send('createCustomer', { body: draft });
      await removeCreated(line, recorder, session);

      assert.deepEqual(remaining(ledger), left);
      assert.deepEqual(
        log.filter(({ kind }) => kind === 'leftover').map((each) => 'id' in each && each.id),
        left,
      );
      assert.ok(recorder.exchanges.length <= 8, 'bounded');
      await close();
    });
});

test('a process is running until it has ended', () => {
  assert.deepEqual([process.pid, 1, 2 ** 22 + 1, 0, -1, NaN].map(isRunning), [
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a process that has ended is not running, though nobody has asked how it ended', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 5'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
  for (let waited = 0; waited < 50 && isRunning(Number(pid)); waited += 1) await elapsed(50);
  parent.kill();

  assert.equal(isRunning(Number(pid)), false);
});
