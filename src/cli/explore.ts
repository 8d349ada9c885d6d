import path from 'node:path';
import { wayToSweep, type EvidenceRecord, type Leftover } from '../contract/evidence.ts';
import { loadContract, type Contract } from '../contract/operations.ts';
import { hasExpired, waivable } from '../contract/waivers.ts';
import { inline } from '../contract/words.ts';
import { ensureGenerated } from '../description/generate.ts';
import { preflight } from '../exchange/setup/preflight.ts';
import { createMemory, type ClientContext } from '../exchange/client-context.ts';
import { beginLedger, endLedger } from '../exchange/cleanup/ledger.ts';
import { assertWhole, openEvidenceLog, type EvidenceLog } from '../exchange/recorder.ts';
import { discreetLedger } from '../exchange/cleanup/redacted-ledger.ts';
import { redactorOf } from '../exchange/redaction/run-redactor.ts';
import { createPace } from '../exchange/transport/rate-limit.ts';
import { createSession } from '../exchange/session.ts';
import { createTransport } from '../exchange/transport/transport.ts';
import { removeOurs } from '../files/ours.ts';
import { explore as explored, replay, type Exploration } from '../explore/exploration.ts';
import { explorationText } from '../explore/rendering.ts';
import type { Ground } from '../explore/sequence.ts';
import { operationOf, readSteps, type ExplorationStep } from '../explore/steps.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { loadConfiguration, overriddenVariables } from '../target/environment.ts';
import { targetName, type RunSettings, type Target } from '../target/target.ts';
import { readWaivers } from '../target/waivers-file.ts';
import { say, warn } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';
import { interrupted, interruptible } from './interruption.ts';

/** How far to explore; `replay` takes the steps of a replay line instead. */
export interface ExploreOptions {
  seconds?: number;
  runs?: number;
  replay?: string;
}

const usualSeconds = 60;

/** The most steps of a sequence. */
const longest = 30;
const shrinking = { attempts: 300, milliseconds: 60_000 };

/**
 * `kor explore`: runs random sequences of requests until one breaks the contract or the budget is spent. Returns the exit code: 0 nothing
 * was found, 1 the API breaks the contract, 2 the target cannot be explored, 130 interrupted.
 */
export function explore(options: ExploreOptions): Promise<number> {
  return reporting(async () => {
    const { target: configured, settings, sources } = loadConfiguration();
    if (options.replay !== undefined && (options.seconds ?? options.runs) !== undefined)
      throw new UsageError('--replay repeats one sequence: --seconds and --runs have no effect on it.');
    const steps = options.replay === undefined ? undefined : stepsIn(options.replay);
    if (configured?.kind === 'production')
      throw new UsageError('A production target is not explored: exploration creates and removes customers.');
    const { folder, notes } = await ensureGenerated(sources);
    for (const note of [...overriddenVariables(), ...notes]) say(`note: ${inline(note)}\n`);
    const contract = await loadContract(folder);
    assertExplorable(contract);
    const { target, close } = configured
      ? { target: configured, close: undefined }
      : await embedded(contract);
    say(`target: ${targetName(target)}${close ? '; started by this command' : ''}\n`);
    try {
      return await exploreTarget(contract, target, settings, { ...options, steps });
    } finally {
      await close?.();
    }
  });
}

/** The steps of a replay line. Throws a {@link UsageError} if it is not one. */
function stepsIn(text: string): ExplorationStep[] {
  const steps = readSteps(text);
  if (!steps) throw new UsageError(`This is not a sequence that was printed with --replay: ${text}`);
  return steps;
}

/** Throws a {@link UsageError} if the description has no operation to create, read or remove a customer. */
function assertExplorable({ table }: Contract): void {
  const needed = [operationOf.create, operationOf.retrieve, operationOf.remove];
  const missing = needed.filter((id) => !table.operations.some((operation) => operation.id === id));
  if (missing.length === 0) return;
  throw new UsageError(
    `The description cannot be explored: it has no ${missing.join(', ')}. Check KOR_DESCRIPTION.`,
  );
}

