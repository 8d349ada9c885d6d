import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../description/generate.ts';
import { variableNames } from '../target/configuration.ts';
import { childEnvironment } from '../target/environment.ts';
import type { Journal } from './journal.ts';
import { sideBySide } from './runs/side-by-side.ts';
import { ended } from './runs/suite-run.ts';

/** The result of a file of long tests, which `npm test` does not run. */
export interface LongFate {
  /** Its path in the project. */
  file: string;
  passed: number;
  failed: number;
  /** The number of tests that were skipped, since this machine cannot run them. */
  leftOut: number;
  /** The title of the first failed test; undefined when none failed. */
  firstFailed?: string;
  seconds: number;
}

const folder = 'tests/self/long';
/** The maximum duration of a file in milliseconds. */
const patience = 1_800_000;

/** The files of long tests, by their paths in the project. */
export function longTests(): string[] {
  const names = readdirSync(path.join(projectRoot, folder)).sort();
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => `${folder}/${name}`);
}

/** Runs all long tests. */
export function longFates(journal: Journal): Promise<LongFate[]> {
  return sideBySide(longTests(), (file) => journal.kept(file, () => longFate(file)));
}

/** Runs a test file in a process that ends when this process ends, unlike one of the test runner of Node.js. */
export async function longFate(file: string): Promise<LongFate> {
  const started = performance.now();
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const env = { ...childEnvironment(), ...unset, NODE_TEST_CONTEXT: undefined };
  const imports = ['tsx', './src/proof/interruption/ending-with-parent.ts'].flatMap((each) => [
    '--import',
    each,
  ]);
  const args = [...imports, '--test-reporter=tap', file];
  const { exitCode, output } = await ended(args, { env, timeout: patience });
  const seconds = Math.round((performance.now() - started) / 1000);
  return { file, ...countsIn(output, exitCode), seconds };
}

/** The problems of a result, in words. */
export function longTrouble({ file, passed, failed, firstFailed = 'it ended early' }: LongFate): string[] {
  if (failed > 0) return [`${file}: ${String(failed)} of its tests fail, the first: ${firstFailed}`];
  return passed > 0 ? [] : [`${file}: none of its tests was run`];
}

/** The counts of a TAP output; an exit code other than 0 counts as at least one failure. */
function countsIn(output: string, exitCode: number | null): Omit<LongFate, 'file' | 'seconds'> {
  const count = (what: string): number =>
    Number([...output.matchAll(new RegExp(`^# ${what} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  const [passed, leftOut] = [count('pass'), count('skipped')];
  const failed = Math.max(count('tests') - passed - leftOut, exitCode === 0 ? 0 : 1);
  const [, first] = /^ *not ok \d+ - (.*)$/m.exec(output) ?? [];
  return { passed, failed, leftOut, ...(failed > 0 && first !== undefined && { firstFailed: first }) };
}
