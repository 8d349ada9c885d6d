import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { projectRoot } from '../../../../src/description/generate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-bare-'));
after(() => {
  rmSync(folder, { recursive: true });
});
for (const file of ['package.json', 'src/cli/start.js'])
  cpSync(path.join(projectRoot, file), path.join(folder, file));
const main = path.join(folder, 'src/cli/kor.ts');

/** The result of a command in a checkout where little is installed. */
function started(): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['src/cli/start.js', 'conformance'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('a command', () => {
  test('without installed packages says so (2), and shows no stack trace', () => {
    assert.deepEqual(started(), {
      status: 2,
      stderr: 'The package tsx is not installed: run npm ci first.\n',
    });
  });

  test('names a missing package, and a missing file of the suite is no finding about an API', () => {
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(projectRoot, 'node_modules/tsx'), path.join(folder, 'node_modules/tsx'));
    writeFileSync(main, "import { Command } from 'commander';\nnew Command();\n");
    assert.deepEqual(started(), {
      status: 2,
      stderr: 'The package commander is not installed: run npm ci first.\n',
    });

    writeFileSync(main, "import './gone.ts';\n");
    const { status, stderr } = started();
    assert.equal(status, 2);
    assert.match(stderr, /Cannot find module .*gone/);
  });

  test('in package.json is started in this way', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = Object.values(scripts).filter((script) => script.includes('src/cli/'));

    assert.equal(commands.length, 11);
    for (const script of commands) assert.match(script, /^exec node src\/cli\/start\.js \w+$/);
  });
});
