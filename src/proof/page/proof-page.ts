import type { Proof } from '../proof.ts';
import { shortcomings } from '../shortcomings.ts';
import { faultSections } from './fault-sections.ts';
import { killSection, orphanSection } from './kill-section.ts';
import { longSection } from './long-section.ts';
import { table } from './markdown.ts';
import { mutantSections } from './mutant-sections.ts';
import { omissionSection } from './omission-section.ts';
import { othersSection } from './others-section.ts';
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
    ...killSection(proof),
    ...orphanSection(proof),
    ...othersSection(proof),
    ...omissionSection(proof),
    ...longSection(proof),
  ].join('\n');
}

function scoreSection({ variants, triples, unstable, ...planted }: Proof): string[] {
  const alarmed = (fates: Proof['variants']): string =>
    String(Object.values(fates).filter(({ alarms, exitCode }) => alarms.length > 0 || exitCode !== 0).length);
  return [
    ...scoreTable(planted),
    '',
    `False alarms on ${String(Object.keys(variants).length)} legal differences, judged by whole runs: **${alarmed(variants)}**; on ${String(Object.keys(triples).length)} combinations of three: **${alarmed(triples)}**.`,
    '',
    unstable.length === 0
      ? 'The same score comes out backwards, in two halves, in two shards, with one worker and with four.'
      : `In another order, in shards or with other workers ${String(unstable.length)} results differ.`,
    '',
  ];
}

function scoreTable(
  proof: Pick<Proof, 'faults' | 'sequences' | 'mutants' | 'sample' | 'omissions'>,
): string[] {
  const { mutants: due = 0, killed = 0 } = proof.mutants.figures.byLevel.MUST ?? {};
  const samples = Object.values(proof.sample);
  const found = proof.sequences.filter((each) => each.found).length;
  const noticed = proof.faults.filter(({ survived }) => survived === undefined).length;
  const told = proof.omissions.filter((each) => each.noticed !== undefined).length;
  const agreed = samples.filter((each) => each.noticed === each.expected).length;
  const rows: [what: string, tried: number, noticed: number][] = [
    ['faults', proof.faults.length, noticed],
    ['faults that only sequences of calls show', proof.sequences.length, found],
    ['derived mutants that must be noticed', due, killed],
    ['mutants in front of a target, as in process', samples.length, agreed],
    ['omissions', proof.omissions.length, told],
  ];
  return table(
    'planted',
    ['tried', 'noticed', 'missed'],
    rows.map(([what, tried, right]) => [what, tried, right, tried - right]),
  );
}
