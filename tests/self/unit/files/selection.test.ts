import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { folderOfRun, isSelection } from '../../../../src/files/selection.ts';

const whole = [
  [],
  ['--workers=1'],
  ['--workers', '4', '-x'],
  ['-j', '2', '--max-failures=0', '--trace', 'on'],
  ['--retries=1', '--repeat-each', '2', '--quiet', '--timeout', '90000'],
];
const part = [
  ['--grep', '@journey'],
  ['--grep=@journey', '--workers=1'],
  ['-g', 'x'],
  ['--grep-invert', '@full'],
  ['customers'],
  ['--workers=1', 'tests/customers/create-customer.test.ts:8'],
  ['--last-failed'],
  ['--only-changed'],
  ['--shard=1/2'],
  ['--project', 'core'],
  ['--list'],
  ['--ui'],
  ['--debug'],
  ['--no-deps'],
  ['--test-list', 'file'],
  ['-c', 'another.config.ts'],
  ['--what-a-later-runner-has'],
];

describe('a run of the runner', () => {
  for (const args of whole)
    it(`is whole with ${args.join(' ') || 'no arguments'}`, () => {
      assert.equal(isSelection(args), false);
      assert.equal(folderOfRun('reports', args), path.resolve('reports'));
    });

  for (const args of part)
    it(`may leave tests out with ${args.join(' ')}`, () => {
      assert.equal(isSelection(args), true);
      assert.equal(folderOfRun('reports', args), path.resolve('reports', 'selection'));
    });
});
