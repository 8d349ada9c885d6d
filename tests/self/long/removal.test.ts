import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { copyOfProject, removed, type Part } from '../../../src/proof/removal/removal.ts';
import { onlyCheckOf } from '../e2e/removed-check.ts';

const copy = copyOfProject();
after(() => {
  rmSync(copy, { recursive: true });
});

const parts: Part[] = [['--test-name-pattern=judges one requirement', 'tests/self/e2e/embedded-run.test.ts']];

describe('a removed check', () => {
  it('makes a test fail', async () => {
    const { red, place } = await removed(copy, onlyCheckOf('CUS-002'), { parts });

    assert.ok(red, `nothing noticed that ${place} is gone`);
  });

  it('is restored afterwards', () => {
    const { file } = onlyCheckOf('CUS-002');

    assert.equal(
      readFileSync(path.join(copy, file), 'utf8'),
      readFileSync(path.join(projectRoot, file), 'utf8'),
    );
  });

  it('leaves the tests green when what was removed is not a check', async () => {
    const site = onlyCheckOf('CUS-002');
    const { red } = await removed(copy, { ...site, start: site.end, end: site.end + 1 }, { parts });

    assert.equal(red, undefined);
  });
});
