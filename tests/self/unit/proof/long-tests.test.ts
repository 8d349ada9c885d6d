import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { longFate, longTests, longTrouble, type LongFate } from '../../../../src/proof/long-tests.ts';

async function fateOf(...lines: string[]): Promise<Omit<LongFate, 'file' | 'seconds'>> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-long-')), 'a.test.mjs');
  writeFileSync(file, ["import { describe, it } from 'node:test';", ...lines].join('\n'));
  const { file: named, seconds, ...fate } = await longFate(file);
  assert.equal(named, file);
  assert.ok(seconds >= 0);
  return fate;
}

const no = "() => { throw new Error('no'); }";

describe('a file of long tests', () => {
  it('is counted by its tests, and the first failing one is named', async () => {
    const fate = await fateOf(
      `describe('a', () => { it('one'); it('two', { skip: true }); it('three', ${no}); it('four', ${no}); });`,
    );

    assert.deepEqual(fate, { passed: 1, failed: 2, leftOut: 1, firstFailed: 'three' });
  });

  it('passes if no test fails', async () => {
    assert.deepEqual(await fateOf("it('one');"), { passed: 1, failed: 0, leftOut: 0 });
  });

  it('fails if the set-up of its tests fails, or if it ends with an error', async () => {
    for (const lines of [
      ["import { before } from 'node:test';", `describe('a', () => { before(${no}); it('one'); });`],
      ["it('one');", "process.on('exit', () => (process.exitCode = 3));"],
      ['it('],
    ])
      assert.equal(
        longTrouble({ file: 'a', seconds: 1, ...(await fateOf(...lines)) }).length,
        1,
        lines.join(),
      );
  });

  it('exists', () => {
    assert.ok(longTests().length > 0);
    assert.ok(longTests().every((file) => /^tests\/self\/long\/[\w-]+\.test\.ts$/.test(file)));
  });
});
