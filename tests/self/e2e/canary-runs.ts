import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, type TestContext } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { ledgerFolder, ledgersOf, readLedger } from '../../../src/exchange/cleanup/ledger.ts';
import { removeSocket } from '../../../src/files/running.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { canariesIn, encodings, type Artifact } from './canary-search.ts';
import { canaryTarget, type CanaryTarget } from './canary-target.ts';
import { conformanceRun, filesBelow, type CommandOptions } from './conformance-run.ts';
import type { TestServer } from './proxy.ts';

/** Tests that create, read and list customers; the lists contain the customer of others because a filter does not work. */
export const some = ['--workers=1', '--max-failures=4', '--grep', '@CUS-00[1-5]|@LST-001|@LST-019'];
export const creation = ['--workers=1', '--grep', '@CUS-00[1-5]'];
const cityIgnored = faults.find(({ name }) => name === 'city ignored');

/** Runs on a target whose secrets are canaries. */
export interface CanaryRuns {
  target: () => CanaryTarget;
  /** The variables that lead to the target through a server in front of it. */
  served: (server: Promise<TestServer>) => Promise<Record<string, string>>;
  /** Makes a run that must end with this exit code and leave no canary; returns its folder. */
  run: (t: TestContext, args: string[], options: CommandOptions, exitCode: number) => Promise<string>;
}

/** Starts such a target before the tests of a group, and stops it after them. */
export function canaryRuns(): CanaryRuns {
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
      rmSync(file); // what it names is gone with its target
    }
  });

  const run: CanaryRuns['run'] = async (t, args, options, exitCode) => {
    const result = await conformanceRun(args, options);
    assert.equal(result.exitCode, exitCode, result.output);
    assertNone(t, target, result);
    return result.folder;
  };

  return { target: () => target, served, run };
}

/** The ledgers of runs on the target that left something behind, or may have. */
function ledgersAt({ urls }: CanaryTarget): string[] {
  return urls.flatMap((url) => ledgersOf(url, path.join(projectRoot, ledgerFolder))).map(({ file }) => file);
}

/** Asserts that nothing which a command has written or printed contains a canary. */
export function assertNone(
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
