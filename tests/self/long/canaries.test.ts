import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runnerProcesses } from '../../../src/proof/interruption/processes.ts';
import { folderOfRun } from '../../../src/files/selection.ts';
import { conformanceCommand, suiteRun } from '../../../src/proof/runs/suite-run.ts';
import { thrownExceptions } from '../e2e/blame-inputs.ts';
import { assertNone, canaryRuns, creation, some } from '../e2e/canary-runs.ts';
import { afterSignIn, killing, obstructing, talkative } from '../e2e/canary-troubles.ts';
import { playwrightRun } from '../e2e/conformance-run.ts';
import { startProxy, startServer } from '../e2e/proxy.ts';

const one = ['--workers=1', '--max-failures=1', '--grep', '@CUS-001'];

describe('no artifact contains a canary after', () => {
  const { target, served, run } = canaryRuns();

  it('a run that passes', async (t) => {
    await run(t, one, { variables: target().variables }, 0);
  });

  it('a run on lists that contain a customer of others', async (t) => {
    await run(t, some, { variables: target().variables }, 1);
  });

  it('a run on a target that does not respond in time', async (t) => {
    const variables = await served(afterSignIn(target(), () => undefined));
    await run(t, one, { variables: { ...variables, KOR_EXCHANGE_TIMEOUT_MS: '2000' } }, 2);
  });

  it('a run on a target that resets connections', async (t) => {
    await run(
      t,
      one,
      { variables: await served(afterSignIn(target(), (response) => response.destroy())) },
      2,
    );
  });

  it('a run on a target that redirects to another host, which gets no request', async (t) => {
    const requests: string[] = [];
    const elsewhere = await startServer(({ url }, response) => {
      requests.push(url);
      response.end();
    });
    const redirecting = afterSignIn(target(), (response, token) => {
      const location = `${elsewhere.url}/v1/customers?access_token=${encodeURIComponent(token)}`;
      response.writeHead(307, { location }).end();
    });
    await run(t, one, { variables: await served(redirecting) }, 1);

    await elsewhere.close();
    assert.deepEqual(requests, []);
  });

  for (const [name, process, exitCode] of [
    ['whose worker is killed', runnerProcesses.worker, 2],
    ['whose runner is killed', runnerProcesses.runner, 2],
  ] as const)
    it(`a run ${name}`, async (t) => {
      await run(t, creation, { variables: target().variables, ...killing(process) }, exitCode);
    });

  it('a run whose tests throw every kind of exception', async (t) => {
    const { config } = thrownExceptions();
    const result = await playwrightRun(['--workers=1', '-c', config], { variables: target().variables });

    assert.equal(result.exitCode, 1, result.output);
    assertNone(t, target(), result);
  });

  for (const [name, inTheWay, says] of [
    ['whose reporter breaks down at its end', 'junit.xml', /junit\.xml/],
    ['whose reporter of Allure breaks down', 'allure-results', /allure-results/],
  ] as const)
    it(`a run ${name}`, async (t) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'kor-proof-'));
      const variables = await served(startProxy(target().sandbox.url, talkative));
      const options = { variables, ...obstructing(folderOfRun(folder, creation), inTheWay) };
      const result = await suiteRun([...conformanceCommand, ...creation], folder, options);

      assert.match(result.output, says);
      assertNone(t, target(), result);
      assert.equal(result.exitCode, 2, result.output);
    });
});
