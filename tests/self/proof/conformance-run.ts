import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../src/description/generate.ts';
import { variableNames } from '../../../src/target/configuration.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import type { Conformance } from '../../../src/verdict/report.ts';
import { readEvidence, type Evidence } from '../../../src/verdict/evidence-file.ts';

/** How a command of the suite ended, and what it left. */
export interface CommandResult {
  exitCode: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
  folder: string;
  milliseconds: number;
  /** Undefined when none was written. */
  report: Conformance | undefined;
  evidence: Evidence;
}

/** What a command of the suite is run with. */
export interface CommandOptions {
  variables?: Record<string, string>;
  /** Called with the child process once it runs. */
  whileRunning?: (child: ChildProcess) => void;
  /** Milliseconds after which it is killed, and the test fails. */
  timeout?: number;
}

/** Runs `npm run conformance` with these arguments of Playwright, reports in a folder of its own and no other configuration. */
export function conformanceRun(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return command(['--import', 'tsx', 'src/cli/kor.ts', 'conformance', ...args], options);
}

/** Runs plain Playwright, as an editor or a person would. */
export function playwrightRun(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return command(['node_modules/@playwright/test/cli.js', 'test', ...args], options);
}

/** The variables that point the suite at a target. */
export function targetVariables(
  baseUrl: string,
  account: { key: string; secret: string },
): Record<string, string> {
  return { KOR_BASE_URL: baseUrl, KOR_API_KEY: account.key, KOR_API_SECRET: account.secret };
}

/** Every file below a folder, with its content as text. */
export function filesBelow(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ file, text: readFileSync(file, 'latin1') }));
}

async function command(args: string[], options: CommandOptions): Promise<CommandResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-proof-'));
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...childEnvironment(), ...unset, ...options.variables, KOR_REPORT_FOLDER: folder },
    timeout: options.timeout ?? 120_000,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  options.whileRunning?.(child);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const file = path.join(folder, 'conformance.json');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Conformance) : undefined;
  const evidence = readEvidence(path.join(folder, 'evidence.ndjson'));
  return { exitCode, output, folder, milliseconds: performance.now() - started, report, evidence };
}
