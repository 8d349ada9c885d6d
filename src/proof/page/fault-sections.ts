import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { faultCodes } from '../../sandbox/faults/codes.ts';
import { faults, type Fault } from '../../sandbox/faults/index.ts';
import { sequenceFaults } from '../../sandbox/faults/sequences.ts';
import type { Proof } from '../proof.ts';
import { folded, table } from './markdown.ts';

const columns = ['faults', 'noticed', 'missed'];

/** The results of the faults: by group, by code, by requirement. */
export function faultSections({ faults: fates, sequences }: Proof): string[] {
  const missed = new Set(fates.filter(({ survived }) => survived !== undefined).map(({ name }) => name));
  const by = (heading: string, keyOf: (fault: Fault) => string | undefined): string[] =>
    table(heading, columns, counted(missed, keyOf));
  return [
    '## Faults',
    '',
    'Each is one defect of the sandbox, tested with the tests of the requirement that it names. It counts as noticed where that requirement fails at the place that the fault',
    'names, with the blame on the API.',
    '',
    ...by('group', ({ group }) => group),
    '',
    'By the code of the Web Fuzzing Commons fault catalogue, where one fits:',
    '',
    ...by('code', ({ code }) => code && `${String(code)} ${faultCodes[code]}`),
    '',
    ...folded(
      'By requirement',
      by(
        'requirement',
        ({ requirement }) => `${requirement} ${requirements[requirement as RequirementId].text}`,
      ),
    ),
    ...folded('Faults that only sequences of calls show', sequenceTable(sequences)),
  ];
}

function counted(
  missed: ReadonlySet<string>,
  keyOf: (fault: Fault) => string | undefined,
): [string, ...number[]][] {
  const keys = [...new Set(faults.map(keyOf))].filter((key) => key !== undefined).sort();
  return keys.map((key) => {
    const own = faults.filter((fault) => keyOf(fault) === key);
    const lost = own.filter(({ name }) => missed.has(name)).length;
    return [key, own.length, own.length - lost, lost];
  });
}

function sequenceTable(sequences: Proof['sequences']): string[] {
  const rows = sequences.map(({ name, found }) => [
    name,
    sequenceFaults.find((each) => each.name === name)?.does ?? '',
    found?.requirement ?? 'nothing',
    found?.steps ?? '',
    found?.seconds ?? '',
  ]);
  return table('fault', ['what the API does', 'noticed by', 'steps', 'seconds'], rows);
}
