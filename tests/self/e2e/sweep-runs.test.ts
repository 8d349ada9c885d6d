import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { beginLedger, ledgerFolder } from '../../../src/exchange/cleanup/ledger.ts';
import { claimed } from '../../../src/files/running.ts';
import {
  command,
  old,
  stoppingFloor,
  stranger,
  type Floor,
} from '../../../src/proof/interruption/stopped-runs.ts';
import { targetVariables } from '../../../src/proof/runs/suite-run.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import { contract } from '../support/real-contract.ts';

const sweep = [...command, 'sweep', '--yes'];
const namespaces = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const hasNamespaces = spawnSync('unshare', [...namespaces, 'true']).status === 0;
const skip = hasNamespaces
  ? false
  : 'no PID namespace can be made here: it takes unshare of util-linux, and root';

/** A sandbox at which a run created this many customers just now. */
async function withYoung(run: string, count: number): Promise<Floor> {
  const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
  for (let index = 100; index < 100 + count; index += 1)
    floor.plant({
      ...old,
      id: `${old.id.slice(0, -3)}${String(index)}`,
      primaryEmail: { value: `a${String(index)}@${run}.kor-conformance.example` },
      createdAt: new Date().toISOString(),
    });
  return floor;
}

describe('npm run sweep, while other runs share the target,', { concurrency: 2 }, () => {
  it('never says that nothing is left when customers are too young, until it is told their run', async () => {
    const floor = await withYoung('r-young', 99);
    const all = await floor.command(sweep);
    const left = floor.customers().length - 1;
    floor.plant({ ...old, primaryEmail: { value: 'a@r-other.kor-conformance.example' } });
    const dry = await floor.command([...command, 'sweep', '--dry-run', '--run', 'r-young']);
    const one = await floor.command([...sweep, '--run', 'r-young']);
    const none = await floor.command([...sweep, '--run', 'r-young']);
    await floor.close();

    assert.deepEqual([all.exitCode, left], [1, 99], all.output);
    assert.equal(
      all.output.match(/^ {2}\S+ {2}of run r-young, .+ running elsewhere: it is 0 min old$/gm)?.length,
      99,
    );
    assert.match(all.output, /^0 removed; 99 left$/m);
    assert.match(
      all.output,
      /^Once its run has ended:\n\n {2}npm run sweep -- --run r-young removes what is still there\.$/m,
    );
    assert.equal(dry.exitCode, 1);
    assert.match(dry.output, /^0 removed; 99 left of run r-young$/m);
    assert.equal(one.exitCode, 0, one.output);
    assert.match(one.output, /^note: no ledger here is of run r-young/m);
    assert.match(one.output, /^99 removed; nothing of run r-young is left$/m);
    assert.match(none.output, /^0 removed; nothing of run r-young is left$/m);
    assert.deepEqual(
      floor.customers().map(({ id }) => id),
      [stranger.id, old.id],
    );
  });

  it('removes what a run created whose process id now belongs to another process', async () => {
    const floor = await withYoung('r-killed', 2);
    const { runner, release } = await claimed(path.join(projectRoot, ledgerFolder));
    release();
    const removal = { operation: 'removeCustomer', parameter: 'customerId' };
    const first = {
      kind: 'run',
      run: 'r-killed',
      process: { ...runner, start: '1' },
      baseUrl: floor.relay.url,
      start: '',
    };
    const noted = floor.customers().filter(({ id }) => id !== stranger.id);
    const lines = [first, ...noted.map(({ id }) => ({ kind: 'created', ...removal, id, at: '' }))];
    const file = path.join(projectRoot, ledgerFolder, `r-killed-${String(runner.pid)}.ndjson`);
    writeFileSync(file, lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
    const swept = await floor.command(sweep);
    await floor.close();

    assert.equal(swept.exitCode, 0, swept.output);
    assert.match(swept.output, /^2 removed; nothing is left$/m);
    assert.deepEqual([floor.customers().length, floor.ledgers()], [1, []]);
  });

  it('leaves a run alone that is still going on, and refuses to sweep it by its id', async () => {
    const floor = await withYoung('r-on', 2);
    const ledger = await beginLedger(
      { run: 'r-on', baseUrl: floor.relay.url },
      path.join(projectRoot, ledgerFolder),
    );
    const all = await floor.command(sweep);
    const one = await floor.command([...sweep, '--run', 'r-on']);
    const wrong = await floor.command([...sweep, '--run', 'R ON']);
    ledger.close();
    rmSync(ledger.file);
    await floor.close();

    assert.deepEqual([all.exitCode, one.exitCode, wrong.exitCode], [1, 2, 2], all.output);
    assert.match(all.output, /^note: run r-on goes on: process \d+ on \S+$/m);
    assert.match(all.output, /^0 removed; 2 left$/m);
    assert.doesNotMatch(all.output, /--run/, 'it has not ended');
    assert.match(
      one.output,
      /^Run r-on goes on: process \d+ on \S+\. Nothing was removed\. Wait for its end, or end it\.$/m,
    );
    assert.match(wrong.output, /^--run must be 1 to 40 lower-case letters/m);
    assert.equal(floor.customers().length, 3);
  });

  it(
    'leaves a run in another PID namespace alone while it goes on, and sweeps what it left once it is killed',
    { skip },
    async () => {
      const reached = new EventEmitter();
      const creation = once(reached, 'creation');
      const floor = await stoppingFloor(contract, { creation: 9, delay: 0 }, () => reached.emit('creation'));
      const explore = [process.execPath, ...command, 'explore', '--seconds', '60'];
      const variables = targetVariables(floor.relay.url, floor.target.credentials);
      const folder = mkdtempSync(path.join(tmpdir(), 'kor-sweep-'));
      const run = inNamespace(explore, { ...variables, KOR_REPORT_FOLDER: folder });
      await creation;
      const during = await floor.command(sweep);
      run.child.kill('SIGKILL');
      await once(run.child, 'close');
      const left = floor.customers().length - 1;
      const after = await floor.command(sweep);
      await floor.close();

      assert.match(during.output, /^note: run \S+ goes on: process \d+ on \S+$/m);
      assert.match(during.output, /^0 removed; /m);
      assert.doesNotMatch(run.output(), /violation|broke|Failed/i);
      assert.match(after.output, new RegExp(`^${String(left)} removed; nothing is left$`, 'm'));
      assert.deepEqual([floor.customers().length, floor.ledgers()], [1, []]);
    },
  );

  it('can run twice at once, and leaves nothing', async () => {
    const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
    for (let index = 10; index < 50; index += 1)
      floor.plant({ ...old, id: `${old.id.slice(0, -2)}${String(index)}` });
    const both = await Promise.all([floor.command(sweep), floor.command(sweep)]);
    await floor.close();

    for (const { exitCode, output } of both) {
      assert.equal(exitCode, 0, output);
      assert.match(output, /nothing is left$/m);
    }
    assert.equal(floor.customers().length, 1);
  });

  it('says which ledgers cannot be read, and that it cannot know what they name', async () => {
    const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
    const cwd = mkdtempSync(path.join(tmpdir(), 'kor-sweep-'));
    mkdirSync(path.join(cwd, ledgerFolder), { recursive: true });
    for (const [name, text] of [
      ['r-empty-1.ndjson', ''],
      ['r-cut-2.ndjson', '{"kind":"run","run":"r-cut","process":{"host"'],
    ] as const)
      writeFileSync(path.join(cwd, ledgerFolder, name), text);
    const variables = targetVariables(floor.relay.url, floor.target.credentials);
    const [all, other, cut] = await Promise.all(
      [[], ['--run', 'r-other'], ['--run', 'r-cut']].map((args) => sweepIn(cwd, args, variables)),
    );
    await floor.close();

    assert.equal(all?.exitCode, 1);
    assert.match(all.output, /^ {2}\.kor\/ledger\/r-cut-2\.ndjson {2}is not a ledger that can be read/m);
    assert.match(all.output, /^ {2}\.kor\/ledger\/r-empty-1\.ndjson {2}is not a ledger that can be read/m);
    assert.match(all.output, /^0 removed; nothing is known to be left$/m);
    assert.deepEqual([other?.exitCode, cut?.exitCode], [0, 1]);
  });
});

/** Starts a command in a PID namespace of its own, which ends with the command. */
function inNamespace(
  args: string[],
  variables: Record<string, string>,
): { child: ChildProcess; output: () => string } {
  const env = { ...childEnvironment(), ...variables };
  const child = spawn('unshare', [...namespaces, ...args], { cwd: projectRoot, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

/** Sweeps from another folder with its own ledgers. */
async function sweepIn(
  cwd: string,
  args: string[],
  variables: Record<string, string>,
): Promise<{ exitCode: number | null; output: string }> {
  const kor = ['--import', import.meta.resolve('tsx'), path.join(projectRoot, 'src/cli/kor.ts')];
  const env = { ...childEnvironment(), ...variables };
  const child = spawn(process.execPath, [...kor, 'sweep', '--yes', ...args], { cwd, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output };
}
