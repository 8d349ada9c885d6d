import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { conformanceRun, targetVariables } from './conformance-run.ts';
import { exploreRun } from './explore-run.ts';
import { startProxy, type TestServer } from './proxy.ts';

const day = 86_400_000;

describe('a clock that is set during a run', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-clock-'));
  const file = path.join(folder, 'clock');
  const setClock = (milliseconds: number): void => writeFileSync(file, String(milliseconds));
  let sandbox: Sandbox;
  let proxy: TestServer;
  let requests = 0;
  let variables: Record<string, string>;

  before(async () => {
    const contract = await loadContract((await ensureGenerated()).folder);
    sandbox = await startSandbox({ contract, tokenLifetime: 1 });
    proxy = await startProxy(sandbox.url, {
      request: () => {
        requests += 1;
        if (requests === 10) setClock(2 * day);
        if (requests === 25) setClock(0);
        return undefined;
      },
    });
    const preload = new URL(`jumping-clock.js?file=${file}`, import.meta.url).href;
    variables = {
      ...targetVariables(proxy.url, sandbox.accounts.first),
      NODE_OPTIONS: `--import=${preload}`,
    };
  });

  beforeEach(() => {
    requests = 0;
    setClock(day); // wrong from the beginning
  });

  after(async () => {
    await proxy.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('changes neither verdicts nor durations', async (t) => {
    const journeys = ['--workers=1', '--grep', '@AUT-00|@CUS-00|@CUS-01|@SEC-003'];
    const { exitCode, evidence, milliseconds, output, report } = await conformanceRun(journeys, {
      variables,
    });

    assert.equal(exitCode, 0, output);
    assert.ok(requests > 40, `${String(requests)} requests are too few for both jumps`);
    assert.deepEqual(
      evidence.observations.filter(({ about }) => about === 'a valid token'),
      [],
    );
    const took = Date.parse(report?.finishedAt ?? '') - Date.parse(report?.startedAt ?? '');
    assert.ok(took > 0 && took < milliseconds, `the report says that the run took ${String(took)} ms`);
    t.diagnostic(
      `a run of ${String(took)} ms in which the clock was set a day ahead and two days back, ${String(requests)} requests`,
    );
    for (const exchange of evidence.exchanges)
      assert.ok(exchange.milliseconds >= 0 && exchange.milliseconds < 10_000);
  });

  it('does not make an exploration longer', async () => {
    const { exitCode, output } = await exploreRun(['--seconds', '3'], variables);

    assert.equal(exitCode, 0, output);
    assert.ok(requests > 30, `${String(requests)} requests are too few for both jumps`);
  });
});
