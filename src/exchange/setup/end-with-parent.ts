import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds between two checks of the parent process; each takes one or two system calls. */
const interval = 100;
/** Milliseconds that a process without its parent has to remove what it created; the rest is in its ledger. */
const grace = 300;

/**
 * Ends this process within a second after the process that started it has ended for whatever reason, so that it sends no more requests. It
 * ends as on SIGINT, or is ended {@link grace} ms later. With a shell in between, as under npm, it ends with the process that started it.
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
  look(); // it may have ended already
}

/** Treats SIGTERM and SIGHUP like SIGINT, on which the runner removes what was created. Its workers ignore all three. */
export function interruptOnEverySignal(): void {
  for (const name of ['SIGTERM', 'SIGHUP'] as const) process.off(name, interrupt).on(name, interrupt); // an editor may call this again
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

/** Whether a process is a shell that runs one command: npm may have ended while its shell still runs. False if the system does not say. */
function isShellOfOneCommand(pid: number): boolean {
  const [name = '', option] = (read(pid, 'cmdline') ?? '').split('\0');
  return option === '-c' && /(?:^|\/)\w*sh$/.test(name);
}

/** The parent of a process (proc_pid_stat(5)); undefined if the system does not say. */
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
