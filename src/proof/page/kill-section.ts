import { killings } from '../kill-points.ts';
import { killSeed, type Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** What was left by runs that were stopped. */
export function killSection({ kills }: Proof): string[] {
  const rows = killings.map((killing) => {
    const own = kills.filter(({ point }) => point.killing === killing);
    const sum = (of: 'left' | 'afterSweep'): number => own.reduce((total, each) => total + each[of], 0);
    return [killing, own.length, sum('left'), sum('afterSweep')];
  });
  return [
    '## Kill points',
    '',
    `Runs on a sandbox that holds a customer of somebody else, each stopped at a creation of a customer that the seed ${killSeed} decides; then \`npm run sweep\`, after which nothing`,
    'but that customer is there.',
    '',
    ...table('stopped by', ['tried', 'left by the run', 'left after the sweep'], rows),
    '',
  ];
}