async function embedded(contract: Contract): Promise<{ target: Target; close: () => Promise<void> }> {
  const sandbox = await startSandbox({ contract });
  const { url: baseUrl, accounts } = sandbox;
  return {
    target: { kind: 'embedded', baseUrl, credentials: accounts.first },
    close: () => sandbox.close(),
  };
}

async function exploreTarget(
  contract: Contract,
  target: Target,
  settings: RunSettings,
  { steps, seconds, runs }: ExploreOptions & { steps: ExplorationStep[] | undefined },
): Promise<number> {
  const file = path.resolve(settings.reportFolder, 'exploration.ndjson');
  const leftovers: Leftover[] = [];
  const log = watchedLog(file, leftovers);
  const transport = createTransport(settings.exchangeTimeout, target.proxy);
  const redactor = redactorOf(target, contract);
  const interruption = interruptible('what was created is being removed.');
  const ledger =
    target.kind === 'embedded'
      ? undefined
      : await beginLedger({ run: settings.runId, baseUrl: target.baseUrl });
  try {
    const [pace, memory] = [createPace(settings.maxRps), createMemory()];
    const { emailDomain } = settings;
    const discreet = ledger && discreetLedger(ledger, redactor);
    const context = { contract, target, transport, redactor, emailDomain, pace, ledger: discreet, memory };
    const ground = await groundOf(context, log, settings, file);
    const limit = runs === undefined ? (seconds ?? usualSeconds) : seconds;
    const milliseconds = limit === undefined ? undefined : limit * 1000;
    const budget = { runs, milliseconds, steps: longest, shrinking };
    say(`seed: ${ground.seed}\n${ledger ? `run: ${settings.runId}\n` : ''}\n`);
    const came = await (steps
      ? replay(ground, steps, interruption.signal)
      : explored(ground, budget, interruption.signal));
    say(redactor.text(explorationText(came, settings) + leftoverText(leftovers, target, settings)));
    const exitCode = exitCodeOf(came);
    if (exitCode === 0) assertWhole(log);
    return exitCode;
  } finally {
    interruption.done();
    if (ledger && endLedger(ledger) && leftovers.length === 0) say(`${wayToSweep(settings.runId)}\n`);
    log.close();
    await transport.close();
  }
}

/** What sequences are run with, after the preflight of the target. */
async function groundOf(
  context: ClientContext,
  log: EvidenceLog,
  settings: RunSettings,
  file: string,
): Promise<Ground> {
  const { contract, ledger, redactor, target } = context;
  const { seed, runId, emailDomain, strict, waiversFile } = settings;
  const waivers = readWaivers(waiversFile, waivable(contract.table));
  const valid = waivers.filter((waiver) => !hasExpired(waiver, new Date()));
  const { staleness: lag, told } = await preflight(contract, target, settings, {
    evidenceFile: file,
    ledger,
    redactor,
  });
  say(told);
  const session = createSession(target.credentials);
  const staleness = Math.max(lag.reads, lag.lists);
  return { context, session, log, seed, runId, emailDomain, strict, waivers: valid, staleness };
}

/** A new evidence log for an exploration, which also adds leftovers to `leftovers`. Throws a `FileError` if it cannot be opened. */
function watchedLog(file: string, leftovers: Leftover[]): EvidenceLog {
  removeOurs(file);
  const log = openEvidenceLog(file);
  const write = (record: EvidenceRecord): void => {
    if (record.kind === 'leftover') leftovers.push(record);
    log.write(record);
  };
  return { ...log, write };
}

function leftoverText(leftovers: readonly Leftover[], { kind }: Target, { runId }: RunSettings): string {
  if (leftovers.length === 0) return '';
  const lines = leftovers.map(({ id, reason }) => inline(`  ${id}  ${reason}`));
  return `\nLeft over, because it could not be removed:\n\n${lines.join('\n')}\n${kind === 'embedded' ? '' : `\n${wayToSweep(runId)}\n`}`;
}

function exitCodeOf({ ended, failure }: Exploration): number {
  if (ended === 'interrupted') return interrupted;
  if (failure) return 1;
  if (ended === undefined) return 0;
  warn(`${ended.message}\n`);
  return 2;
}
