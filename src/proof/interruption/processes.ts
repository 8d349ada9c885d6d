import { execFileSync } from 'node:child_process';

/** The processes of the runner by what their command says. */
export const runnerProcesses = { worker: /workerProcessEntry/, runner: /playwright.*\/cli/ };

/** Which of some processes have not ended, with what their commands say. */
export function alive(pids: readonly number[]): { pid: number; args: string }[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  const all = rows.map((row) => /^ *(\d+) +([^ Z]+) +(.*)$/.exec(row) ?? []);
  return all
    .map(([, pid, , args = '']) => ({ pid: Number(pid), args }))
    .filter(({ pid }) => pids.includes(pid));
}

/** The processes that a process has started, and those that these have, whose command matches. */
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
