import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { suiteRun } from '../../../src/proof/runs/suite-run.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';

describe('the titles of the tests', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-titles-'));
  let titles: string[] = [];
  before(async () => {
    const list = ['node_modules/@playwright/test/cli.js', 'test', '--list'];
    const { output } = await suiteRun(list, folder, { variables: { KOR_PROFILE: 'full' } });
    titles = [...output.matchAll(/^ {2}\[full\] › (.+)$/gm)].map(([, title = '']) => title);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('have no leading, trailing or double spaces', () => {
    assert.ok(titles.length > 800, String(titles.length));
    assert.deepEqual(
      titles.filter((title) => / $| {2}/.test(title)),
      [],
    );
  });

  it('are matched by every fault that names some of them', () => {
    const patterns = faults.flatMap(({ grep }) => (grep === undefined ? [] : [grep]));
    const unmet = patterns.filter((grep) => !titles.some((title) => new RegExp(grep).test(`${title} @`)));

    assert.ok(patterns.length > 100, String(patterns.length));
    assert.deepEqual(unmet, []);
  });
});
