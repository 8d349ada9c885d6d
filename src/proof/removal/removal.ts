import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../description/generate.ts';
import { childEnvironment } from '../../target/environment.ts';
import { placeOfCheck, type CheckSite } from './check-sites.ts';

/** The result of `npm test` after a check was removed. */
export interface CheckRemoval {
  /** The place and the source of the check. */
  place: string;
  statement: string;
  /** The part that failed, and why; undefined when every part passed. */
  red?: { part: string; why: string };
  milliseconds: number;
}

/** Files of `npm test`, narrowed or whole, as arguments of `node --test`. */
export type Part = readonly string[];

/** The result of a command in a copy of the project. */
interface Ended {
  exitCode: number | null;
  output: string;
}

/** The files and folders that are not copied: large ones, those that runs create, and the credentials of a target. */
const leftOut = ['node_modules', '.git', '.kor', 'reports', 'test-results', '.env'];

/** Milliseconds that an interrupted run has to end before it is killed. */
const grace = 10_000;

const wholeRun: Part = ['--test-name-pattern=passes every requirement', 'tests/self/e2e/clean-run.test.ts'];
const everyFault: Part = ['tests/self/e2e/faults.test.ts'];
const captures: Part = ['tests/self/e2e/webhook-captures.test.ts'];

/** A random selection of these checks, the same for the same seed. */
export function drawn(sites: readonly CheckSite[], count: number, seed: string): CheckSite[] {
  const rank = (site: CheckSite): string =>
    createHash('sha256')
      .update(`${seed} ${placeOfCheck(site)}`)
      .digest('hex');
  return sites.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, count);
}

/** The parts of `npm test` that run a check, the one most likely to fail without it first. */
function partsFor({ file, siblings }: CheckSite): Part[] {
  if (file.startsWith('tests/webhooks/')) return [captures];
  return siblings > 1 ? [everyFault, wholeRun] : [wholeRun, everyFault];
}

/**
 * Removes each of these checks alone, and runs the parts of `npm test` that run it until a part fails. Calls `onEnd` with each result.
 * Rejects when `signal` aborts, and when a part fails before a check was removed. A part may take 10 minutes.
 */
export async function removeEach(
  sites: readonly CheckSite[],
  { signal, onEnd }: { signal?: AbortSignal; onEnd?: (removal: CheckRemoval) => void } = {},
): Promise<CheckRemoval[]> {
  const queue = [...sites];
  const untried = [...new Set(sites.flatMap((site) => partsFor(site).slice(0, 1)))];
  const removals: CheckRemoval[] = [];
  const work = async (): Promise<void> => {
    const copy = copyOfProject();
    try {
      for (let part = untried.shift(); part; part = untried.shift()) await tryUntouched(copy, part, signal);
      for (let site = queue.shift(); site; site = queue.shift()) {
        const removal = await removed(copy, site, { parts: partsFor(site), signal });
        removals.push(removal);
        onEnd?.(removal);
      }
    } finally {
      queue.length = 0;
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all([work(), work()]);
  return removals;
}

/** A copy of the working tree in a temporary folder, with the same `node_modules`. */
export function copyOfProject(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'kor-removal-'));
  const left = leftOut.map((name) => path.join(projectRoot, name));
  cpSync(projectRoot, copy, { recursive: true, filter: (source) => !left.includes(source) });
  mkdirSync(path.join(copy, 'reports'));
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  return copy;
}

async function tryUntouched(copy: string, part: Part, signal: AbortSignal | undefined): Promise<void> {
  const { exitCode, output } = await runIn(copy, testing(part), { signal });
  signal?.throwIfAborted();
  if (exitCode !== 0) throw new Error(`${part.join(' ')} is red already: ${reasonIn(output)}`);
}

function testing(part: Part): string[] {
  return ['--import', 'tsx', '--test', '--test-reporter=spec', ...part];
}

/** The text of a test file without a check. An empty statement stays: the check may be the whole body of a loop. */
export function withoutCheck(text: string, { start, end }: Pick<CheckSite, 'start' | 'end'>): string {
  return `${text.slice(0, start)};${text.slice(end)}`;
}

/** Removes a check from a copy, runs parts until one fails, and restores the check. */
export async function removed(
  copy: string,
  { file, line, start, end, statement }: Pick<CheckSite, 'file' | 'line' | 'start' | 'end' | 'statement'>,
  { parts, signal }: { parts: readonly Part[]; signal?: AbortSignal | undefined },
): Promise<CheckRemoval> {
  const target = path.join(copy, file);
  const text = readFileSync(target, 'utf8');
  const started = performance.now();
  const removal = { place: placeOfCheck({ file, line }), statement };
  try {
    writeFileSync(target, withoutCheck(text, { start, end }));
    for (const part of parts) {
      const { exitCode, output } = await runIn(copy, testing(part), { signal });
      signal?.throwIfAborted();
      const milliseconds = performance.now() - started;
      if (exitCode !== 0)
        return { ...removal, red: { part: part.join(' '), why: reasonIn(output) }, milliseconds };
    }
    return { ...removal, milliseconds: performance.now() - started };
  } finally {
    writeFileSync(target, text);
  }
}

/** Runs Node.js in a copy of the project, with additional variables; ends it and its child processes after 10 minutes or on the signal. */
export async function runIn(
  copy: string,
  args: readonly string[],
  { signal, variables = {} }: { signal?: AbortSignal | undefined; variables?: Record<string, string> } = {},
): Promise<Ended> {
  const { NODE_TEST_CONTEXT: _, ...environment } = childEnvironment(); // with it, node runs no tests inside a test
  const child = spawn(process.execPath, args, {
    cwd: copy,
    env: { ...environment, ...variables, TMPDIR: path.join(copy, 'reports') },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const stop = (): void => {
    end(child, 'SIGINT');
    setTimeout(end, grace, child, 'SIGKILL').unref();
  };
  const kill = (): void => {
    end(child, 'SIGKILL');
  };
  const timer = setTimeout(stop, 600_000);
  signal?.addEventListener('abort', stop);
  process.once('exit', kill);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  clearTimeout(timer);
  signal?.removeEventListener('abort', stop);
  process.off('exit', kill);
  return { exitCode, output };
}

/** Sends a signal to the process group of a process. */
function end({ pid, exitCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined && exitCode === null) process.kill(-pid, signal);
}

/** Why a part failed: the message about the suite, the fault that survived, or the first line of an error. */
function reasonIn(output: string): string {
  const told = [/\[suite\]: .*/, /(?<=^\s*\+\s+)["'`].*["'`](?=,?$)/m, /\w*Error\b.*/];
  const [reason] = told.flatMap((pattern) => pattern.exec(output)?.[0] ?? []);
  return reason ?? 'it did not finish';
}
