import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { variableNames } from '../../../src/target/configuration.ts';
import { childEnvironment } from '../../../src/target/environment.ts';

/** Runs one test of the suite, with its reports in a folder. */
function run(folder: string): { status: number | null; output: string } {
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const args = ['--import', 'tsx', 'src/cli/kor.ts', 'conformance', '--grep', '@CUS-002'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    env: { ...childEnvironment(), ...unset, KOR_REPORT_FOLDER: folder },
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, output: stdout + stderr };
}

describe('a folder for reports', () => {
  it('that another run writes to is left as it is', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-folder-'));
    writeFileSync(path.join(folder, '.running'), String(process.pid));
    for (const name of ['conformance.json', 'conformance.html'])
      writeFileSync(path.join(folder, name), 'theirs');
    const { status, output } = run(folder);

    assert.equal(status, 2, output);
    assert.match(output, /Another run \(process \d+\) writes to/);
    for (const name of ['conformance.json', 'conformance.html'])
      assert.equal(readFileSync(path.join(folder, name), 'utf8'), 'theirs');
    assert.ok(!existsSync(path.join(folder, 'junit.xml')));
  });

  it('that a report cannot be written to leaves no verdict standing, and says which report', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-folder-'));
    mkdirSync(path.join(folder, 'junit.xml', 'in the way'), { recursive: true });
    const { status, output } = run(folder);

    assert.equal(status, 2, output);
    assert.match(output, /junit\.xml/);
    assert.ok(!existsSync(path.join(folder, 'conformance.json')));
  });
});
