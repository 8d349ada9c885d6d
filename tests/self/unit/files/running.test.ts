import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../../../src/description/generate.ts';
import { claimed, runnerText, standingOf, type Runner } from '../../../../src/files/running.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-running-'));
const traces = { folder, writtenAt: Date.now() };
const module = pathToFileURL(path.join(projectRoot, 'src/files/running.ts')).href;
/** Claims to be running, prints its identity, and prints the state of a process that it is given. */
const claiming = `
  const { claimed, standingOf } = await import(${JSON.stringify(module)});
  const { runner } = await claimed(${JSON.stringify(folder)});
  const other = process.argv[1] && (await standingOf(JSON.parse(process.argv[1]), { folder: ${JSON.stringify(folder)}, writtenAt: Date.now() }));
  console.log(JSON.stringify({ runner, other }));
  setInterval(() => undefined, 1000);`;
const node = ['--import', 'tsx', '--input-type=module', '-e', claiming];
const namespaces = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const skip =
  spawnSync('unshare', [...namespaces, 'true']).status === 0
    ? false
    : 'no PID namespace can be made here: it takes unshare of util-linux, and root';

interface Other {
  child: ChildProcess;
  runner: Runner;
  other?: string;
}

const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts another process that runs until it is killed. */
async function other(command: string, args: string[]): Promise<Other> {
  const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(chunk.toString()) as Omit<Other, 'child'>) };
}

/** Whether a process exists and is no zombie. */
function isListed({ pid }: Runner): boolean {
  return /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}

async function killed({ child }: Other): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

describe('a recorded process', () => {
  test('is running until it has released its claim, or as long as its start time matches', async () => {
    const { runner, release } = await claimed(folder);
    assert.equal(await standingOf(runner, traces), 'running');
    assert.equal(await standingOf({ ...runner, namespace: 'pid:[1]' }, traces), 'running', 'by its socket');
    release();

    assert.equal(await standingOf(runner, traces), 'running');
    assert.equal(await standingOf({ ...runner, namespace: 'pid:[1]' }, traces), 'uncertain');
    assert.match(runnerText(runner), /^process \d+ on \S+$/);
  });

  test('has ended when its id belongs to another process, or to none', async () => {
    const { runner, release } = await claimed(folder);
    release();

    assert.equal(await standingOf({ ...runner, start: '1' }, traces), 'ended');
    assert.equal(await standingOf({ ...runner, pid: 1 }, traces), 'ended');
    assert.equal(await standingOf({ ...runner, pid: 2 ** 22 + 1 }, traces), 'ended');
  });

  test('has ended once it was killed, seen from any PID namespace', async () => {
    const one = await other(process.execPath, node);
    const elsewhere = { ...one.runner, namespace: 'pid:[1]' };
    one.child.kill('SIGSTOP');
    assert.equal(await standingOf(one.runner, traces), 'running');
    assert.equal(await standingOf(elsewhere, traces), 'running', 'a suspended process goes on');
    await killed(one);

    assert.equal(await standingOf(one.runner, traces), 'ended');
    assert.equal(await standingOf(elsewhere, traces), 'ended');
  });

  test('has ended even if its parent has not waited for it', async () => {
    const { runner } = await other('sh', ['-c', '"$@" & exec sleep 30', 'sh', process.execPath, ...node]);
    process.kill(runner.pid, 'SIGKILL');
    for (let waited = 0; waited < 50 && isListed(runner); waited += 1) await elapsed(20);

    assert.equal(await standingOf(runner, traces), 'ended');
    process.kill(runner.pid, 0); // the zombie is still there
  });

  test('is uncertain on another kernel, without a socket in another PID namespace, and when the record is invalid', async () => {
    const { runner, release } = await claimed(folder);
    const { socket: _, ...without } = runner;
    const strange = [123, '123', null, undefined, {}, [], { ...runner, pid: -1 }, { ...runner, host: 1 }];
    const all = [{ ...runner, boot: 'b', host: 'h' }, { ...without, namespace: 'pid:[1]' }, ...strange];

    assert.deepEqual(
      await Promise.all(all.map((each) => standingOf(each, traces))),
      all.map(() => 'uncertain'),
    );
    const silent = { folder, writtenAt: Date.now() - 3_660_000 };
    assert.equal(await standingOf(123, silent), 'ended', 'it has written nothing for an hour');
    assert.equal(await standingOf(runner, silent), 'running');
    assert.deepEqual([123, {}].map(runnerText), ['process 123', 'its process']);
    release();
  });

  test('works without a socket if its path is too long, and leaves none behind', async () => {
    const deep = path.join(folder, 'd'.repeat(100));
    mkdirSync(deep);
    const { runner, release } = await claimed(deep);

    assert.equal(runner.socket, undefined);
    assert.equal(await standingOf(runner, { ...traces, folder: deep }), 'running');
    release();
    assert.deepEqual(readdirSync(deep), []);
    rmSync(deep, { recursive: true });
  });

  test('can be seen from another PID namespace, and that one from here', { skip }, async () => {
    const { runner, release } = await claimed(folder);
    const one = await other('unshare', [...namespaces, process.execPath, ...node, JSON.stringify(runner)]);

    assert.notEqual(one.runner.namespace, runner.namespace);
    assert.deepEqual([one.other, await standingOf(one.runner, traces)], ['running', 'running']);
    release();
    await killed(one);
    assert.equal(await standingOf(one.runner, traces), 'ended');
  });

  test('is identified by its wall-clock start time if the system shows no boot id', { skip }, async () => {
    const hidden = 'mount -t tmpfs none /proc/sys/kernel/random && exec "$@"';
    const hiding = ['--mount', 'sh', '-c', hidden, 'sh', process.execPath, ...node];
    const one = await other('unshare', hiding);
    const told = JSON.stringify(one.runner);
    const two = await other('unshare', [...hiding, told]);
    await killed(one);
    const three = await other('unshare', [...hiding, told]);

    assert.deepEqual(Object.keys(one.runner).sort(), ['host', 'pid', 'socket', 'start']);
    assert.deepEqual([two.other, three.other], ['running', 'ended']);
  });
});
