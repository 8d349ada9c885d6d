import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureGenerated, projectRoot } from '../description/generate.ts';
import { loadContract } from '../contract/operations.ts';
import { waivable } from '../contract/waivers.ts';
import { inline } from '../contract/words.ts';
import { endedWithThis } from '../exchange/setup/end-with-parent.ts';
import { reportNames } from '../files/report-folder.ts';
import { identityOf } from '../files/write.ts';
import { readWaivers } from '../target/waivers-file.ts';
import { loadConfiguration, overriddenVariables, rememberReporters } from '../target/environment.ts';
import { folderOfRun } from '../files/selection.ts';
import type { Conformance } from '../verdict/reports/report-types.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';
import { interrupted } from './interruption.ts';

/**
 * `kor conformance`: runs the tests and returns the exit code of the verdicts: 0 passed, 1 the API failed, 2 something kept a
 * binding requirement from being judged, 130 interrupted.
 */
export function conformance(playwrightArguments: string[]): Promise<number> {
  return reporting(async () => {
    const result = await judged(playwrightArguments);
    return typeof result === 'number' ? result : result.exitCode;
  });
}

/** Runs the tests and returns the result of the run, or 130 if it was interrupted. Throws a {@link UsageError} if there is no verdict. */
export async function judged(playwrightArguments: string[]): Promise<Conformance | typeof interrupted> {
  const { settings, sources } = loadConfiguration();
  const { folder, notes } = await ensureGenerated(sources);
  for (const note of [...overriddenVariables(), ...notes]) say(`note: ${inline(note)}\n`);
  readWaivers(settings.waiversFile, waivable((await loadContract(folder)).table));
  makeWritable(path.resolve(settings.reportFolder));
  const { rest, reporters } = withoutReporters(playwrightArguments);
  const file = path.join(folderOfRun(settings.reportFolder, rest), reportNames.conformance);
  const earlier = identityOf(file);
  rememberReporters(reporters);
  const code = await runPlaywright(rest);
  if (code === interrupted) return interrupted;
  const written = identityOf(file);
  if (written === undefined || written === earlier)
    throw new UsageError(
      'There is no verdict: no test was run, the reports could not be written, or the runner did not complete.',
    );
  return JSON.parse(readFileSync(file, 'utf8')) as Conformance;
}

/**
 * The arguments of the runner without `--reporter`, which would replace the reporters that judge, and the reporters that it names: names
 * or paths of files.
 */
export function withoutReporters(args: readonly string[]): { rest: string[]; reporters: string[] } {
  const option = /^--reporter(?:=|$)/;
  const isName = (index: number): boolean => args[index - 1] === '--reporter';
  const names = args.flatMap((each, index) => {
    if (isName(index)) return each.split(',');
    return option.test(each) ? each.replace(option, '').split(',') : [];
  });
  return {
    rest: args.filter((each, index) => !isName(index) && !option.test(each)),
    reporters: names.filter(Boolean),
  };
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`${folder} is not a folder that reports can be written to: see KOR_REPORT_FOLDER.`);
  }
}

function runPlaywright(args: string[]): Promise<number> {
  const cli = createRequire(path.join(projectRoot, 'package.json')).resolve('@playwright/test/cli');
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'] as const; // the channel ends with this process
  const child = spawn(process.execPath, [cli, 'test', ...args], { cwd: projectRoot, stdio: [...stdio] });
  endedWithThis(child);
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    child.kill('SIGINT'); // a second one, from a terminal, is ignored by the runner
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('SIGHUP', interrupt);
      resolve(isInterrupted || code === interrupted ? interrupted : (code ?? 1));
    });
  });
}
