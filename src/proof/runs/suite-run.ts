import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../description/generate.ts';
import { endedWithThis } from '../../exchange/setup/end-with-parent.ts';
import { variableNames } from '../../target/configuration.ts';
import { childEnvironment } from '../../target/environment.ts';
import { folderOfRun } from '../../files/selection.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';
import { readEvidence, type Evidence } from '../../verdict/evidence-file.ts';

/** The result of a command of the suite. */
export interface CommandResult {
  exitCode: number | null;
  /** Standard output and standard error, in the order in which they came. */
  output: string;
  folder: string;
  milliseconds: number;
  /** The conformance report; undefined when none was written. */
  report: Conformance | undefined;
  evidence: Evidence;
}

/** The options of a command of the suite. */
export interface CommandOptions {
  variables?: Record<string, string>;
  /** Called with the child process once it runs. */
  whileRunning?: (child: ChildProcess) => void;
  /** Milliseconds after which it is killed; 300,000 by default. */
  timeout?: number;
  /** Whether it leads its own process group; a signal to its negative process id then reaches the whole group. */
  ownGroup?: boolean;
}

/** Runs node with these arguments in the project, with reports in `folder` and only `variables` as configuration. */
export async function suiteRun(
  args: readonly string[],
  folder: string,
  { variables, whileRunning, timeout = 300_000, ownGroup = false }: CommandOptions,
): Promise<CommandResult> {
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const started = performance.now();
  const env = { ...childEnvironment(), ...unset, ...variables, KOR_REPORT_FOLDER: folder };
  const { exitCode, output } = await ended(args, { env, timeout, detached: ownGroup }, whileRunning);
  const reports = folderOfRun(folder, runnerArguments(args));
  const file = path.join(reports, 'conformance.json');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Conformance) : undefined;
  const evidence = readEvidence(path.join(reports, 'evidence.ndjson'));
  const milliseconds = performance.now() - started;
  return { exitCode, output, folder: reports, milliseconds, report, evidence };
}

/** The arguments of node that are passed to the runner. */
function runnerArguments(args: readonly string[]): readonly string[] {
  const command = args.findIndex((each) => each === 'conformance' || each === 'test');
  return command === -1 ? [] : args.slice(command + 1);
}

/**
 * Runs node with these arguments in the project until it ends, without standard input. The signal interrupts it, and it ends when this
 * process ends.
 */
export async function ended(
  args: readonly string[],
  { signal, ...options }: Pick<SpawnOptions, 'env' | 'timeout' | 'detached' | 'signal'>,
  whileRunning?: (child: ChildProcess) => void,
): Promise<Pick<CommandResult, 'exitCode' | 'output'>> {
  const child = spawn(process.execPath, args, {
    ...options,
    cwd: projectRoot,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the IPC channel closes when this process ends
  });
  endedWithThis(child);
  signal?.addEventListener('abort', () => child.kill('SIGINT'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  whileRunning?.(child);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { exitCode, output };
}

/** The command line of Playwright's runner. */
export const playwrightCli = path.join(projectRoot, 'node_modules/@playwright/test/cli.js');

/** The arguments of node for `npm run conformance`. */
export const conformanceCommand = ['--import', 'tsx', 'src/cli/kor.ts', 'conformance'];

/** The variables that point the suite at a target. */
export function targetVariables(
  baseUrl: string,
  account: { key: string; secret: string },
): Record<string, string> {
  return { KOR_BASE_URL: baseUrl, KOR_API_KEY: account.key, KOR_API_SECRET: account.secret };
}
