import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import type { Tampering } from '../../../src/sandbox/faults/tampering.ts';
import { startProxy, type TestServer } from './proxy.ts';

const planted = faults.find(({ requirement }) => requirement === 'CUS-002');
const few = ['--grep', '@CUS-00[1-3]\\b|@CUS-011|@CUS-024|@SEC-001'];

interface Compared {
  exitCode: number | null;
  output: string;
  errors: string;
}

/** Runs `kor compare` as a child process. */
function compare(...args: string[]): Compared {
  const command = ['--import', 'tsx', 'src/cli/kor.ts', 'compare', ...args];
  const options = {
    cwd: projectRoot,
    env: { ...childEnvironment(), NO_COLOR: '1' },
    encoding: 'utf8',
  } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { exitCode: status, output: stdout, errors: stderr };
}

const fileOf = ({ folder }: CommandResult): string => path.join(folder, 'conformance.json');
const partial =
  'The old run is partial and the new run is partial: only what both judged is compared, and lost coverage is not looked for.';

describe('a comparison of two runs', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-compare-'));
  let present: Tampering | undefined;
  let sandbox: Sandbox;
  let proxy: TestServer;
  let sound: CommandResult;
  let again: CommandResult;
  let broken: CommandResult;

  before(async () => {
    const { folder: generated } = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(generated) });
    const tampering: Tampering = {
      request: (request) => present?.request?.(request),
      response: (response, request) => present?.response?.(response, request),
    };
    proxy = await startProxy(sandbox.url, tampering);
    const variables = targetVariables(proxy.url, sandbox.accounts.first);
    const run = (seed: string): Promise<CommandResult> =>
      conformanceRun(few, { variables: { ...variables, KOR_SEED: seed } });
    sound = await run('first');
    again = await run('second');
    present = planted?.tampering();
    broken = await run('third');
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await proxy.close();
    await sandbox.close();
  });

  it('finds nothing when only the seeds differ', () => {
    const { exitCode, output, errors } = compare(fileOf(sound), fileOf(again));

    assert.deepEqual([sound.exitCode, again.exitCode], [0, 0], sound.output + again.output);
    assert.ok(sound.report?.observations.length, 'there is nothing that could differ');
    assert.equal(output, `NO REGRESSION  nothing has changed\n\nLess comparable\n  ${partial}\n`, errors);
    assert.equal(exitCode, 0);
  });

  it('names a MUST that only the later run broke, with its reason and how to run it again', () => {
    const { exitCode, output, errors } = compare(fileOf(again), fileOf(broken));

    assert.equal(broken.exitCode, 1, broken.output);
    assert.equal(exitCode, 1, output + errors);
    assert.match(output, /^REGRESSION {2}\d newly failing\n/);
    assert.match(
      output,
      /\n {2}CUS-002 MUST {2}createCustomer.* {2}failed, .*\n {6}\S.*\n {6}KOR_SEED=third .*@CUS-002\n/,
    );
  });

  it('says that a MUST which only the earlier run broke passes newly', () => {
    const { exitCode, output, errors } = compare(fileOf(broken), fileOf(sound));

    assert.equal(exitCode, 0, output + errors);
    assert.match(output, /^NO REGRESSION {2}\d newly passing\n/);
    assert.match(output, /\n {2}CUS-002 MUST {2}createCustomer.* {2}passed, before failed\n/);
  });

  it('says that a MUST which both runs broke still fails', () => {
    const copy = path.join(folder, 'copy.json');
    writeFileSync(copy, JSON.stringify({ ...broken.report, runId: 'another' }));

    assert.match(compare(fileOf(broken), copy).output, /^NO REGRESSION {2}\d still failing\n/);
  });

  it('is written as Markdown when requested', () => {
    const { exitCode, output } = compare(fileOf(again), fileOf(broken), '--markdown');

    assert.equal(exitCode, 1, output);
    assert.match(output, /^### REGRESSION: \d newly failing\n/);
    assert.match(output, /\n- CUS-002 MUST createCustomer.*<br><code>.*<\/code><br><code>KOR\\_SEED=third /);
  });

  it('ends with 2 and every problem at once when a file is not the result of a run', () => {
    const nothing = path.join(folder, 'nothing.json');
    const text = path.join(folder, 'text.json');
    const later = path.join(folder, 'later.json');
    writeFileSync(text, 'text');
    writeFileSync(later, JSON.stringify({ ...sound.report, schemaVersion: 2 }));
    const rows: [files: string[], words: RegExp[]][] = [
      [
        [nothing, text],
        [/nothing\.json does not exist/, /text\.json is not JSON/],
      ],
      [
        [folder, 'package.json'],
        [/is not a file/, /package\.json is not the result of a run/],
      ],
      [[fileOf(sound), later], [/later\.json has schemaVersion 2/]],
      [[fileOf(sound), fileOf(sound)], [/are the same file/]],
      [[nothing], [/missing required argument 'new'/]],
      [[text, text, text], [/too many arguments/]],
      [['--json', text, text], [/unknown option '--json'/]],
    ];
    for (const [files, words] of rows) {
      const { exitCode, output, errors } = compare(...files);

      assert.equal(exitCode, 2, output + errors);
      assert.equal(output, '');
      assert.doesNotMatch(errors, /^ +at /m, 'no stack trace');
      for (const each of words) assert.match(errors, each);
    }
  });
});
