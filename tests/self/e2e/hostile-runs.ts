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
 * Megabytes by which a hostile target may increase the memory of a process: a test keeps the responses that it received, 10 MB of each at
 * most, and reads everything it has created before it removes that.
 */
const mostMore = 400;
const nothing: PeakMemory = { worker: 0, runner: 0 };

/** The memory of a run: the peak of its processes before the first hostile response, and at the end. */
interface Watched {
  usual: PeakMemory;
  peak: PeakMemory;
  seconds: number;
}

/** A sandbox behind servers that misbehave, and a watch over the memory of their clients. */
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

  /** The address of a target that misbehaves in turn when customers are read or listed, after it has issued some tokens. */
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

/** Asserts that no process took much more memory than before the first hostile response. */
export function assertModest(t: TestContext, { usual, peak, seconds }: Watched): void {
  const of = (kind: keyof PeakMemory): string =>
    `the ${kind} took ${String(peak[kind])} MB at most, ${String(usual[kind])} MB before the first`;
  t.diagnostic(`${of('worker')}; ${of('runner')}; ${String(seconds)} s`);
  if (process.platform !== 'linux') return; // nothing tells there
  assert.ok(usual.worker > 50 && usual.runner > 50, 'nothing was watched');
  assert.ok(peak.worker < usual.worker + mostMore, 'the worker took too much');
  assert.ok(peak.runner < usual.runner + mostMore, 'the runner took too much');
}

/** Tests that one worker classifies each of these responses correctly, in this order: correct ones first, so that normal use is known. */
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
      it(`that sends ${name} is ${is === undefined ? 'accepted' : `found: ${is}`}`, () => {
        assertTaken(misbehaviour, results.get(nameAt(index)));
      });
    }

    it('does not increase the memory of one worker beyond the limit', (t) => {
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

/** Names in the order in which the runner runs the files. */
function nameAt(index: number): string {
  return `hostile-${String(index + 1).padStart(2, '0')}`;
}
