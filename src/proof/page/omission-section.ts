import { grouped } from '../../verdict/verdicts.ts';
import type { Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** What runs that left something out reported about it. */
export function omissionSection({ omissions }: Proof): string[] {
  const rows = [...grouped(omissions, ({ kind }) => kind)].map(([kind, own]) => {
    const told = own.filter(({ noticed }) => noticed !== undefined).length;
    return [kind, own.length, told, own.length - told];
  });
  return [
    '## Omissions',
    '',
    'Runs that leave something out: a part of the description, of the project, of the evidence, of the configuration, or tests. Each is incomplete (exit code 2), has no verdict, or names what',
    'was left out in its headline and in `conformance.json`, with the count.',
    '',
    ...table('left out of', ['tried', 'noticed', 'missed'], rows),
    '',
    '<details>',
    '<summary>Each by itself</summary>',
    '',
    ...table(
      'a run without',
      ['reported as'],
      omissions.map(({ name, noticed }) => [name, noticed ?? '**nothing**']),
    ),
    '',
    '</details>',
    '',
  ];
}
