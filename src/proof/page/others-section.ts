import type { Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** The effects on data of others. */
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
    'Every command on a target with 500 customers of others, then a run that is killed and `npm run sweep`. A trespass is a request that would change data of others, or data of others that is not',
    'byte for byte the same afterwards. Where no read shows the customers of the run, the sweep must not remove them, and they are left.',
    '',
    ...table('the target', ['trespasses', 'left by the killed run', 'left after the sweep'], rows),
    '',
  ];
}
