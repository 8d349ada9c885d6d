import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { projectRoot } from '../../../src/description/generate.ts';
import { ledgerFolder, ledgersOf, readLedger } from '../../../src/exchange/ledger.ts';
import { removeSocket } from '../../../src/files/running.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { runnerProcesses } from '../../../src/proof/processes.ts';
import { conformanceCommand, suiteRun } from '../../../src/proof/suite-run.ts';
import { canariesIn, encodings, type Artifact } from './canary-search.ts';
import { canaryTarget, type CanaryTarget } from './canary-target.ts';
import { afterSignIn, killing, obstructing, repeating, talkative } from './canary-troubles.ts';
import { thrownExceptions } from './blame-inputs.ts';
import { conformanceRun, filesBelow, playwrightRun, type CommandOptions } from './conformance-run.ts';
import { exploreRun } from './explore-run.ts';
import { startProxy, startServer, type TestServer } from './proxy.ts';

/** What creates, reads and lists customers; the lists hold the stranger where a filter does not work. */
const some = ['--workers=1', '--max-failures=4', '--grep', '@CUS-00[1-5]|@LST-001|@LST-019'];
const creation = ['--workers=1', '--grep', '@CUS-00[1-5]'];
const one = ['--workers=1', '--max-failures=1', '--grep', '@CUS-001'];
const cityIgnored = faults.find(({ name }) => name === 'city ignored');

describe('no canary is in what is left by', () => {
  let target: CanaryTarget;
  const servers: TestServer[] = [];

  const served = async (server: Promise<TestServer>): Promise<Record<string, string>> => {
    servers.push(await server);
    target.urls.push((await server).url);
    return { ...target.variables, KOR_BASE_URL: (await server).url };
  };

  before(async () => {
    target = await canaryTarget(cityIgnored?.tampering());
  });

  after(async () => {
    for (const server of servers) await server.close();
    await target.sandbox.close();
    for (const file of ledgersAt(target)) {
      removeSocket(readLedger(file)?.run.process, path.dirname(file));
      rmSync(file); // what it names ended with its target
    }
  });

  const run = async (
    t: TestContext,
    args: string[],
    options: CommandOptions,
    exitCode: number,
  ): Promise<string> => {
    const result = await conformanceRun(args, options);
    assert.equal(result.exitCode, exitCode, result.output);
    assertNone(t, target, result);
    return result.folder;
  };

  it('a run that passes', async (t) => {
    await run(t, one, { variables: target.variables }, 0);
  });

  it('a run that fails, and by its report', async (t) => {
    const variables = await served(startProxy(target.sandbox.url, talkative));
    const folder = await run(t, some, { variables }, 1);
    const report = await suiteRun(['--import', 'tsx', 'src/cli/kor.ts', 'report'], folder, {});

    assert.equal(report.exitCode, 0, report.output);
    assert.ok(filesBelow(folder).some(({ file }) => file.endsWith('allure.html')));
    assertNone(t, target, report);
  });

  it('a run on a target that repeats secrets in every encoding, as values, names and headers', async (t) => {
    await run(t, creation, { variables: await served(startProxy(target.sandbox.url, repeating)) }, 1);
  });

  it('a run on lists that hold somebody else', async (t) => {
    await run(t, some, { variables: target.variables }, 1);
  });

  it('a target that does not answer in time', async (t) => {
    const variables = await served(afterSignIn(target, () => undefined));
    await run(t, one, { variables: { ...variables, KOR_EXCHANGE_TIMEOUT_MS: '2000' } }, 2);
  });

  it('a target that resets connections', async (t) => {
    await run(t, one, { variables: await served(afterSignIn(target, (response) => response.destroy())) }, 2);
  });

  it('a target that redirects to another host, which gets no request', async (t) => {
    const requests: string[] = [];
    const elsewhere = await startServer(({ url }, response) => {
      requests.push(url);
      response.end();
    });
    servers.push(elsewhere);
    const redirecting = afterSignIn(target, (response, token) => {
      const location = `${elsewhere.url}/v1/customers?access_token=${encodeURIComponent(token)}`;
      response.writeHead(307, { location }).end();
    });
    await run(t, one, { variables: await served(redirecting) }, 1);

    assert.deepEqual(requests, []);
  });

  for (const [name, process, exitCode] of [
    ['whose worker is killed', runnerProcesses.worker, 2],
    ['whose runner is killed', runnerProcesses.runner, 2],
  ] as const)
    it(`a run ${name}`, async (t) => {
      await run(t, creation, { variables: target.variables, ...killing(process) }, exitCode);
    });

  it('a run whose tests throw wherever they can', async (t) => {
    const { config } = thrownExceptions();
    const result = await playwrightRun(['--workers=1', '-c', config], { variables: target.variables });

    assert.equal(result.exitCode, 1, result.output);
    assertNone(t, target, result);
  });

  for (const [name, inTheWay, says] of [
    ['whose reporter breaks down at its end', 'junit.xml', /junit\.xml/],
    ['whose reporter of Allure breaks down', 'allure-results', /allure-results/],
  ] as const)
    it(`a run ${name}`, async (t) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'kor-proof-'));
      const variables = await served(startProxy(target.sandbox.url, talkative));
      const options = { variables, ...obstructing(folder, inTheWay) };
      const result = await suiteRun([...conformanceCommand, ...creation], folder, options);

      assert.match(result.output, says);
      assertNone(t, target, result);
      assert.equal(result.exitCode, 2, result.output);
    });

  it('an exploration', async (t) => {
    const variables = await served(startProxy(target.sandbox.url, talkative));
    const result = await exploreRun(['--runs', '5'], variables);

    assert.equal(result.exitCode, 1, result.output);
    assertNone(t, target, result);
  });
});

