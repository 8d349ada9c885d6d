import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  conformanceCommand,
  suiteRun,
  type CommandOptions,
  type CommandResult,
} from '../../../src/proof/runs/suite-run.ts';

export {
  targetVariables,
  type CommandOptions,
  type CommandResult,
} from '../../../src/proof/runs/suite-run.ts';

/** Runs `npm run conformance` with these Playwright arguments, a report folder of its own and no other configuration. */
export function conformanceRun(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return command([...conformanceCommand, ...args], options);
}

/** Runs plain Playwright, as an editor or a user would. */
export function playwrightRun(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return command(['node_modules/@playwright/test/cli.js', 'test', ...args], options);
}

/** Every file below a folder, with its content as text. */
export function filesBelow(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ file, text: readFileSync(file, 'latin1') }));
}

function command(args: string[], options: CommandOptions): Promise<CommandResult> {
  return suiteRun(args, mkdtempSync(path.join(tmpdir(), 'kor-proof-')), options);
}
