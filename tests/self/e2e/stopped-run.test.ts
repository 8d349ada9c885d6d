import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { held } from '../../../src/files/holding.ts';
import { command, ran, stoppingFloor } from '../../../src/proof/interruption/stopped-runs.ts';
import { conformanceCommand } from '../../../src/proof/runs/suite-run.ts';
import { contract } from '../support/real-contract.ts';
import { conformanceRun } from './conformance-run.ts';

describe('an interrupted run', () => {
  it('ends with 130 and stops the embedded sandbox', async () => {
    const result = await conformanceRun([], {
      whileRunning: (child) => {
        let seen = '';
        child.stdout?.on('data', (chunk: string) => {
          const before = seen;
          seen += chunk;
          if (!before.includes('····') && seen.includes('····')) child.kill('SIGINT');
        });
      },
    });
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(result.evidence.exchanges[0]?.request.url ?? '')?.[1]);

    assert.equal(result.exitCode, 130, result.output);
    assert.ok(port > 0);
    assert.equal(await isListening(port), false);
  });
});

describe('the sandbox of a run', () => {
  it('ends on SIGTERM even if its parent still holds its standard input open', async () => {
    const child = spawn(process.execPath, [...command, 'sandbox', '--with-parent']);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const ended: unknown[] = await once(child, 'exit', { signal: AbortSignal.timeout(10_000) });

    assert.deepEqual(ended, [0, null]);
  });
});

describe('a run that is interrupted before its first test', () => {
  it('says how to remove what it has created', async () => {
    const point = { creation: 1, delay: -1 };
    const floor = await stoppingFloor(contract, point, (child) => {
      floor.relay.cut();
      if (child?.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    });
    const { exitCode, output } = await floor.command(conformanceCommand);
    floor.relay.restore();
    const left = floor.customers().length - 1;
    const [, run = ''] = /npm run sweep -- --run (\S+)/.exec(output) ?? [];
    const swept = await floor.command([...command, 'sweep', '--yes', '--run', run]);
    const afterSweep = floor.customers().length - 1;
    await floor.close();

    assert.equal(exitCode, 130, output);
    assert.ok(left > 0);
    assert.deepEqual([swept.exitCode, afterSweep], [0, 0], output + swept.output);
  });
});

describe('a proof', () => {
  it('is refused while another proof runs, because both would write the same journal', async () => {
    const giveBack = await held(path.join(projectRoot, '.kor', '.running'), []);
    const { exitCode, output } = await ran([...command, 'prove'], {});
    if (typeof giveBack === 'function') giveBack();

    assert.equal(exitCode, 2, output);
    assert.match(output, /^Another proof is running here \(process \d+ on \S+\): wait for it\.$/m);
  });
});

describe('an unusable configuration', () => {
  it('is reported in one message, and no test runs', async () => {
    const variables = { KOR_BASE_URL: 'http://api.example.com/v1', KOR_PROFILE: 'all' };
    const { exitCode, output, report } = await conformanceRun([], { variables });

    assert.equal(exitCode, 2);
    for (const name of [
      'KOR_API_KEY is missing',
      'KOR_API_SECRET is missing',
      'KOR_PROFILE must be',
      'must be https',
      'KOR_TARGET_KIND',
    ]) {
      assert.ok(output.includes(name), `${name} in ${output}`);
    }
    assert.doesNotMatch(output, /\n +at /, 'no stack trace');
    assert.equal(report, undefined);
  });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