describe('the search for canaries', () => {
  const canary = { name: 'a', value: 'a "canary"/with+ö\\signs & more' };

  for (const [encoding, encoded] of Object.entries(encodings))
    it(`finds one as ${encoding}, also compressed or embedded`, () => {
      const plain = Buffer.from(`..${encoded(canary.value)}..`, 'latin1');
      const page = Buffer.from(`<p>"${Buffer.concat([plain, Buffer.alloc(64)]).toString('base64')}"</p>`);

      for (const bytes of [plain, gzipSync(plain), zipped(plain), page, gzipSync(page)])
        assert.ok(
          canariesIn([{ name: 'f', bytes }], [canary]).some((found) => found.includes(` as ${encoding},`)),
        );
      assert.deepEqual(canariesIn([{ name: 'f', bytes: plain }], [{ name: 'b', value: 'another one' }]), []);
    });
});

/** The first entry of a zip archive, and what comes after it. */
function zipped(bytes: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004');
  header.writeUInt16LE(8, 8); // deflated
  header.writeUInt16LE(1, 26);
  return Buffer.concat([header, Buffer.from('f'), deflateRawSync(bytes), Buffer.from('PK\u0001\u0002')]);
}

/** The ledgers of runs on a target that left something, or say that they may have. */
function ledgersAt({ urls }: CanaryTarget): string[] {
  return urls.flatMap((url) => ledgersOf(url, path.join(projectRoot, ledgerFolder))).map(({ file }) => file);
}

function assertNone(
  t: TestContext,
  target: CanaryTarget,
  { output, folder }: { output: string; folder: string },
): void {
  const written = [...filesBelow(folder).map(({ file }) => file), ...ledgersAt(target)];
  const files = written.map((file): Artifact => ({ name: file, bytes: readFileSync(file) }));
  const artifacts = [{ name: 'output', bytes: Buffer.from(output) }, ...files];
  const canaries = target.canaries();
  assert.deepEqual(canariesIn(artifacts, canaries), []);
  const figures = [artifacts.length, canaries.length, Object.keys(encodings).length].join(' x ');
  t.diagnostic(`${figures}: artifacts x canaries x encodings searched`);
}
