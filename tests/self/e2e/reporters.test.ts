import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { withoutReporters } from '../../../src/cli/conformance.ts';
import { conformanceRun } from './conformance-run.ts';
import { contentsOf } from './folder-contents.ts';
import { suiteRun } from '../../../src/proof/runs/suite-run.ts';

const one = ['--workers=1', '--grep', '@CUS-00[12]'];

describe('--reporter', () => {
  it('adds a reporter to those that judge, and replaces only the progress output', async () => {
    const { exitCode, output, report } = await conformanceRun([...one, '--reporter=list']);

    assert.equal(exitCode, 0, output);
    assert.match(output, /✓ +1 \[\w+\] › .*CUS-001/);
    assert.ok((report?.counts.passed ?? 0) > 5);
  });

  it('stops a bare runner with a sentence, and touches no report', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-reporters-'));
    const earlier = await suiteRun(['node_modules/@playwright/test/cli.js', 'test', ...one], folder, {});
    const before = contentsOf(folder);
    const args = ['node_modules/@playwright/test/cli.js', 'test', ...one, '--reporter=list'];
    const { exitCode, output } = await suiteRun(args, folder, {});

    assert.equal(earlier.exitCode, 0, earlier.output);
    assert.ok(existsSync(path.join(folder, 'selection', 'conformance.json')));
    assert.match(output, /^(?:Error: )?Nothing was tested, since there would be no verdict: --reporter /m);
    assert.doesNotMatch(output, /\n +at /);
    assert.equal(exitCode, 1);
    assert.deepEqual(contentsOf(folder), before);
  });

  for (const [args, expected] of [
    [['--reporter', 'list,html', '-x'], { rest: ['-x'], reporters: ['list', 'html'] }],
    [['--reporter=list', '--reporter=./a.ts'], { rest: [], reporters: ['list', './a.ts'] }],
    [['--grep', 'x'], { rest: ['--grep', 'x'], reporters: [] }],
  ] as const)
    it(`is removed from ${args.join(' ')}`, () => {
      assert.deepEqual(withoutReporters(args), expected);
    });
});
