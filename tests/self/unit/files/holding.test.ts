import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { takeReportFolder } from '../../../../fixtures/run/report-folder.ts';
import { FileError } from '../../../../src/files/file-error.ts';
import { held } from '../../../../src/files/holding.ts';
import { claimed, isThisProcess, type Claim } from '../../../../src/files/running.ts';

describe('a lock', () => {
  let folder = '';
  let lock = '';
  let own: Claim['runner'];
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'kor-holding-'));
    lock = path.join(folder, '.running');
    const { runner, release } = await claimed(folder);
    release();
    own = runner;
  });

  for (const [words, change] of [
    ['whose process id is of another process by now', { start: '1' }],
    ['whose process is gone', { pid: 2 ** 22 + 1 }],
    ['of this process, which an editor keeps from run to run', {}],
  ] as const)
    test(`${words} is taken over, and given back`, async () => {
      writeFileSync(lock, JSON.stringify({ ...own, ...change }));
      const giveBack = await held(lock, []);

      assert.ok(typeof giveBack === 'function');
      assert.ok(isThisProcess(JSON.parse(readFileSync(lock, 'utf8'))));
      giveBack();
      assert.deepEqual(readdirSync(folder), []);
    });

  for (const [words, written, who] of [
    ['of another PID namespace', { namespace: 'pid:[1]' }, /^process \d+ on \S+$/],
    ['of another kernel', { boot: 'b', host: 'h' }, /^process \d+ on h$/],
    ['that release 0.1.0 has written', 4242, /^process 4242$/],
  ] as const)
    test(`${words}, whose state is unknown, is left until it was silent for an hour`, async () => {
      const text = typeof written === 'number' ? written : { ...own, socket: undefined, ...written };
      writeFileSync(lock, JSON.stringify(text));
      const holder = await held(lock, []);
      assert.ok(typeof holder === 'object');
      assert.match(holder.who, who);
      assert.equal(holder.isCertain, false);
      await assert.rejects(takeReportFolder(folder, folder), (error: Error) => {
        assert.match(
          error.message,
          /may write to .*: remove .*\.running once it has ended, or set KOR_REPORT_FOLDER\.$/,
        );
        return error instanceof FileError;
      });
      const before = Date.now() / 1000 - 3660;
      utimesSync(lock, before, before);
      writeFileSync(path.join(folder, 'evidence.ndjson'), '');
      assert.ok(typeof (await held(lock, [path.join(folder, 'evidence.ndjson')])) === 'object');

      assert.ok(typeof (await held(lock, [])) === 'function');
    });

  test('is released only by its holder', async () => {
    const giveBack = await held(lock, []);
    const other = JSON.stringify({ ...own, start: '1' });
    writeFileSync(lock, other);
    assert.ok(typeof giveBack === 'function');
    giveBack();

    assert.equal(readFileSync(lock, 'utf8'), other);
  });
});
