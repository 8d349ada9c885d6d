import type { Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** The results of the long tests, which `npm test` does not run. */
export function longSection({ long }: Proof): string[] {
  const rows = long.map(({ file, passed, failed, leftOut, seconds }) => [
    file.replace(/^.*\//, '').replace(/\.test\.ts$/, ''),
    passed,
    failed,
    leftOut,
    seconds,
  ]);
  return [
    '## Long tests',
    '',
    'The tests of the suite itself in `tests/self/long`, one file after the other; `npm run test:long` runs them alone.',
    '',
    ...table('file', ['passed', 'failed', 'left out', 'seconds'], rows),
    '',
  ];
}
