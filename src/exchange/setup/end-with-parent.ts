import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds between two looks at who the parent is: a system call or two. */
const interval = 100;
/** Milliseconds that an orphan has to remove what it created; what is left is in its ledger. */
const grace = 300;

/**
 * Ends this process within a second of the one that started it, however that one ended: nobody is left who sends requests. It ends as
 * on SIGINT, and after less than half a second at the latest. Where a shell stands between, as below npm, it ends with who started the shell.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const starter = isShellOfOneCommand(parent) ? parentOf(parent) : undefined;
  const look = (): void => {
    const isThere = process.ppid === parent && (starter === undefined || parentOf(parent) === starter);
    if (isThere && (process.connected || !('connected' in process))) return;
    clearInterval(timer);
    setTimeout(() => process.exit(130), grace).unref();
    interrupt();
  };
  const timer = setInterval(look, interval).unref();
  look(); // it may be gone already
}

/** Takes SIGTERM and a closed terminal for SIGINT, on which the runner removes what was created. Its workers disregard all three. */
export function interruptOnEverySignal(): void {
  for (const name of ['SIGTERM', 'SIGHUP'] as const) process.off(name, interrupt).on(name, interrupt); // an editor comes by again
}

function interrupt(): void {
  process.kill(process.pid, 'SIGINT');
}

/** Ends a child process when this one ends before it. */
export function endedWithThis(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
}

/** Whether a process is a shell that waits for one command, where the system tells: npm may be gone and its shell still there. */
function isShellOfOneCommand(pid: number): boolean {
  const [name = '', option] = (read(pid, 'cmdline') ?? '').split('\0');
  return option === '-c' && /(?:^|\/)\w*sh$/.test(name);
}

/** The parent of a process (proc_pid_stat(5)); undefined where the system does not tell. */
function parentOf(pid: number): number | undefined {
  const [, parent] = /^.*\) \S (\d+) /s.exec(read(pid, 'stat') ?? '') ?? [];
  return parent === undefined ? undefined : Number(parent);
}

function read(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
