import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { transformSync } from 'esbuild';
import { projectRoot } from '../../../src/description/generate.ts';
import { placeOfCheck } from '../../../src/proof/removal/check-sites.ts';
import { copyOfProject, runIn, withoutCheck } from '../../../src/proof/removal/removal.ts';
import { onlyCheckOf, sites } from './removed-check.ts';

const copy = copyOfProject();
after(() => {
  rmSync(copy, { recursive: true });
});

describe('every check', () => {
  it('can be removed from its file, which can still be parsed', () => {
    for (const site of sites) {
      const text = readFileSync(path.join(projectRoot, site.file), 'utf8');
      const shorter = withoutCheck(text, site);

      assert.doesNotThrow(() => transformSync(shorter, { loader: 'ts' }), placeOfCheck(site));
    }
  });
});

describe('a test that checked nothing', () => {
  it('is a fault of the suite, even if the check could not have failed', async () => {
    const site = onlyCheckOf('CUS-009');
    const file = path.join(copy, site.file);
    writeFileSync(file, withoutCheck(readFileSync(file, 'utf8'), site));
    const args = ['--import', 'tsx', 'src/cli/kor.ts', 'conformance', '--grep', '@CUS-009'];
    const { exitCode, output } = await runIn(copy, args);

    assert.equal(exitCode, 2, output);
    assert.match(output, /CUS-009 +SHOULD +not testable.*\n.*\[suite\]: the test checked nothing/);
  });
});
