import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contract } from '../contract/operations.ts';
import { faults } from '../sandbox/faults/index.ts';
import { sequenceFaults } from '../sandbox/faults/sequences.ts';
import { faultFates, type FaultFate } from './noticed/fault-results.ts';
import type { ProofOptions } from './journal.ts';
import { killPoints, type KillFate } from './interruption/kill-points.ts';
import { longFates, type LongFate } from './long-tests.ts';
import type { JudgedEvidence } from './mutants/candidates.ts';
import { runMutants, type SampleResult } from './mutants/sample.ts';
import { mutantSummary, type MutantSummary } from './mutants/summary.ts';
import { orphanFate, orphanings, type OrphanFate } from './interruption/orphans.ts';
import type { OmissionFate } from './omissions/omission.ts';
import { omittingRuns } from './omissions/omission-fates.ts';
import { everyCommand, othersFate, type OthersFate } from './others/commands.ts';
import { strayings, type Straying } from './others/straying.ts';
import { sequenceFate, type SequenceFate } from './noticed/sequence-results.ts';
import { killFate } from './interruption/stopped-runs.ts';
import { sideBySide } from './runs/side-by-side.ts';
import { conformanceCommand, suiteRun } from './runs/suite-run.ts';
import { fatesOfEach, variantFates } from './noticed/variant-results.ts';
import { variantTriples } from './noticed/variant-combinations.ts';
import type { VariantFate } from './noticed/variant-alarms.ts';

/** The results of a proof. */
export interface Proof {
  faults: FaultFate[];
  sequences: SequenceFate[];
  mutants: MutantSummary;
  sample: Record<string, SampleResult>;
  variants: Record<string, VariantFate>;
  /** By the names of the three variants that a target had together. */
  triples: Record<string, VariantFate>;
  /** The results that differ with other workers, in another order or in two shards. */
  unstable: string[];
  /** The customers that stopped runs left, before and after a sweep. */
  kills: KillFate[];
  /** The results of processes whose parent was ended. */
  orphans: OrphanFate[];
  /** What runs that left something out reported about it. */
  omissions: OmissionFate[];
  /** The effects on data of others, on targets that respond with data of others. */
  others: OthersFate[];
  /** The results of the long tests of the suite itself, which `npm test` does not run. */
  long: LongFate[];
}

/** The number of faults that are tested at once, and so the most that are lost when a proof is interrupted. */
const batch = 40;
/** The number of stopped runs: every way to stop a run, four times. */
export const killCount = 32;
/** The seed that decides at which creation and when each run is stopped. */
export const killSeed = '20260';
/** The number of combinations of three variants, and the seed that chooses them. */
export const tripleCount = 40;
export const tripleSeed = '20261';
/** The maximum duration of a whole run in milliseconds, for a slow machine and for variants that wait. */
const patience = 900_000;

/** Tests the suite with faults, mutants, legal differences and all other parts of a proof. Throws when a part could not be run. */
export async function prove(contract: Contract, options: ProofOptions): Promise<Proof> {
  const { journal, generatedFolder } = options;
  const ran = { generatedFolder, timeout: patience };
  const fates: FaultFate[] = [];
  for (let start = 0; start < faults.length; start += batch) {
    const some = faults.slice(start, start + batch);
    const part = `faults ${String(start + 1)} to ${String(start + some.length)} of ${String(faults.length)}`;
    fates.push(...(await journal.kept(part, () => faultFates(contract, some, ran))));
  }
  const sequences: SequenceFate[] = [];
  for (const { name } of sequenceFaults) {
    sequences.push(await journal.kept(`sequence ${name}`, () => sequenceFate(contract, name)));
  }
  const mutants = await journal.kept('mutants of a clean run', () => runSummary(contract, [[]]));
  const sample = await journal.kept('mutants in front of a target', () => runMutants(contract, ran));
  const unstable = await instability(contract, options, { faults: fates, mutants });
  const legal = await fatesOfEach(contract, options);
  const triples = await variantFates(contract, options, variantTriples(tripleSeed, tripleCount));
  const kills = await killFates(contract, options);
  const orphans = await orphanFates(contract, options);
  const others = await othersFates(contract, options);
  const omissions = await omissionFates(contract, options);
  const long = await longFates(journal);
  const noticed = { faults: fates, sequences, mutants, sample, unstable };
  return { ...noticed, variants: legal, triples, kills, orphans, others, omissions, long };
}

