import type { MutantTally } from '../mutants/tally.ts';
import type { Proof } from '../proof.ts';
import { folded, table } from './markdown.ts';

/** The results of the mutants of recorded responses. */
export function mutantSections({ mutants: { figures, survivors, unseen }, sample }: Proof): string[] {
  return [
    '## Mutants of recorded responses',
    '',
    'Every property, status, header and body of the responses of a clean run, changed by rule and judged again by the same checks. A noticed mutant fails a run. An advised mutant',
    'raises a warning, where the documentation is not certain enough for more. An equivalent mutant is as correct as the original, by the rule named below.',
    '',
    ...tallies('group', figures.byGroup),
    '',
    ...folded('By kind of change', tallies('kind', figures.byKind)),
    ...folded('Equivalent, by rule', figures.byRule.flatMap(ruleLines)),
    ...folded('In front of a target, through a proxy', sampleTable(sample)),
    ...folded(
      'Described places that no response contained',
      unseen.map((place) => `- ${place}`),
    ),
    ...(survivors.length === 0 ? ['Nothing survived.'] : survivors.map((title) => `- survived: ${title}`)),
    '',
  ];
}

function tallies(heading: string, all: Record<string, MutantTally>): string[] {
  const rows = Object.entries(all).map(([key, tally]) => [
    key,
    ...[tally.mutants, tally.killed, tally.advised, tally.equivalent, tally.survived],
  ]);
  return table(heading, ['mutants', 'noticed', 'advised', 'equivalent', 'survived'], rows);
}

function ruleLines({ rule, sentence, mutants }: Proof['mutants']['figures']['byRule'][number]): string[] {
  return [
    `**${rule}** (${String(mutants.length)}): ${sentence}`,
    '',
    ...mutants.map((title) => `- ${title}`),
    '',
  ];
}

function sampleTable(sample: Proof['sample']): string[] {
  const rows = Object.entries(sample).map(([title, { changed, noticed, expected }]) => [
    title,
    ...[changed, noticed, expected],
  ]);
  return table('mutant', ['responses changed', 'noticed as', 'expected'], rows);
}
