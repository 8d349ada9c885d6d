import { execFileSync } from 'node:child_process';

/** Patterns for the command lines of the processes of the runner. */
export const runnerProcesses = { worker: /workerProcessEntry/, runner: /playwright.*\/cli/ };

/** The given processes that have not ended, with their command lines. */
export function alive(pids: readonly number[]): { pid: number; args: string }[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  const all = rows.map((row) => /^ *(\d+) +([^ Z]+) +(.*)$/.exec(row) ?? []);
  return all
    .map(([, pid, , args = '']) => ({ pid: Number(pid), args }))
    .filter(({ pid }) => pids.includes(pid));
}

/** The ids of all direct and indirect child processes whose command line matches. */
export function descendants(parent: number | undefined, wanted: RegExp): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const all = rows.map((row) => /^ *(\d+) +(\d+) (.*)$/.exec(row) ?? []);
  const below = (of: number): number[] =>
    all
      .filter(([, , ppid]) => Number(ppid) === of)
      .flatMap(([, pid, , args = '']) => [
        ...(wanted.test(args) ? [Number(pid)] : []),
        ...below(Number(pid)),
      ]);
  return parent === undefined ? [] : below(parent);
}
