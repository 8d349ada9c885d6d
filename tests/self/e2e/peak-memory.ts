import { readFileSync, readdirSync } from 'node:fs';
import { runnerProcesses } from '../../../src/proof/interruption/processes.ts';

/** The peak memory of processes of the runner, in megabytes (VmHWM of proc_pid_status(5)). */
export interface PeakMemory {
  /** The highest peak of the processes that run tests. */
  worker: number;
  /** The peak of the process that starts them and writes the reports. */
  runner: number;
}

/** Milliseconds between two measurements; memory taken after the last measurement of a process is not seen. */
const pause = 50;

/** Watches the child processes of this one and their children while a function runs; passes it the peak so far. */
export async function peakMemoryOf<Value>(
  work: (peak: Readonly<PeakMemory>) => Promise<Value>,
): Promise<{ value: Value; peak: PeakMemory }> {
  const peak: PeakMemory = { worker: 0, runner: 0 };
  const look = (): void => {
    for (const pid of descendants(process.pid)) note(peak, pid);
  };
  const watch = setInterval(look, pause);
  try {
    return { value: await work(peak), peak };
  } finally {
    clearInterval(watch);
  }
}

function note(peak: PeakMemory, pid: number): void {
  const command = read(`/proc/${String(pid)}/cmdline`).replaceAll('\0', ' ');
  const kilobytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${String(pid)}/status`))?.[1] ?? 0);
  for (const kind of ['worker', 'runner'] as const) {
    if (runnerProcesses[kind].test(command)) peak[kind] = Math.max(peak[kind], Math.round(kilobytes / 1024));
  }
}

/** The processes below a process (proc_pid_task(5)). */
function descendants(pid: number): number[] {
  const tasks = readdirSafely(`/proc/${String(pid)}/task`);
  const own = tasks.flatMap((task) => read(`/proc/${String(pid)}/task/${task}/children`).split(' '));
  const children = own.filter((child) => child !== '').map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function readdirSafely(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the process has ended
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
