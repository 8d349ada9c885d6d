import assert from 'node:assert/strict';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { minimalIndividual } from '../../../../../src/contract/data/drafts.ts';
import {
  beginLedger,
  endLedger,
  ledgersOf,
  openLedger,
  readLedger,
  type Ledger,
} from '../../../../../src/exchange/cleanup/ledger.ts';
import type { LedgerRun } from '../../../../../src/exchange/cleanup/ledger-entries.ts';
import { NotTestable } from '../../../../../src/exchange/not-testable.ts';
import { isThisProcess } from '../../../../../src/files/running.ts';
import { cannedTarget, type CannedResponse } from '../../../support/canned-target.ts';

const removal = { operation: 'removeCustomer', parameter: 'customerId' };
const baseUrl = 'https://api.example';
const customerId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const draft = minimalIndividual({ seed: 'a', runId: 'r' });
const made: CannedResponse = { status: 201, body: { ...draft, id: customerId } };
const shown: CannedResponse = { body: { ...draft, id: customerId } };

describe('a ledger', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kor-ledger-'));
  });
  const begun = (): Promise<Ledger> => beginLedger({ run: 'r-1', baseUrl }, folder);
  const remaining = ({ file }: Ledger): string[] => (readLedger(file)?.remaining ?? []).map(({ id }) => id);

  test('begins with its run, and only its owner can read it', async () => {
    const { file } = await begun();
    const { start, process: runner, ...first } = JSON.parse(readFileSync(file, 'utf8')) as LedgerRun;

    assert.deepEqual(first, { kind: 'run', run: 'r-1', baseUrl });
    assert.ok(isThisProcess(runner));
    assert.ok(Math.abs(Date.now() - Date.parse(start)) < 5000, start);
    assert.match(path.basename(file), /^r-1-.+\.ndjson$/);
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.notEqual((await begun()).file, file, 'two runs of one id have two');
  });

  test('contains what several writers created and did not remove, and why', async () => {
    const ledger = await begun();
    const other = openLedger(ledger.file);
    for (const id of ['a', 'b', 'c']) ledger.created({ removal, id });
    other.created({ removal, id: 'd' });
    other.removed({ removal, id: 'a' });
    other.kept({ removal, id: 'c' }, 'DELETE returned 500');
    other.removed({ removal, id: 'd' });
    other.created({ removal, id: 'd' });

    assert.deepEqual(readLedger(ledger.file)?.remaining, [
      { removal, id: 'b' },
      { removal, id: 'c', reason: 'DELETE returned 500' },
      { removal, id: 'd' },
    ]);
  });

  test('is deleted when nothing remains, and not before', async () => {
    const [empty, full] = [await begun(), await begun()];
    for (const ledger of [empty, full]) ledger.created({ removal, id: 'a' });
    empty.removed({ removal, id: 'a' });
    for (const ledger of [empty, full]) endLedger(ledger);

    assert.deepEqual(readdirSync(folder), [path.basename(full.file)], 'and no socket');
    assert.equal(existsSync(empty.file), false);
  });

  test('is kept for a sweep while something may exist whose id never arrived', async () => {
    const ledger = await begun();
    const keys = ['createCustomer', 'createCustomer'].map((operation) => ledger.sending(operation, []));
    ledger.settled(keys[0] ?? '');
    endLedger(ledger);
    assert.deepEqual([readLedger(ledger.file)?.remaining, readLedger(ledger.file)?.hasLost], [[], true]);

    const swept = openLedger(ledger.file);
    swept.searched();
    endLedger(swept);
    assert.equal(existsSync(ledger.file), false);
  });

  test('can be read even if its last line is truncated', async () => {
    const ledger = await begun();
    ledger.created({ removal, id: 'a' });
    appendFileSync(ledger.file, '{"kind":"created","opera');

    assert.deepEqual(remaining(ledger), ['a']);
    assert.equal(readLedger(ledger.file)?.hasLost, true, 'it may have named something');
  });

  test('accepts no entry after it is closed, and neither does a file that has replaced it', async () => {
    const ledger = await begun();
    const before = readFileSync(ledger.file, 'utf8');
    ledger.close();
    const others = ['a', 'b'].map((name) => openSync(path.join(folder, name), 'w'));
    ledger.kept({ removal, id: 'a' }, 'the transport is closed');
    ledger.created({ removal, id: 'a' });

    assert.equal(readFileSync(ledger.file, 'utf8'), before);
    assert.deepEqual(
      others.map((descriptor) => fstatSync(descriptor).size),
      [0, 0],
    );
    others.forEach(closeSync);
  });

  test('is found only by its target', async () => {
    const { file } = await begun();
    await beginLedger({ run: 'r-2', baseUrl: 'https://other.example' }, folder);
    writeFileSync(path.join(folder, 'strange.ndjson'), 'strange\n');

    assert.deepEqual(
      ledgersOf(baseUrl, folder).map((each) => path.resolve(each.file)),
      [file],
    );
    assert.deepEqual(ledgersOf(baseUrl, path.join(folder, 'none')), []);
  });

  test('has a create on disk before the response is passed on, and its removal after that', async () => {
    const ledger = await begun();
    const { api, context, recorder, close } = await cannedTarget([made, shown, { status: 204 }]);
    context.ledger = ledger;
    await api.send('createCustomer', { body: draft });
    assert.deepEqual(remaining(ledger), [customerId]);

    await api.send('removeCustomer', { path: { customerId } });
    assert.deepEqual([remaining(ledger), recorder.created], [[], []]);
    await close();
  });

  test('has a create on disk before it is sent', async () => {
    const ledger = await begun();
    const { api, context, close } = await cannedTarget([made]);
    const { transport } = context;
    const before: unknown[] = [];
    context.ledger = ledger;
    context.transport = {
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

  for (const [words, response, hasLost] of [
    ['deletes a create whose response has an id', made, false],
    ['deletes a create that was rejected', { status: 400 }, false],
    ['keeps a create whose response has no id', { status: 201, body: {} }, true],
    ['keeps a create whose response cannot be parsed', { status: 201, body: '{"id":' }, true],
    ['keeps a create that failed, and may have been carried out', { status: 500 }, true],
    ['keeps a create to which a gateway responded in place of the API', { status: 504 }, true],
  ] satisfies [string, CannedResponse, boolean][])
    test(`${words}, after looking for what was lost`, async () => {
      const ledger = await begun();
      const { api, context, close } = await cannedTarget([response, { status: 200, body: { content: [] } }]);
      context.ledger = ledger;
      await api.send('createCustomer', { body: draft }).catch((thrown: unknown) => {
        if (!(thrown instanceof NotTestable)) throw thrown;
      });
      await close();

      assert.equal(readLedger(ledger.file)?.hasLost, hasLost);
    });
});
