import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { createdOnce, folderOf, forgetOnce, oncePerRun } from '../../../fixtures/once-per-run.ts';
import { beginSecrecy } from '../../../fixtures/secrecy.ts';

const removal = { operation: 'removeCustomer', parameter: 'customerId', pointer: '/id' };

describe('what is made once in a run', () => {
  let file = '';
  beforeEach(() => {
    file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-once-')), 'evidence.ndjson');
    beginSecrecy(folderOf(file));
  });

  test('is the same for everyone who asks while it is made and after', async () => {
    let made = 0;
    const ask = (): Promise<number> =>
      oncePerRun(file, { name: 'a', make: () => elapsed(100).then(() => (made += 1)) });

    assert.deepEqual([...(await Promise.all([ask(), ask(), ask()])), await ask()], [1, 1, 1, 1]);
  });

  test('is made by name, and anew for another evidence file', async () => {
    const make = (name: string, evidence = file): Promise<string> =>
      oncePerRun(evidence, { name, make: () => Promise.resolve(`${name} of ${path.basename(evidence)}`) });

    assert.equal(await make('a'), 'a of evidence.ndjson');
    assert.equal(await make('b'), 'b of evidence.ndjson');
    assert.equal(await make('a', file.replace('evidence', 'other')), 'a of other.ndjson');
  });

  test('leaves what is to be removed, also when it was never finished', async () => {
    const broken = oncePerRun(file, {
      name: 'a',
      make: (remember) => {
        remember([{ removal, id: '1' }]);
        return Promise.reject(new Error('stopped'));
      },
    });

    await assert.rejects(broken, /stopped/);
    assert.deepEqual(createdOnce(file), [{ removal, id: '1' }]);
  });

  test('is on disk in a form that nobody without the key of the run can read', async () => {
    const made = await oncePerRun(file, { name: 'a', make: () => Promise.resolve({ url: 'canary' }) });
    const folder = path.join(path.dirname(file), '.once-evidence');
    const written = readFileSync(path.join(folder, 'a.json'), 'latin1');

    assert.deepEqual(made, { url: 'canary' });
    assert.ok(!written.includes('canary'), written);
  });

  test('leaves nothing when it is forgotten', async () => {
    await oncePerRun(file, { name: 'a', make: () => Promise.resolve(1) });
    forgetOnce(file);

    assert.deepEqual(createdOnce(file), []);
    assert.equal(existsSync(path.join(path.dirname(file), '.once-evidence')), false);
  });
});
