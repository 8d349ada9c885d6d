import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { beginLedger, endLedger, readLedger } from '../../../src/exchange/cleanup/ledger.ts';
import { runOnTargets } from '../../../src/proof/runs/run-on-targets.ts';
import {
  command,
  killFate,
  old,
  ran,
  stoppingFloor,
  stranger,
} from '../../../src/proof/interruption/stopped-runs.ts';
import { killings, killPoints, killTrouble } from '../../../src/proof/interruption/kill-points.ts';
import { conformanceCommand, targetVariables } from '../../../src/proof/runs/suite-run.ts';
import { contract } from '../support/real-contract.ts';
import { startProxy } from './proxy.ts';

const seed = String(randomInt(2 ** 32));

const hasTerminals = String(spawnSync('script', ['--version']).stdout).includes('util-linux');
const skip = hasTerminals ? false : 'there is no script of util-linux to have a terminal with';
/** Runs a shell command and ends with its exit code. */
const inShell =
  "process.exit(require('node:child_process').spawnSync('sh', ['-c', process.argv[1]], { stdio: 'inherit' }).status)";

/** Half of all ways to stop a run; `npm run prove` tries all of them. */
const points = killPoints(seed, killings.length).filter((_, index) => index % 2 === Number(seed) % 2);

describe(`what a stopped run leaves behind (seed ${seed})`, () => {
  let sum = 0;
  for (const point of points)
    it(`is swept after ${point.killing} at creation ${String(point.creation)}`, async (t) => {
      const fate = await killFate(contract, point);

      assert.deepEqual(killTrouble(fate), []);
      t.diagnostic(`${JSON.stringify(point)}: ${String(fate.left)} left by the run, 0 after the sweep`);
      sum += fate.left;
    });

  it('is more than nothing in at least one case', () => {
    assert.ok(sum > 0);
  });
});

describe('npm run sweep', () => {
  it('finds a customer whose id never arrived because the target lost its power', async () => {
    const floor = await stoppingFloor(contract, { creation: 5, delay: -1 }, () => {
      floor.relay.cut();
    });
    const run = await floor.command([...conformanceCommand, '--workers=1', '--grep', '@CUS-00[1-3]']);
    const [ledger] = floor.ledgers();
    const there = floor.customers().filter(({ id }) => id !== stranger.id);
    const unknown = there.filter(({ id }) => !ledger?.remaining.some((each) => each.id === id));
    floor.relay.restore();
    const sweep = await floor.command([...command, 'sweep', '--yes']);
    await floor.close();

    assert.equal(run.exitCode, 2, run.output);
    assert.match(run.output, /npm run sweep -- --run \S+ removes what is still there/);
    assert.equal(ledger?.hasLost, true);
    assert.equal(unknown.length, 1, 'the ledger knows the id');
    assert.match(sweep.output, new RegExp(`^${String(there.length)} removed; nothing is left$`, 'm'));
    assert.deepEqual([floor.customers().map(({ id }) => id), floor.ledgers()], [[stranger.id], []]);
  });

  for (const [response, exitCode, left] of [
    ['', 1, 2],
    ['n', 1, 2],
    ['y', 0, 1],
  ] as const)
    it(`asks on a terminal, and takes "${response}" for ${left === 1 ? 'yes' : 'no'}`, { skip }, async () => {
      const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
      floor.plant(old);
      const asking = [process.execPath, ...command, 'sweep'].join(' ');
      const line = `echo '${response}' | script --quiet --return --command '${asking}' /dev/null`;
      const asked = await floor.command(['-e', inShell, line]);
      await floor.close();

      assert.equal(asked.exitCode, exitCode, asked.output);
      assert.match(asked.output, /Remove all of these\? \[y\/N\]/);
      assert.equal(floor.customers().length, left);
    });

  it('only lists with --dry-run', async () => {
    const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
    const { id } = old;
    floor.plant(old);
    const dry = await floor.command([...command, 'sweep', '--dry-run']);
    await floor.close();

    assert.equal(dry.exitCode, 1, dry.output);
    assert.deepEqual(
      floor.customers().map((each) => each.id),
      [stranger.id, id],
    );
    assert.match(dry.output, new RegExp(`^  ${id}  2025-01-01T00:00:00.000Z  the list of customers$`, 'm'));
    assert.match(dry.output, /^0 removed; 1 left$/m);
  });

  it('finds what a proof on a target left, by its ledger', async () => {
    const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
    const { folder: generatedFolder } = await ensureGenerated();
    const origin = { runId: 'r-proof', seed: 'proof' };
    const ledger = await beginLedger({ run: origin.runId, baseUrl: floor.relay.url });
    const keeping = new Set(['DELETE']);
    const proxy = await startProxy(floor.relay.url, {
      response: (response, { method }) => (keeping.has(method) ? { ...response, status: 409 } : undefined),
      request: (request) => (keeping.has(request.method) ? { ...request, url: '/v1/none' } : undefined),
    });
    const target = { ...floor.target, baseUrl: proxy.url };
    const tested = { name: 'kept', target, grep: /./, requirement: 'CUS-002' };
    await runOnTargets([tested], { generatedFolder, timeout: 60_000, ledgerFile: ledger.file, origin });
    const { remaining = [] } = readLedger(ledger.file) ?? {};
    endLedger(ledger);
    await Promise.all([proxy.close(), floor.close()]);
    rmSync(ledger.file);

    const kept = floor.customers().filter(({ id }) => id !== stranger.id);
    assert.ok(kept.length > 0);
    assert.deepEqual(
      remaining.map(({ id, reason }) => [id, reason]),
      kept.map(({ id }) => [id, 'DELETE returned 409']),
    );
  });

  it('ends with 2 without a sandbox target, without a confirmation and without a reachable target', async () => {
    const nowhere = targetVariables('http://127.0.0.1:9', { key: 'key', secret: 'secret' });
    const refused = await Promise.all(
      [
        { args: ['--yes'], variables: {} },
        { args: ['--yes'], variables: { ...nowhere, KOR_TARGET_KIND: 'production' } },
        { args: [], variables: nowhere },
        { args: ['--yes'], variables: nowhere },
        { args: ['--no'], variables: nowhere },
      ].map(({ args, variables }) => ran([...command, 'sweep', ...args], variables)),
    );

    assert.deepEqual(
      refused.map(({ exitCode }) => exitCode),
      [2, 2, 2, 2, 2],
    );
    for (const [index, words] of [
      /no target to sweep/,
      /production target is not swept/,
      /--yes removes them, --dry-run lists them/,
      /cannot be swept: .*nothing listens there.*\n\nNothing was removed\. /,
    ].entries()) {
      assert.match(refused[index]?.output ?? '', words);
      assert.doesNotMatch(refused[index]?.output ?? '', /\n +at /, 'no stack trace');
    }
  });
});
