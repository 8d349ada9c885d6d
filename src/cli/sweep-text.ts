import path from 'node:path';
import { wayToSweep } from '../contract/evidence.ts';
import { inline } from '../contract/words.ts';
import { runnerText } from '../files/running.ts';
import type { LeftBehind, Untouched } from '../exchange/cleanup/sweep.ts';

/** The most commands that are shown to sweep one run. */
const mostWays = 5;

/** The ledgers that cannot be read; of one run if `only` names it. */
export function unreadable(left: LeftBehind, only: string | undefined): string[] {
  return left.unreadable.filter((file) => only === undefined || path.basename(file).startsWith(`${only}-`));
}

/** What a sweep says before it removes anything. */
export function foundText({ found, ledgers }: LeftBehind, only: string | undefined): string {
  const going = ledgers.filter(({ standing }) => only === undefined && standing === 'running');
  const isNoted = only === undefined || ledgers.some(({ run }) => run.run === only);
  const lines = [
    ...going.map(({ run }) => `note: run ${run.run} goes on: ${runnerText(run.process)}`),
    ...(isNoted ? [] : [`note: no ledger here is of run ${only}: only its mark shows what it left`]),
    ...(found.length > 0 ? ['', 'Left behind by earlier runs:', ''] : []),
    ...found.map(
      ({ id, createdAt, place }) => `  ${inline(id)}  ${inline(createdAt ?? 'no time')}  ${inline(place)}`,
    ),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
}

/** What a sweep says about customers that it has not removed, and how to remove them. */
export function stillText(left: LeftBehind, kept: readonly Untouched[], only: string | undefined): string {
  const lines = [
    ...[...left.untouched, ...kept].map(({ id, reason }) => `  ${inline(id)}  ${inline(reason)}`),
    ...unreadable(left, only).map(
      (file) => `  ${inline(file)}  is not a ledger that can be read: look at it, and delete it`,
    ),
  ];
  const going = left.ledgers.filter(({ standing }) => standing === 'running').map(({ run }) => run.run);
  const runs = new Set(left.untouched.flatMap(({ run }) => (only === undefined && run ? [run] : [])));
  const ended = [...runs].filter((run) => !going.includes(run));
  return [
    ...section('Not removed:', lines),
    ...section(
      'Once its run has ended:',
      ended.slice(0, mostWays).map((run) => `  ${wayToSweep(run)}`),
    ),
  ].join('');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}\n\n${lines.join('\n')}\n\n`];
}

/** What a sweep says at its end: how many customers are left, of all runs or of run `only`. */
export function outcome(left: LeftBehind, count: number, only: string | undefined): string {
  const ofRun = only === undefined ? '' : ` of run ${only}`;
  if (count > 0) return `${String(count)} left${ofRun}`;
  return `nothing${ofRun} is ${unreadable(left, only).length > 0 ? 'known to be ' : ''}left`;
}
