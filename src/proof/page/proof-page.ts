import type { Proof } from '../proof.ts';
import { orphanTrouble } from '../interruption/orphans.ts';
import { shortcomings } from '../shortcomings.ts';
import { faultSections } from './fault-sections.ts';
import { killSection, orphanSection } from './kill-section.ts';
import { longSection } from './long-section.ts';
import { table } from './markdown.ts';
import { mutantSections } from './mutant-sections.ts';
import { omissionSection } from './omission-section.ts';
import { othersSection } from './others-section.ts';
import { variantSection } from './variant-section.ts';

/** The date and the subject of a proof. */
export interface ProofFacts {
  /** The day, as in RFC 3339. */
  date: string;
  suite: string;
  description: string;
  /** Names and versions of the software that the suite depends on. */
  versions: readonly string[];
}

/** A proof as two pages in Markdown: a summary, and tables with every figure. */
export function proofPages(proof: Proof, facts: ProofFacts): { summary: string; tables: string } {
  const heading = headingOf(facts);
  return {
    summary: [
      '# What the suite catches, measured',
      '',
      heading,
      '',
      ...resultOf(proof),
      '',
      ...scoreSection(proof),
      '[The tables](proof-tables.md) list every fault, mutant, difference and run. The same people wrote checks and faults, so a defect that they did not think of is in neither.',
      '',
    ].join('\n'),
    tables: [
      '# What the suite catches, in full',
      '',
      heading,
      '',
      ...faultSections(proof),
      ...mutantSections(proof),
      ...variantSection(proof),
      ...killSection(proof),
      ...orphanSection(proof),
      ...othersSection(proof),
      ...omissionSection(proof),
      ...longSection(proof),
    ].join('\n'),
  };
}

function headingOf({ date, suite, description, versions }: ProofFacts): string {
  return `Written by \`npm run prove\` on ${date}: ${suite}, description ${description}, ${versions.join(', ')}.`;
}

function resultOf(proof: Proof): string[] {
  const missing = shortcomings(proof);
  if (missing.length > 0) return ['**This proof fails:**', '', ...missing.map((each) => `- ${each}`)];
  return [
    'Everything planted that must be noticed was noticed, each fault by the requirement that it names, and no legal difference raised an alarm.',
  ];
}

function scoreSection(proof: Proof): string[] {
  const { variants, triples, unstable } = proof;
  return [
    ...scoreTable(proof),
    '',
    'Legal differences between conformant APIs, judged by whole runs, must raise no alarm:',
    '',
    ...table(
      'target',
      ['runs', 'with an alarm'],
      [
        ['with one difference', ...alarmed(variants)],
        ['with three at once', ...alarmed(triples)],
      ],
    ),
    '',
    'Runs that were ended, and runs on targets with customers of others:',
    '',
    ...safetyTable(proof),
    '',
    unstable.length === 0
      ? 'The score is the same backwards, in two halves, in two shards, with one worker and with four.'
      : `In another order, in shards or with other workers ${String(unstable.length)} results differ.`,
    '',
  ];
}

function alarmed(fates: Proof['variants']): [runs: number, alarms: number] {
  const all = Object.values(fates);
  return [all.length, all.filter(({ alarms, exitCode }) => alarms.length > 0 || exitCode !== 0).length];
}

function safetyTable({ kills, orphans, others, long }: Proof): string[] {
  const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
  return table(
    'what was tried',
    ['tried', 'found'],
    [
      [
        'runs that were killed, then swept: customers left',
        kills.length,
        sum(kills.map((each) => each.afterSweep)),
      ],
      [
        'processes whose parent was ended: not in order',
        orphans.length,
        orphans.filter((each) => orphanTrouble(each).length > 0).length,
      ],
      [
        'targets with 500 customers of others: trespasses',
        others.length,
        sum(others.map(({ trespasses }) => trespasses.length)),
      ],
      [
        'long tests of the suite itself: failed',
        sum(long.map(({ passed, failed }) => passed + failed)),
        sum(long.map(({ failed }) => failed)),
      ],
    ],
  );
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
