import type { Proof } from '../proof.ts';
import { shortcomings } from '../verdict.ts';
import { faultSections } from './fault-sections.ts';
import { table } from './markdown.ts';
import { mutantSections } from './mutant-sections.ts';
import { variantSection } from './variant-section.ts';

/** When and of what a proof was made. */
export interface ProofFacts {
  /** The day, as in RFC 3339. */
  date: string;
  suite: string;
  description: string;
  /** Name and version of what the suite stands on. */
  versions: readonly string[];
}

/** A proof as a page in Markdown. */
export function proofPage(proof: Proof, { date, suite, description, versions }: ProofFacts): string {
  const missing = shortcomings(proof);
  return [
    '# What the suite catches, measured',
    '',
    `Written by \`npm run prove\` on ${date}: ${suite}, description ${description}, ${versions.join(', ')}.`,
    '',
    ...(missing.length === 0
      ? [
          'Everything planted that must be noticed was noticed, each fault by the requirement that it names, and no legal difference raised an alarm.',
        ]
      : ['**This proof fails:**', '', ...missing.map((each) => `- ${each}`)]),
    '',
    ...scoreSection(proof),
    ...faultSections(proof),
    ...mutantSections(proof),
    ...variantSection(proof),
  ].join('\n');
}

function scoreSection({ faults, sequences, mutants, sample, variants, unstable }: Proof): string[] {
  const { figures } = mutants;
  const due = figures.byLevel.MUST ?? { mutants: 0, killed: 0 };
  const samples = Object.values(sample);
  const alarmed = Object.values(variants).filter(
    ({ alarms, exitCode }) => alarms.length > 0 || exitCode !== 0,
  );
  const row = (what: string, tried: number, noticed: number): [string, ...number[]] => [
    what,
    tried,
    noticed,
    tried - noticed,
  ];
  return [
    ...table(
      'planted',
      ['tried', 'noticed', 'missed'],
      [
        row('faults', faults.length, faults.filter(({ survived }) => survived === undefined).length),
        row(
          'faults that only sequences of calls show',
          sequences.length,
          sequences.filter(({ found }) => found).length,
        ),
        row('derived mutants that must be noticed', due.mutants, due.killed),
        row(
          'mutants in front of a target, as in process',
          samples.length,
          samples.filter(({ noticed, expected }) => noticed === expected).length,
        ),
      ],
    ),
    '',
    `False alarms on ${String(Object.keys(variants).length)} legal differences, each judged by a whole run: **${String(alarmed.length)}**.`,
    '',
    unstable.length === 0
      ? 'The same score comes out backwards, in two halves, in two shards, with one worker and with four.'
      : `In another order, in shards or with other workers ${String(unstable.length)} results differ.`,
    '',
  ];
}
