import type { ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Contract } from '../../contract/operations.ts';
import { alive, descendants } from './processes.ts';
import { old, otherwise, ran, stoppingFloor, sweptFloor } from './stopped-runs.ts';

/** The commands as a user runs them, and when one of their processes is ended: at a request to the target, or once the output matches. */
const courses = {
  'npm run conformance': 'createCustomer',
  'npx playwright test': 'createCustomer',
  'npm run explore': 'createCustomer',
  'npm run prove': 'createCustomer',
  'npm run sweep -- --yes': 'removeCustomer',
  'npm run conformance without a target': /··|\[9\//,
  'npm run explore without a target': /^seed: /m,
  'npm run certify -- --demo without a target': /··|\[9\//,
  'npm run sandbox without a target': /KOR_API_KEY=/,
} as const;

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGKILL'] as const;

/** A process that is ended while its child processes are working. */
export interface Orphaning {
  course: keyof typeof courses;
  /** The process that gets the signal; a terminal is closed, and every process on it gets the signal. */
  victim: 'npm' | 'the command' | 'the terminal';
  signal: (typeof signals)[number];
}

/** The result of the processes whose parent was ended. */
export interface OrphanFate {
  orphaning: Orphaning;
  /** Milliseconds from the signal to the last request; 0 when none came after the signal. */
  requests: number;
  /** Milliseconds from the signal until all processes had ended. */
  processes: number;
  /** The customers of these processes that were left then. */
  left: number;
  /** The problems that were found. */
  trouble: string[];
}

/**
 * Every process that is ended, with every signal. SIGINT to npx alone is left out: the shell that npx starts may wait without passing
 * the signal on, and npx waits for the shell.
 */
export const orphanings: readonly Orphaning[] = (Object.keys(courses) as Orphaning['course'][])
  .flatMap((course): Orphaning[] => [
    ...signals.map((signal) => ({ course, victim: 'npm' as const, signal })),
    ...signals.map((signal) => ({ course, victim: 'the command' as const, signal })),
    { course, victim: 'the terminal', signal: 'SIGHUP' },
  ])
  .filter(
    ({ course, victim, signal }) => !(course.startsWith('npx') && victim === 'npm' && signal === 'SIGINT'),
  );

/** Milliseconds after which no request may come: a second, with a margin for a busy machine. */
const lastRequest = 3000;
/** Milliseconds after which no process may be left; the runner writes its reports before it ends. */
const lastProcess = 20_000;
/** The request of its operation at which a process is ended: late enough that the tests have begun. */
const count = 6;
/** The number of customers that a sweep finds. */
const planted = 40;

/** Ends a process, and measures when its child processes sent their last request and when they had ended. Then sweeps. */
export async function orphanFate(contract: Contract, orphaning: Orphaning): Promise<OrphanFate> {
  const stage = courses[orphaning.course];
  let alone: Promise<Alone> | undefined;
  const leave = (child: ChildProcess | undefined): void => {
    alone ??= leftAlone(child, orphaning);
    alone.catch(() => undefined); // it is awaited below, once the command has ended
  };
  const point = { creation: count, delay: 5, ...(typeof stage === 'string' && { operation: stage }) };
  const floor = await stoppingFloor(contract, point, leave);
  try {
    for (let index = 10; stage === 'removeCustomer' && index < 10 + planted; index += 1)
      floor.plant({ ...old, id: `${old.id.slice(0, -2)}${String(index)}` });
    const args = argumentsFor(orphaning);
    const run = await (typeof stage === 'string'
      ? floor.command(args)
      : ran(args, signing(), (child) => onceSaid(child, stage, leave)));
    if (!alone) throw new Error(`${orphaning.course} did not reach ${String(stage)}:\n${run.output}`);
    const { endedAt, goneAt, remaining } = await alone;
    await elapsed(300); // a request that was sent may not have arrived yet
    const requests = Math.max(0, Math.round(floor.latest() - endedAt));
    const { left, afterSweep, checks } = await sweptFloor(floor);
    const trouble = otherwise([
      [requests < lastRequest, `a request came ${String(requests)} ms later`],
      [remaining.length === 0, `these processes were left:\n${remaining.join('\n')}`],
      [isInOrder(orphaning, run.exitCode, left), `it ended with ${String(run.exitCode)}:\n${run.output}`],
      [afterSweep === 0, `${String(afterSweep)} of ${String(left)} outlive the sweep`],
      ...checks,
    ]);
    return { orphaning, requests, processes: Math.round(goneAt - endedAt), left, trouble };
  } finally {
    await floor.close();
  }
}

/** The problems of a result, in words. */
export function orphanTrouble({ orphaning, trouble }: OrphanFate): string[] {
  const { course, victim, signal } = orphaning;
  return trouble.map((each) => `${course}, ${signal} to ${victim}: ${each}`);
}

interface Alone {
  endedAt: number;
  goneAt: number;
  /** The command lines of the processes that outlived their parents and had to be ended. */
  remaining: string[];
}

const victims = {
  npm: /^npm /,
  'the command': /^\S*node .*(?:start\.js|playwright)/,
  'the terminal': /^script /,
};

/** Ends the process, and waits until all processes of the command have ended. */
async function leftAlone(child: ChildProcess | undefined, { victim, signal }: Orphaning): Promise<Alone> {
  const pids = descendants(child?.pid, /./);
  const [pid] = descendants(child?.pid, victims[victim]);
  if (pid === undefined) throw new Error(`there is no process of ${victim}`);
  process.kill(pid, victim === 'the terminal' ? 'SIGKILL' : signal);
  const endedAt = performance.now();
  while (alive(pids).length > 0 && performance.now() < endedAt + lastProcess) await elapsed(100);
  const goneAt = performance.now();
  const remaining = alive(pids);
  for (const each of remaining) process.kill(each.pid, 'SIGKILL');
  return { endedAt, goneAt, remaining: remaining.map(({ args }) => args) };
}

/** Calls `then` once the output of a command matches. */
function onceSaid(child: ChildProcess, words: RegExp, then: (child: ChildProcess) => void): void {
  let output = '';
  child.stdout?.on('data', (chunk: string) => {
    output += chunk;
    if (words.test(output)) setTimeout(then, 300, child);
  });
}

/** Whether a command ended as required after a signal: with its exit code, and with customers left only by a sweep. */
function isInOrder({ course, victim, signal }: Orphaning, exitCode: number | null, left: number): boolean {
  if (victim !== 'the command' || signal === 'SIGKILL') return true;
  if (course.includes('sandbox')) return exitCode === 0;
  return exitCode === 130 && (left === 0 || course.includes('sweep'));
}

/** A script that runs a shell command and ends with its exit code. */
const inShell =
  "process.exit(require('node:child_process').spawnSync('sh', ['-c', process.argv[1]], { stdio: 'inherit' }).status ?? 1)";

function argumentsFor({ course, victim }: Orphaning): string[] {
  const line = course.replace(' without a target', '');
  const onTerminal = `script --quiet --return --command '${line}' /dev/null`;
  return ['-e', inShell, victim === 'the terminal' ? onTerminal : line];
}

/** The variables that a certificate is signed with. */
function signing(): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { KOR_CERTIFICATE_KEY: key, KOR_CERTIFICATE_ISSUER: 'Example Issuer', KOR_PROFILE: 'core' };
}
