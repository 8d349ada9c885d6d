import type { Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** What became of what others have. */
export function othersSection({ others }: Proof): string[] {
  const rows = others.map(({ name, trespasses, left, afterSweep }) => [
    name,
    trespasses.length,
    left,
    afterSweep,
  ]);
  return [
    '## Customers of others',
    '',
    'Every command on a target with 500 customers of others, then a run that is killed and `npm run sweep`: how often something was sent to what is not ours, or that is not as it was to',
    'the byte. Where no read shows what is ours, nobody may remove it, and it is left.',
    '',
    ...table('the target', ['trespasses', 'left by the killed run', 'left after the sweep'], rows),
    '',
  ];
}
