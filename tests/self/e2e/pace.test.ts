import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { conformanceRun, targetVariables } from './conformance-run.ts';
import { startProxy } from './proxy.ts';

describe('KOR_MAX_RPS', () => {
  it('limits the requests of all workers together', async (t) => {
    const { folder } = await ensureGenerated();
    const sandbox = await startSandbox({ contract: await loadContract(folder) });
    const arrivals: number[] = [];
    const proxy = await startProxy(sandbox.url, {
      request: () => {
        arrivals.push(performance.now());
        return undefined;
      },
    });
    const variables = { ...targetVariables(proxy.url, sandbox.accounts.first), KOR_MAX_RPS: '10' };
    const { exitCode, output } = await conformanceRun(['--workers=2', '--grep', '@CUS-0[01]'], { variables });
    await Promise.all([proxy.close(), sandbox.close()]);

    assert.equal(exitCode, 0, output);
    assert.match(
      output,
      /^KOR_MAX_RPS=10: \d+ tests send about \d+ requests, so the run takes about \d+ s or more$/m,
    );
    const most = Math.max(
      ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 3000).length),
    );
    t.diagnostic(
      `${String(arrivals.length)} requests of two workers, ${String(most)} at most within 3 seconds`,
    );
    assert.ok(arrivals.length > 30, output);
    assert.ok(most <= 40, `${String(most)} within 3 seconds`);
  });
});
