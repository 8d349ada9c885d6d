import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { transformSync } from 'esbuild';
import { projectRoot } from '../../../src/description/generate.ts';
import { checkSites, placeOfCheck, type CheckSite } from '../../../src/proof/check-sites.ts';
import { copyOfProject, removed, runIn, withoutCheck, type Part } from '../../../src/proof/removal.ts';

const copy = copyOfProject();
after(() => {
  rmSync(copy, { recursive: true });
});

const sites = checkSites(projectRoot);
const parts: Part[] = [
  ['--test-name-pattern=judges one requirement', 'tests/self/proof/embedded-run.test.ts'],
];

function onlyCheckOf(requirement: string): CheckSite {
  const [site, ...others] = sites.filter((each) => each.requirement === requirement);
  assert.ok(site && others.length === 0, `${requirement} has not one check`);
  return site;
}

describe('a removed check', () => {
  it('makes the tests red', async () => {
    const { red, place } = await removed(copy, onlyCheckOf('CUS-002'), { parts });

    assert.ok(red, `nothing noticed that ${place} is gone`);
  });

  it('is put back', () => {
    const { file } = onlyCheckOf('CUS-002');

    assert.equal(
      readFileSync(path.join(copy, file), 'utf8'),
      readFileSync(path.join(projectRoot, file), 'utf8'),
    );
  });

  it('leaves them green where it was none', async () => {
    const site = onlyCheckOf('CUS-002');
    const { red } = await removed(copy, { ...site, start: site.end, end: site.end + 1 }, { parts });

    assert.equal(red, undefined);
  });
});

describe('every check', () => {
  it('can be removed from a file that still is one', () => {
    for (const site of sites) {
      const text = readFileSync(path.join(projectRoot, site.file), 'utf8');
      const shorter = withoutCheck(text, site);

      assert.doesNotThrow(() => transformSync(shorter, { loader: 'ts' }), placeOfCheck(site));
    }
  });
});

describe('a test that checked nothing', () => {
  it('is a fault of the suite, also where it could not have failed', async () => {
    const site = onlyCheckOf('CUS-009');
    const file = path.join(copy, site.file);
    writeFileSync(file, withoutCheck(readFileSync(file, 'utf8'), site));
    const args = ['--import', 'tsx', 'src/cli/kor.ts', 'conformance', '--grep', '@CUS-009'];
    const { exitCode, output } = await runIn(copy, args);

    assert.equal(exitCode, 2, output);
    assert.match(output, /CUS-009 +SHOULD +not testable.*\n.*\[suite\]: the test checked nothing/);
  });
});
