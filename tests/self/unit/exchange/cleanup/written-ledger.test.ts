import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import {
  beginLedger,
  endLedger,
  openLedger,
  readLedger,
  shelfOf,
  type Ledger,
} from '../../../../../src/exchange/cleanup/ledger.ts';
import { FileError } from '../../../../../src/files/file-error.ts';
import type { LedgerRun } from '../../../../../src/exchange/cleanup/ledger-entries.ts';
import { claimed, type Standing } from '../../../../../src/files/running.ts';

const removal = { operation: 'removeCustomer', parameter: 'customerId' };
const baseUrl = 'https://api.example';
const first: LedgerRun = { kind: 'run', run: 'r-1', process: 1, baseUrl, start: '2025-01-01T00:00:00Z' };

describe('a ledger on disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'kor-written-'));
  });
  const begun = (): Promise<Ledger> => beginLedger({ run: 'r-1', baseUrl }, folder);
  const written = (name: string, ...lines: unknown[]): string => {
    const file = path.join(folder, name);
    writeFileSync(file, lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
    return file;
  };
  const standings = async (): Promise<Standing[]> =>
    (await shelfOf(baseUrl, folder)).ledgers.map(({ standing }) => standing);

  test('belongs to a running run until that has recorded its end, even if its process continues', async () => {
    const ledger = await begun();
    ledger.created({ removal, id: 'a' });
    assert.deepEqual(await standings(), ['running']);
    endLedger(ledger);

    assert.deepEqual(await standings(), ['ended']);
  });

  test('belongs to an ended run when its process has ended, even if another process has its id now', async () => {
    const { runner, release } = await claimed(folder);
    release();
    written('a.ndjson', { ...first, process: { ...runner, start: '1' } });
    written('b.ndjson', { ...first, process: { ...runner, pid: 2 ** 22 + 1 } });

    assert.deepEqual(await standings(), ['ended', 'ended']);
  });

  test('belongs to an uncertain run if nothing shows its state, until it was silent for an hour', async () => {
    const { runner, release } = await claimed(folder);
    release();
    const all = [
      written('a.ndjson', { ...first, process: process.pid }),
      written('b.ndjson', { ...first, process: 2 ** 22 + 1 }),
      written('c.ndjson', { ...first, process: { ...runner, boot: 'b', host: 'h' } }),
      written('d.ndjson', { ...first, process: { ...runner, namespace: 'pid:[1]' } }),
    ];
    assert.deepEqual(await standings(), ['uncertain', 'uncertain', 'uncertain', 'uncertain']);
    const before = Date.now() / 1000 - 3660;
    for (const file of all) utimesSync(file, before, before);

    assert.deepEqual(await standings(), ['ended', 'ended', 'ended', 'ended']);
  });

  test('is listed as unreadable when it cannot be read', async () => {
    written('good.ndjson', first);
    written('other.ndjson', { ...first, baseUrl: 'https://other.example' });
    const files = {
      'binary.ndjson': '\0\u0001\xff\n',
      'cut.ndjson': '{"kind":"run","run":"r-1"',
      'empty.ndjson': '',
      'entry.ndjson': '{"kind":"searched","at":""}\n',
      'wrong.ndjson': '{"kind":"run","run":1,"baseUrl":null,"start":[]}\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    mkdirSync(path.join(folder, 'folder.ndjson'));
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'gone.ndjson'));
    const { ledgers, unreadable } = await shelfOf(baseUrl, folder);

    assert.deepEqual(
      ledgers.map(({ file }) => path.basename(file)),
      ['good.ndjson'],
    );
    assert.deepEqual(
      unreadable.map((file) => path.basename(file)),
      [...Object.keys(files), 'folder.ndjson'].sort(),
    );
  });

  for (const [words, line] of [
    ['cut off', '{"kind":"created","opera{"kind":"searched","at":""}'],
    ['overwritten', '\0\0\0\0'],
    ['no entry', '17'],
    ['an entry of another release', '{"kind":"moved","id":"a"}'],
    ['without an id', '{"kind":"created","operation":"removeCustomer","parameter":"customerId"}'],
    ['with signs that are none', '{"kind":"changing","signs":[1]}'],
    ['the beginning of another run', JSON.stringify(first)],
  ] as const)
    test(`may have lost an entry to a line that is ${words}, until a sweep has looked for it`, async () => {
      const ledger = await begun();
      ledger.created({ removal, id: 'a' });
      appendFileSync(ledger.file, `${line}\n\n`);
      ledger.created({ removal, id: 'b' });
      endLedger(ledger);
      const { remaining, hasLost } = readLedger(ledger.file) ?? {};
      assert.deepEqual([remaining?.map(({ id }) => id), hasLost], [['a', 'b'], true]);

      const swept = openLedger(ledger.file);
      swept.searched();
      for (const id of ['a', 'b']) swept.removed({ removal, id });
      assert.equal(endLedger(swept), false, 'it is forgotten');
    });

  test('is not created again after another sweep has deleted it', () => {
    assert.throws(() => openLedger(path.join(folder, 'r-1-0.ndjson')), FileError);
    assert.deepEqual(readdirSync(folder), []);
  });
});
