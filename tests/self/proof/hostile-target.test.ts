import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, before, describe, it, type TestContext } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { runOnTargets, type TargetResult } from '../../../src/proof/many-targets.ts';
import { startRelay, type Relay } from '../../../src/proof/relay.ts';
import { targetOf } from '../../../src/proof/sandbox-target.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { troubledServer } from './blame-server.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { breaches, oddities } from './hostile-answers.ts';
import { floods } from './hostile-floods.ts';
import type { Misbehaviour } from './hostile-wire.ts';
import { peakMemoryOf, type PeakMemory } from './peak-memory.ts';
import type { TestServer } from './proxy.ts';

const exchangeTimeout = 1500;
/**
 * Megabytes that a hostile target may cost a process more than the same process had taken before: a test holds on to what it was
 * answered, 10 MB of each at most, and reads whatever it has created before it removes that.
 */
const mostMore = 400;
/** In the order in which one worker goes through them: first what is right, so that what is usual is known. */
const all = [...oddities, ...breaches, ...floods];
const some = ['--workers=1', '--grep', '@AUT-002|@LST-003|@CUS-01[15]|@CUS-00[17]'];

const nothing: PeakMemory = { worker: 0, runner: 0 };

/** What was watched of a run: what its processes had taken at most before the first hostile answer, and in the end. */
interface Watched {
  usual: PeakMemory;
  peak: PeakMemory;
  seconds: number;
}

describe('a hostile target', () => {
  const servers: (TestServer | Relay)[] = [];
  let generatedFolder = '';
  let sandbox: Sandbox;
  let soFar: Readonly<PeakMemory> = nothing;
  let usual = nothing;
  let results = new Map<string, TargetResult>();
  let watched: Watched;

  /** A target that does something else than to answer where customers are read or listed, once it has given some tokens. */
  const hostile = async (act: (socket: Socket) => void, tokens: number): Promise<string> => {
    const trouble: Parameters<typeof troubledServer>[1] = ({ route }, { socket }) => {
      const isMeant = socket !== null && /^GET \/v1\/customers(?:\/\{id\})?$/.test(route);
      if (isMeant) act(socket.on('error', () => undefined));
      return isMeant;
    };
    servers.push(await troubledServer(sandbox.url, trouble, tokens));
    return servers.at(-1)?.url ?? '';
  };
  const actOf =
    ({ act, is }: Misbehaviour) =>
    (socket: Socket): void => {
      if (is && usual === nothing) usual = { ...soFar };
      act(socket);
    };

  const watching = async <Value>(work: () => Promise<Value>): Promise<{ value: Value } & Watched> => {
    usual = nothing;
    const started = performance.now();
    const seen = await peakMemoryOf((peak) => {
      soFar = peak;
      return work();
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    return { ...seen, usual, seconds };
  };

  const assertModest = (t: TestContext, { usual: before, peak, seconds }: Watched): void => {
    const of = (kind: keyof PeakMemory): string =>
      `the ${kind} took ${String(peak[kind])} MB at most, ${String(before[kind])} MB before the first`;
    t.diagnostic(`${of('worker')}; ${of('runner')}; ${String(seconds)} s`);
    if (process.platform !== 'linux') return; // nothing tells there
    assert.ok(before.worker > 50 && before.runner > 50, 'nothing was watched');
    assert.ok(peak.worker < before.worker + mostMore, 'the worker took too much');
    assert.ok(peak.runner < before.runner + mostMore, 'the runner took too much');
  };

  /** A run of the suite on a target whose answers misbehave in turn. */
  const runOn = async (acts: readonly Misbehaviour[]): Promise<{ value: CommandResult } & Watched> => {
    let turn = 0;
    const url = await hostile((socket) => {
      const next = acts[turn % acts.length];
      turn += 1;
      if (next) actOf(next)(socket);
    }, 2);
    const variables = { ...targetVariables(url, sandbox.accounts.first), KOR_EXCHANGE_TIMEOUT_MS: '1500' };
    return watching(() => conformanceRun(some, { variables }));
  };

  before(async () => {
    generatedFolder = (await ensureGenerated()).folder;
    sandbox = await startSandbox({ contract: await loadContract(generatedFolder) });
    const targets = await Promise.all(
      all.map(async (each, index) => {
        const target = targetOf(sandbox, await hostile(actOf(each), 0));
        return { name: nameAt(index), target, grep: /./, requirement: 'AUT-002' };
      }),
    );
    const ran = { generatedFolder, timeout: 240_000, exchangeTimeout, workers: 1 };
    const { value, ...rest } = await watching(() => runOnTargets(targets, ran));
    [results, watched] = [value, rest];
  });

  after(async () => {
    for (const server of servers) await server.close();
    await sandbox.close();
  });

  for (const [index, { name, is, says }] of all.entries())
    it(`that answers with ${name} is ${is === undefined ? 'taken as it is' : `found: ${is}`}`, () => {
      const { evidence, failures } = results.get(nameAt(index)) ?? {};
      const recorded = evidence ? evidence.findings : [];
      const findings = recorded.filter(({ level }) => level === 'MUST');
      const context = JSON.stringify({ findings: findings.slice(0, 3), failures }).slice(0, 3000);

      assert.equal(failures?.length, is === undefined ? 0 : 1, context);
      const found = [...new Set(findings.map(({ blame, fault }) => fault ?? blame))];
      assert.deepEqual(found, is === undefined ? [] : [is], context);
      if (says) assert.match(findings.map(({ message }) => message).join('\n'), says);
      assert.doesNotMatch(failures.join('\n'), /\n +at /, 'no stack trace');
    });

  it('takes no more memory than it may, whatever one worker goes through', (t) => {
    t.diagnostic(
      `${String(all.length)} kinds of answers, ${String(all.length - oddities.length)} of them hostile`,
    );
    assertModest(t, watched);
  });

  it('leaves a run incomplete where the environment is to blame', async (t) => {
    const acts = floods.filter(({ is }) => is !== 'api');
    const { value: run, ...seen } = await runOn(acts);

    assert.equal(run.exitCode, 2, run.output);
    assert.match(run.output, /an answer too large to read ended \d+ tests/);
    assert.doesNotMatch(run.output, /\n +at /, 'no stack trace');
    assertModest(t, seen);
  });

  it('fails a run where the API is to blame', async (t) => {
    const acts = [...breaches, ...floods].filter(({ is }) => is === 'api');
    const { value: run, ...seen } = await runOn(acts);

    assert.equal(run.exitCode, 1, run.output);
    assert.match(run.output, /bytes that are not UTF-8/);
    assertModest(t, seen);
  });

  it('that resets every connection before a request comes is an environment in trouble', async () => {
    const relays: Relay[] = [];
    const server = await troubledServer(sandbox.url, ({ route }, response) => {
      if (route.endsWith('/exchange')) response.once('finish', () => setTimeout(() => relays[0]?.cut(), 5));
      return false;
    });
    const relay = await startRelay(server.url);
    servers.push(relay, server);
    relays.push(relay);
    const variables = targetVariables(relay.url, sandbox.accounts.first);
    const run = await conformanceRun(['--workers=1', '--grep', '@AUT-002|@CUS-001'], { variables });

    assert.equal(run.exitCode, 2, run.output);
    assert.match(run.output, /closed the connection before the answer was complete/);
  });
});

/** Names in whose order the runner takes the files. */
function nameAt(index: number): string {
  return `hostile-${String(index + 1).padStart(2, '0')}`;
}
