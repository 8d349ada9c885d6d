import assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { ledgersOf } from '../../../src/exchange/cleanup/ledger.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { conformanceRun, targetVariables } from './conformance-run.ts';
import type { TestServer } from './proxy.ts';

/** Milliseconds of each outage. */
const away = 3000;
/** What it does during an outage, and the request with which the outage begins. */
const absences = [
  { does: 'refuses connections', from: 30 },
  { does: 'answers 503', from: 50 },
  { does: 'answers nothing', from: 70 },
] as const;

/** A gateway in front of an API that is unavailable from time to time; `met`: the requests during outages, by what the gateway did. */
async function leavingGateway(api: string): Promise<TestServer & { met: Map<string, number> }> {
  const met = new Map<string, number>();
  let now: (typeof absences)[number]['does'] | undefined;
  let requests = 0;
  const server = createServer((incoming, response) => {
    requests += 1;
    const absence = absences.find(({ from }) => from === requests);
    if (absence) leave(absence.does);
    if (now === undefined) passOn(api, incoming, response);
    else met.set(now, (met.get(now) ?? 0) + 1);
    if (now === 'answers 503') incoming.resume().once('end', () => response.writeHead(503).end());
  });
  const leave = (does: typeof now): void => {
    now = does;
    if (does === 'refuses connections') void close();
    setTimeout(() => {
      now = undefined;
      if (does === 'refuses connections') server.listen(port, '127.0.0.1');
    }, away);
  };
  const close = (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    return Promise.resolve();
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, met, close };
}

function passOn(api: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const forward = request(api + (incoming.url ?? ''), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
    answer.pipe(response);
  });
  forward.on('error', () => response.destroy());
  incoming.pipe(forward);
}

describe('a target that is unavailable in the middle of a run', () => {
  let sandbox: Sandbox;
  let gateway: Awaited<ReturnType<typeof leavingGateway>>;

  before(async () => {
    sandbox = await startSandbox({ contract: await loadContract((await ensureGenerated()).folder) });
    gateway = await leavingGateway(sandbox.url);
  });

  after(async () => {
    await gateway.close();
    await sandbox.close();
  });

  it('is not blamed, leaves the requirements concerned unjudged, and nothing is left behind', async (t) => {
    const variables = {
      ...targetVariables(gateway.url, sandbox.accounts.first),
      KOR_EXCHANGE_TIMEOUT_MS: '1500',
    };
    const some = ['--workers=1', '--grep', '@CUS-0[0-3]'];
    const result = await conformanceRun(some, { variables });
    const { exitCode, output, report } = result;

    t.diagnostic(
      [...gateway.met].map(([does, count]) => `${does}: ${String(count)}`).join(', ') +
        `; ${String(report?.exchanges)} exchanges in ${String(Math.round(result.milliseconds / 1000))} s`,
    );
    assert.equal(exitCode, 2, output);
    assert.deepEqual(
      [...gateway.met.keys()],
      absences.map(({ does }) => does),
    );
    const verdicts = report?.requirements.flatMap((each) => each.verdicts) ?? [];
    assert.deepEqual(
      verdicts.filter(({ verdict }) => verdict === 'failed' || verdict === 'warned'),
      [],
    );
    const unjudged = verdicts.filter(({ verdict }) => verdict === 'not testable');
    assert.deepEqual([...new Set(unjudged.map(({ blame }) => blame))], ['environment']);
    assert.ok(verdicts.filter(({ verdict }) => verdict === 'passed').length > 20, output);
    const kept = report?.leftovers.filter(({ operation }) => operation === 'removeCustomer');
    assert.deepEqual(kept, []);
    assert.deepEqual(
      ledgersOf(gateway.url).flatMap(({ remaining }) => remaining),
      [],
    );
  });
});
