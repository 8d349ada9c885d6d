import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { projectRoot } from '../../../../src/description/generate.ts';
import { childEnvironment } from '../../../../src/target/environment.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-command-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** The environment of this process without settings of the suite; empty values hide those of `.env`. */
const plain = Object.fromEntries(
  Object.entries(childEnvironment()).filter(([name]) => !name.startsWith('KOR_')),
);

/** The result of a command that is started in another folder; `variables`: in addition to the environment. */
function kor(
  args: string[],
  variables: Record<string, string> = {},
): { status: number | null; said: string } {
  const main = path.join(projectRoot, 'src/cli/kor.ts');
  const loader = import.meta.resolve('tsx');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', loader, main, ...args], {
    cwd: folder,
    env: { ...plain, ...variables },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, said: stdout + stderr };
}

describe('a command', () => {
  for (const args of [['generate', '--all'], ['prove', 'everything'], ['sweep', '--dryrun'], ['swep']])
    test(`is refused with words that it does not read (2): ${args.join(' ')}`, () => {
      const { status, said } = kor(args);

      assert.equal(status, 2, said);
      assert.match(said, /^error: (?:unknown|too many)/);
    });

  test('is refused if npm has kept an option for itself', () => {
    const kept = { npm_lifecycle_event: 'sweep', npm_config_dry_run: 'true' };
    const swept = kor(['sweep', '--yes'], kept);
    const selected = kor(['conformance', '@journey'], {
      npm_lifecycle_event: 'conformance',
      npm_config_grep: 'true',
    });

    assert.equal(swept.status, 2, swept.said);
    assert.equal(
      swept.said,
      'npm has kept --dry-run for itself: options of the command go after --, as in npm run sweep -- --dry-run\n',
    );
    assert.equal(selected.status, 2, selected.said);
    assert.match(selected.said, /^npm has kept --grep for itself/);
    assert.doesNotMatch(kor(['sweep', '--dry-run'], kept).said, /npm has kept/);
  });

  test('is refused (2) with a pipe, a loop of links or an escape sequence as an argument, with a sentence', () => {
    const [pipe, loop] = ['pipe', 'loop'].map((name) => path.join(folder, name)) as [string, string];
    spawnSync('mkfifo', [pipe]);
    symlinkSync(loop, loop);
    const compared = kor(['compare', pipe, pipe]);
    const verified = kor(['verify', loop, '--key', loop]);
    const odd = kor(['verify', loop, '--profile', '\u001b]0;title\u0007']);

    for (const { status, said } of [compared, verified, odd]) {
      assert.equal(status, 2, said);
      assert.doesNotMatch(said, /\n +at /);
      assert.ok(!said.includes('\u001b'), said);
    }
    assert.match(compared.said, /pipe is not a file/);
    assert.match(verified.said, /loop cannot be read/);
    assert.match(odd.said, /\\u001b\]0;title/);
  });

  test('accepts either a sequence to replay or limits, not both', () => {
    const { status, said } = kor(['explore', '--replay', 'x', '--runs', '3']);

    assert.equal(status, 2, said);
    assert.match(said, /--seconds and --runs have no effect/);
  });

  test('says which lines of .env it does not read, and refuses ambiguous ones', () => {
    const file = path.join(folder, '.env');
    writeFileSync(
      file,
      'KOR_PROFILE=core\nKOR_STRICT=1\nKOR_BASE_URL=http://127.0.0.1:1\nKOR_API_KEY=k\nKOR_API_SECRET=s\n',
    );
    const { said } = kor(['sweep', '--dry-run'], { KOR_STRICT: '0' });
    writeFileSync(file, 'KOR_CERTIFICATE_PASSPHRASE=ab#k4n4ry\n');
    const keys = kor(['keygen']);
    rmSync(file);

    assert.match(said, /^note: KOR_STRICT in \.env is not read: the environment sets another value$/m);
    assert.doesNotMatch(said, /KOR_PROFILE|KOR_API_KEY/);
    assert.equal(keys.status, 2, keys.said);
    assert.match(keys.said, /KOR_CERTIFICATE_PASSPHRASE in \.env is cut off at a # outside quotes/);
    assert.doesNotMatch(keys.said, /k4n4ry/);
  });
});
