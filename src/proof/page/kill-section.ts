import { killings } from '../interruption/kill-points.ts';
import { orphanings } from '../interruption/orphans.ts';
import { killSeed, type Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** The results of processes whose parent was ended. */
export function orphanSection({ orphans }: Proof): string[] {
  const rows = [...new Set(orphanings.map(({ course }) => course))].map((course) => {
    const own = orphans.filter(({ orphaning }) => orphaning.course === course);
    const most = (of: 'requests' | 'processes'): number => Math.max(0, ...own.map((each) => each[of]));
    return [
      course,
      own.length,
      most('requests'),
      most('processes'),
      own.reduce((sum, { left }) => sum + left, 0),
    ];
  });
  return [
    '## Processes left alone',
    '',
    'SIGTERM, SIGHUP, SIGINT and SIGKILL to npm or to the command alone, and a closed terminal: the most milliseconds until the last request was sent and until the last process ended,',
    'and the customers that were left for `npm run sweep`, which removed them.',
    '',
    ...table('run as', ['tried', 'last request', 'last process', 'left by the run'], rows),
    '',
  ];
}

/** The customers that stopped runs left. */
export function killSection({ kills }: Proof): string[] {
  const rows = killings.map((killing) => {
    const own = kills.filter(({ point }) => point.killing === killing);
    const sum = (of: 'left' | 'afterSweep'): number => own.reduce((total, each) => total + each[of], 0);
    return [killing, own.length, sum('left'), sum('afterSweep')];
  });
  return [
    '## Kill points',
    '',
    `Runs on a sandbox that holds a customer of others, each stopped at a creation of a customer that the seed ${killSeed} decides; then \`npm run sweep\`, after which only`,
    'that customer exists.',
    '',
    ...table('stopped by', ['tried', 'left by the run', 'left after the sweep'], rows),
    '',
  ];
}
