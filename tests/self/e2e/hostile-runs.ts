import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, before, describe, it, type TestContext } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { runOnTargets, type TargetResult } from '../../../src/proof/runs/run-on-targets.ts';
import { targetOf } from '../../../src/proof/runs/sandbox-target.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { troubledServer } from './blame-server.ts';
import type { Misbehaviour } from './hostile-wire.ts';
import { peakMemoryOf, type PeakMemory } from './peak-memory.ts';
import type { TestServer } from './proxy.ts';

const exchangeTimeout = 1500;
/**
 * Megabytes that a hostile target may cost a process more than the same process had taken before: a test holds on to what it was
 * answered, 10 MB of each at most, and reads whatever it has created before it removes that.
 */
const mostMore = 400;
const nothing: PeakMemory = { worker: 0, runner: 0 };

/** What was watched of a run: what its processes had taken at most before the first hostile answer, and in the end. */
interface Watched {
  usual: PeakMemory;
  peak: PeakMemory;
  seconds: number;
}

/** A sandbox behind servers that misbehave, and a watch over the memory of whoever calls them. */
export class HostileGround {
  sandbox: Sandbox;
  servers: Pick<TestServer, 'close'>[] = [];
  #soFar: Readonly<PeakMemory> = nothing;
  #usual = nothing;

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  static async open(): Promise<HostileGround> {
    const { folder } = await ensureGenerated();
    return new HostileGround(await startSandbox({ contract: await loadContract(folder) }));
  }

  async close(): Promise<void> {
    for (const server of this.servers) await server.close();
    await this.sandbox.close();
  }

  /** A target that misbehaves in turn where customers are read or listed, once it has given some tokens; its address. */
  async misbehaving(acts: readonly Misbehaviour[], tokens: number): Promise<string> {
    let turn = 0;
    const trouble: Parameters<typeof troubledServer>[1] = ({ route }, { socket }) => {
      const isMeant = socket !== null && /^GET \/v1\/customers(?:\/\{id\})?$/.test(route);
      if (!isMeant) return false;
      const next = acts[turn % acts.length];
      turn += 1;
      this.#act(
        socket.on('error', () => undefined),
        next,
      );
      return true;
    };
    const server = await troubledServer(this.sandbox.url, trouble, tokens);
    this.servers.push(server);
    return server.url;
  }

  #act(socket: Socket, next: Misbehaviour | undefined): void {
    if (next?.is && this.#usual === nothing) this.#usual = { ...this.#soFar };
    next?.act(socket);
  }

  async watching<Value>(work: () => Promise<Value>): Promise<{ value: Value } & Watched> {
    this.#usual = nothing;
    const started = performance.now();
    const seen = await peakMemoryOf((peak) => {
      this.#soFar = peak;
      return work();
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    return { ...seen, usual: this.#usual, seconds };
  }
}

/** That no process took much more memory than it had taken before the first hostile answer. */
export function assertModest(t: TestContext, { usual, peak, seconds }: Watched): void {
  const of = (kind: keyof PeakMemory): string =>
    `the ${kind} took ${String(peak[kind])} MB at most, ${String(usual[kind])} MB before the first`;
  t.diagnostic(`${of('worker')}; ${of('runner')}; ${String(seconds)} s`);
  if (process.platform !== 'linux') return; // nothing tells there
  assert.ok(usual.worker > 50 && usual.runner > 50, 'nothing was watched');
  assert.ok(peak.worker < usual.worker + mostMore, 'the worker took too much');
  assert.ok(peak.runner < usual.runner + mostMore, 'the runner took too much');
}

/** Tests that one worker takes each of these answers for what it is, in this order: first what is right, so that what is usual is known. */
export function testResponses(all: readonly Misbehaviour[]): void {
  describe('a hostile target', () => {
    let ground: HostileGround;
    let results = new Map<string, TargetResult>();
    let watched: Watched;

    before(async () => {
      ground = await HostileGround.open();
      const { folder: generatedFolder } = await ensureGenerated();
      const targets = await Promise.all(
        all.map(async (each, index) => {
          const target = targetOf(ground.sandbox, await ground.misbehaving([each], 0));
          return { name: nameAt(index), target, grep: /./, requirement: 'AUT-002' };
        }),
      );
      const ran = { generatedFolder, timeout: 240_000, exchangeTimeout, workers: 1 };
      const { value, ...rest } = await ground.watching(() => runOnTargets(targets, ran));
      [results, watched] = [value, rest];
    });

    after(() => ground.close());

    for (const [index, misbehaviour] of all.entries()) {
      const { name, is } = misbehaviour;
      it(`that answers with ${name} is ${is === undefined ? 'taken as it is' : `found: ${is}`}`, () => {
        assertTaken(misbehaviour, results.get(nameAt(index)));
      });
    }

    it('takes no more memory than it may, whatever one worker goes through', (t) => {
      const hostile = all.filter(({ is }) => is !== undefined).length;
      t.diagnostic(`${String(all.length)} kinds of answers, ${String(hostile)} of them hostile`);
      assertModest(t, watched);
    });
  });
}

function assertTaken({ is, says }: Misbehaviour, result: TargetResult | undefined): void {
  const { evidence, failures } = result ?? {};
  const recorded = evidence ? evidence.findings : [];
  const findings = recorded.filter(({ level }) => level === 'MUST');
  const context = JSON.stringify({ findings: findings.slice(0, 3), failures }).slice(0, 3000);

  assert.equal(failures?.length, is === undefined ? 0 : 1, context);
  const found = [...new Set(findings.map(({ blame, fault }) => fault ?? blame))];
  assert.deepEqual(found, is === undefined ? [] : [is], context);
  if (says) assert.match(findings.map(({ message }) => message).join('\n'), says);
  assert.doesNotMatch(failures.join('\n'), /\n +at /, 'no stack trace');
}

/** Names in whose order the runner takes the files. */
function nameAt(index: number): string {
  return `hostile-${String(index + 1).padStart(2, '0')}`;
}
