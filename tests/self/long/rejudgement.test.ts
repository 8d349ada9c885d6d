import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { rejudgement, type Rejudgement } from '../../../src/certificate/rejudgement/rejudgement.ts';
import type { CommandResult } from '../e2e/conformance-run.ts';
import { recordedFolder } from '../e2e/recorded-folder.ts';
import { agreement, faultyRun, sentences } from '../e2e/recorded-run.ts';

function tellTime(t: TestContext, run: CommandResult, { compared, milliseconds }: Rejudgement): void {
  const [recorded, now] = [run.milliseconds, milliseconds].map((each) => (each / 1000).toFixed(1));
  const exchanges = String(run.evidence.exchanges.length);
  t.diagnostic(
    `${String(compared)} verdicts over ${exchanges} exchanges: recorded in ${String(recorded)} s, judged again in ${String(now)} s`,
  );
}

describe('the re-judgement of a recorded whole run', () => {
  it('gives the same verdicts, with fewer workers and with data of others, and sends no request', async (t) => {
    const run = await faultyRun([]);
    const folder = recordedFolder(run);
    const { target } = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as {
      target: { baseUrl: string };
    };
    let connections = 0;
    const listener = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => {
      listener.listen(Number(new URL(target.baseUrl).port), '127.0.0.1', resolve);
    });
    const found = await rejudgement(folder);
    assert.ok((listener.address() as AddressInfo).port > 0);
    listener.close();

    tellTime(t, run, found);
    assert.deepEqual(sentences(found), agreement);
    assert.equal(connections, 0);
    assert.ok(found.compared > 500);
    const failed = run.report?.requirements.filter(({ verdict }) => verdict === 'failed') ?? [];
    assert.deepEqual(
      failed.map(({ id }) => id),
      ['DER-007', 'LIM-005'],
    );
  });
});
