import { readFileSync } from 'node:fs';
import path from 'node:path';
import { wayToSweep } from '../contract/evidence.ts';
import { loadContract, type Contract } from '../contract/operations.ts';
import { inline } from '../contract/words.ts';
import { ensureGenerated, projectRoot } from '../description/generate.ts';
import { beginLedger, endLedger } from '../exchange/cleanup/ledger.ts';
import { held } from '../files/holding.ts';
import { assertFree, obstacle, removeOurs } from '../files/ours.ts';
import { makeFolders, replaceFiles } from '../files/write.ts';
import { openJournal } from '../proof/journal.ts';
import { runMutantsBefore } from '../proof/mutants/sample.ts';
import { proofPages, type ProofFacts } from '../proof/page/proof-page.ts';
import { prove as proven } from '../proof/proof.ts';
import { subjectDigest } from '../proof/subject.ts';
import { missedMutants, shortcomings } from '../proof/shortcomings.ts';
import { loadConfiguration } from '../target/environment.ts';
import { targetName, type RunSettings, type Target } from '../target/target.ts';
import { suiteVersion } from '../verdict/reports/suite-version.ts';
import { say, warn } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';
import { interrupted, interruptible } from './interruption.ts';

const page = path.join('docs', 'proof.md');
const tables = path.join('docs', 'proof-tables.md');
const journalFile = path.join(projectRoot, '.kor', 'proof.ndjson');
/** The most milliseconds for the tests of all mutants in front of a target. */
const patience = 900_000;

/**
 * `kor prove`: tests the suite on faults, mutants and legal differences and writes the score; with a target, only on mutants in front
 * of it. Returns the exit code: 0 the suite noticed all and raised no false alarm, 1 it did not, 2 it could not be proven, 130
 * interrupted.
 */
export function prove(): Promise<number> {
  return reporting(async () => {
    const { target, sources, settings } = loadConfiguration();
    const { folder, digest } = await ensureGenerated(sources);
    const contract = await loadContract(folder);
    if (target) return proveOn(target, settings, contract, folder);
    if (sources.description !== undefined || sources.overlays.length > 0)
      throw new UsageError('The proof is about the suite as it is: unset KOR_DESCRIPTION and KOR_OVERLAY.');
    assertFree([page, tables].map((file) => [file, obstacle(path.join(projectRoot, file))]));
    const giveBack = await taken();
    const journal = openJournal(journalFile, subjectDigest(projectRoot), tell);
    process.once('SIGINT', stopped).once('SIGTERM', stopped).once('SIGHUP', stopped);
    if (journal.resumed > 0) tell(`continuing after ${String(journal.resumed)} completed parts`);
    const proof = await proven(contract, { generatedFolder: folder, journal });
    const written = proofPages(proof, factsOf(contract, digest));
    replaceFiles({
      [path.join(projectRoot, page)]: written.summary,
      [path.join(projectRoot, tables)]: written.tables,
    });
    removeOurs(journalFile);
    giveBack();
    return told(shortcomings(proof), `the score is in ${page}`);
  });
}

/** Locks the journal, and returns what unlocks it. Throws a {@link UsageError} if another proof may be running, which writes to it. */
async function taken(): Promise<() => void> {
  const folder = path.dirname(journalFile);
  makeFolders(path.dirname(folder), [path.basename(folder)]);
  const lock = path.join(folder, '.running');
  const giveBack = await held(lock, [journalFile]);
  if (typeof giveBack === 'function') return giveBack;
  const way = giveBack.isCertain ? 'wait for it' : `remove ${lock} once it has ended`;
  throw new UsageError(
    `Another proof ${giveBack.isCertain ? 'is' : 'may be'} running here (${giveBack.who}): ${way}.`,
  );
}

function stopped(): void {
  warn('Interrupted: npm run prove continues from here.\n');
  process.exit(interrupted);
}

/** Proves the suite on the user's own API, with mutants planted in front of it. Returns the exit code. */
async function proveOn(
  target: Target,
  settings: RunSettings,
  contract: Contract,
  generatedFolder: string,
): Promise<number> {
  if (target.kind === 'production')
    throw new UsageError('Nothing is proven on a production target: the tests create and remove customers.');
  const { runId, seed, emailDomain } = settings;
  tell(
    `target: ${targetName(target)}; the tests run on it as it is, and with mutants planted in front of it; run ${runId}`,
  );
  const ledger = await beginLedger({ run: runId, baseUrl: target.baseUrl });
  const { signal, done } = interruptible('what was created is being removed.');
  const ran = {
    generatedFolder,
    timeout: patience,
    ledgerFile: ledger.file,
    origin: { runId, seed, emailDomain },
    signal,
  };
  const sample = await runMutantsBefore(contract, target, settings.profile, ran)
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    })
    .finally(() => {
      done();
      if (endLedger(ledger)) tell(`customers may be left; ${wayToSweep(runId)}`);
    });
  if (!sample) return interrupted;
  const count = String(Object.keys(sample).length);
  return told(missedMutants(sample), `${count} mutants were planted, profile ${settings.profile}`);
}

function told(missing: readonly string[], where: string): number {
  for (const each of missing) say(`missed: ${inline(each)}\n`);
  say(`${missing.length === 0 ? 'proven' : 'not proven'}; ${where}\n`);
  return missing.length === 0 ? 0 : 1;
}

function tell(text: string): void {
  say(`${new Date().toISOString().slice(11, 19)}  ${text}\n`);
}

function factsOf({ table }: Contract, digest: string): ProofFacts {
  const versionOf = (name: string): string => {
    const file = path.join(projectRoot, 'node_modules', name, 'package.json');
    return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
  };
  return {
    date: new Date().toISOString().slice(0, 10),
    suite: suiteVersion(projectRoot),
    description: `${table.version} (${digest})`,
    versions: [`node ${process.version}`, ...['@playwright/test', 'ajv', 'undici', 'fastify'].map(versionOf)],
  };
}