/** Runs that leave something out. */
async function omissionFates(contract: Contract, { journal }: ProofOptions): Promise<OmissionFate[]> {
  const fates = await sideBySide(omittingRuns(contract), ({ name, fates: found }) =>
    journal.kept(`a run without ${name}`, found),
  );
  return fates.flat();
}

/** Runs every command on targets with customers of others. The last targets take longest, so they begin first. */
async function othersFates(contract: Contract, { journal }: ProofOptions): Promise<OthersFate[]> {
  const fate = (each: Straying): Promise<OthersFate> => {
    const part = `500 customers of others on a target that ${each.name}`;
    return journal.kept(part, () => othersFate(contract, each, everyCommand(each)));
  };
  const fates = await sideBySide(strayings.toReversed(), fate, 4); // most of the time these runs wait for lag that cannot be measured
  return fates.toReversed();
}

/** Runs that are stopped: counts the customers that they left. */
function killFates(contract: Contract, { journal }: ProofOptions): Promise<KillFate[]> {
  return sideBySide(killPoints(killSeed, killCount), (point, index) => {
    const part = `run stopped by ${point.killing}, ${String(index + 1)} of ${String(killCount)}`;
    return journal.kept(part, () => killFate(contract, point));
  });
}

/** Parents that are ended. */
function orphanFates(contract: Contract, { journal }: ProofOptions): Promise<OrphanFate[]> {
  return sideBySide(orphanings, (orphaning) => {
    const { course, victim, signal } = orphaning;
    return journal.kept(`${course}, ${signal} to ${victim}`, () => orphanFate(contract, orphaning));
  });
}

/** The mutants of the responses of a clean run on the embedded sandbox, in one or more shards. */
async function runSummary(
  contract: Contract,
  shards: readonly (readonly string[])[],
): Promise<MutantSummary> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-clean-'));
  try {
    const runs: JudgedEvidence[] = [];
    for (const [index, args] of shards.entries()) {
      const own = path.join(folder, String(index));
      const run = await suiteRun([...conformanceCommand, ...args], own, { timeout: patience });
      if (run.exitCode !== 0)
        throw new Error(`a run without any fault ended with ${String(run.exitCode)}:\n${run.output}`);
      runs.push(run.evidence);
    }
    return mutantSummary(contract, together(runs));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The exchanges and checks of several runs, with the run in the names of their tests: every run has the same test names. */
function together(runs: readonly JudgedEvidence[]): JudgedEvidence {
  const nameIn = (index: number, test: string): string => (index === 0 ? test : `${test}, run ${index + 1}`);
  return {
    exchanges: runs.flatMap(({ exchanges }, index) =>
      exchanges.map((each) => ({ ...each, test: nameIn(index, each.test) })),
    ),
    checks: runs.flatMap(({ checks }, index) =>
      checks.map((each) => ({
        ...each,
        exchange: { ...each.exchange, test: nameIn(index, each.exchange.test) },
      })),
    ),
  };
}

/** The results that differ when the same faults and mutants are tested again in other circumstances. */
async function instability(
  contract: Contract,
  { generatedFolder, journal }: ProofOptions,
  first: Pick<Proof, 'faults' | 'mutants'>,
): Promise<string[]> {
  const ran = { generatedFolder, timeout: patience };
  const again = await journal.kept('faults backwards, in two halves, with one worker and four', async () => {
    const backwards = [...faults].reverse();
    const middle = Math.ceil(backwards.length / 2);
    const one = await faultFates(contract, backwards.slice(0, middle), { ...ran, workers: 1 });
    return [...one, ...(await faultFates(contract, backwards.slice(middle), { ...ran, workers: 4 }))];
  });
  const four = await journal.kept('mutants with four workers', () => runSummary(contract, [['--workers=4']]));
  const shards = await journal.kept('mutants in two shards', () =>
    runSummary(contract, [['--shard=1/2'], ['--shard=2/2']]),
  );
  const fates = new Map(again.map(({ name, survived }) => [name, survived]));
  const changed = first.faults.filter(
    ({ name, survived }) => (fates.get(name) === undefined) !== (survived === undefined),
  );
  return [
    ...changed.map(({ name }) => `fault: ${name} (${fates.get(name) ?? 'noticed'})`),
    ...differing(first.mutants, four).map((title) => `mutant with four workers: ${title}`),
    ...differing(first.mutants, shards).map((title) => `mutant in two shards: ${title}`),
  ];
}

function differing(one: MutantSummary, other: MutantSummary): string[] {
  const titles = new Set([...Object.keys(one.fates), ...Object.keys(other.fates)]);
  return [...titles].filter((title) => one.fates[title] !== other.fates[title]);
}
