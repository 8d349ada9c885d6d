import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { describe, it } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { descendants, runnerProcesses } from '../../../src/proof/interruption/processes.ts';
import {
  orphanFate,
  orphanings,
  orphanTrouble,
  type Orphaning,
} from '../../../src/proof/interruption/orphans.ts';
import { ran, stoppingFloor } from '../../../src/proof/interruption/stopped-runs.ts';
import { conformanceCommand, targetVariables } from '../../../src/proof/runs/suite-run.ts';
import { contract } from '../support/real-contract.ts';

const hasTerminals = String(spawnSync('script', ['--version']).stdout).includes('util-linux');

/** One or two ways for each command; `npm run prove` tries all of them. */
const some: Orphaning[] = [
  { course: 'npm run conformance', victim: 'npm', signal: 'SIGKILL' },
  { course: 'npm run conformance', victim: 'the terminal', signal: 'SIGHUP' },
  { course: 'npx playwright test', victim: 'the command', signal: 'SIGTERM' },
  { course: 'npm run prove', victim: 'the command', signal: 'SIGKILL' },
  { course: 'npm run sweep -- --yes', victim: 'npm', signal: 'SIGINT' },
  { course: 'npm run certify -- --demo without a target', victim: 'the command', signal: 'SIGKILL' },
];

describe('an orphaned process', { concurrency: 2 }, () => {
  for (const orphaning of some) {
    const { course, victim, signal } = orphaning;
    const skip =
      victim === 'the terminal' &&
      !hasTerminals &&
      'there is no script of util-linux to have a terminal with';
    it(`after ${signal} to ${victim} of ${course} ends soon`, { skip }, async (t) => {
      const fate = await orphanFate(contract, orphaning);

      assert.deepEqual(orphanTrouble(fate), []);
      t.diagnostic(
        `last request after ${String(fate.requests)} ms, last process after ${String(fate.processes)} ms, ${String(fate.left)} customers swept`,
      );
    });
  }

  it('also ends when its parent was killed before the runner had read its parent id', async () => {
    const floor = await stoppingFloor(contract, { creation: 0, delay: 0 }, () => undefined);
    const killed = async (child: ChildProcess): Promise<void> => {
      while (descendants(child.pid, runnerProcesses.runner).length === 0) await elapsed(20);
      child.kill('SIGKILL');
    };
    const variables = targetVariables(floor.relay.url, floor.target.credentials);
    const run = await ran([...conformanceCommand, '--grep', '@CUS-002'], variables, (child) => {
      void killed(child);
    });
    await floor.close();

    assert.deepEqual([run.exitCode, run.output, floor.latest()], [null, '', 0], 'nothing was sent');
  });
});

it('the proof orphans each command, by each signal', () => {
  assert.equal(orphanings.length, 80);
  for (const each of some) assert.ok(orphanings.some((all) => JSON.stringify(all) === JSON.stringify(each)));
});
