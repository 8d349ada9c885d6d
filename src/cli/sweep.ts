import { createMemory } from '../exchange/client-context.ts';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { nextStepFor } from '../contract/next-steps.ts';
import { loadContract, type Contract } from '../contract/operations.ts';
import { inline } from '../contract/words.ts';
import { ensureGenerated } from '../description/generate.ts';
import { endLedger, openLedger, shelfOf, type Ledger, type Shelf } from '../exchange/cleanup/ledger.ts';
import { runnerText } from '../files/running.ts';
import { NotTestable } from '../exchange/not-testable.ts';
import { createPace } from '../exchange/transport/rate-limit.ts';
import { createRecorder } from '../exchange/recorder.ts';
import { redactorOf } from '../exchange/redaction/run-redactor.ts';
import { createSession } from '../exchange/session.ts';
import { leftBehind, swept, type Broom, type LeftBehind, type Untouched } from '../exchange/cleanup/sweep.ts';
import { createTransport } from '../exchange/transport/transport.ts';
import { runIdForm } from '../target/configuration.ts';
import { loadConfiguration, overriddenVariables } from '../target/environment.ts';
import { targetName, type RunSettings, type Target } from '../target/target.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';
import { interrupted, interruptible } from './interruption.ts';
import { foundText, outcome, stillText, unreadable } from './sweep-text.ts';

/** `run`: sweep this run only; `dryRun`: remove nothing; `yes`: do not ask before customers are removed. */
export interface SweepOptions {
  run?: string;
  dryRun?: true;
  yes?: true;
}

/**
 * `kor sweep`: removes what earlier runs left at the target, or what one run left. Returns the exit code: 0 nothing is left, 1 something
 * is or may be left, 2 the target cannot be swept, or the run has not ended, 130 interrupted.
 */
export function sweep(options: SweepOptions): Promise<number> {
  return reporting(async () => {
    const { target, settings, sources } = loadConfiguration();
    if (!target)
      throw new UsageError(
        'There is no target to sweep: the embedded sandbox keeps nothing. Set KOR_BASE_URL, KOR_API_KEY and KOR_API_SECRET.',
      );
    if (target.kind === 'production')
      throw new UsageError('A production target is not swept: no run creates anything there.');
    if (options.run !== undefined && !runIdForm.pattern.test(options.run))
      throw new UsageError(`--run ${runIdForm.words}, as the run printed it.`);
    if (!options.yes && !options.dryRun && !process.stdin.isTTY)
      throw new UsageError(
        'There is no terminal to confirm that customers are removed: --yes removes them, --dry-run lists them.',
      );
    for (const note of overriddenVariables()) say(`note: ${note}\n`);
    const contract = await loadContract((await ensureGenerated(sources)).folder);
    say(`target: ${targetName(target)}\n`);
    return withBroom(contract, target, settings, (broom) => sweepTarget(broom, options));
  });
}

async function withBroom(
  contract: Contract,
  target: Target,
  { emailDomain, exchangeTimeout, maxRps }: RunSettings,
  work: (broom: Broom) => Promise<number>,
): Promise<number> {
  const transport = createTransport(exchangeTimeout, target.proxy);
  const redactor = redactorOf(target, contract);
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 'sweep', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder({ write: () => undefined, close: () => undefined }, facts);
  const context = {
    contract,
    target,
    transport,
    redactor,
    emailDomain,
    pace: createPace(maxRps),
    memory: createMemory(),
  };
  try {
    return await work({ context, recorder, session: createSession(target.credentials) });
  } catch (error) {
    if (!(error instanceof NotTestable)) throw error;
    const nextStep = error.fault
      ? nextStepFor(error.fault)
      : 'Check KOR_API_KEY and KOR_API_SECRET, and that they belong to the target in KOR_BASE_URL.';
    throw new UsageError(
      `The target cannot be swept: ${inline(error.reason)}.\n\nNothing was removed. ${nextStep}`,
    );
  } finally {
    await transport.close();
  }
}

async function sweepTarget(broom: Broom, { run: only, dryRun, yes }: SweepOptions): Promise<number> {
  const { signal, done } = interruptible('customers that are not removed yet stay.');
  const shelf = (): Promise<Shelf> => shelfOf(broom.context.target.baseUrl);
  const left = await leftBehind(broom, { shelf, only, now: Date.now(), signal });
  if (only !== undefined) assertEnded(left, only);
  const { text } = broom.context.redactor;
  say(text(foundText(left, only)));
  const { found, untouched } = left;
  const isMeant = !dryRun && !signal.aborted && (found.length === 0 || yes === true || (await asked()));
  const kept = isMeant ? await swept(broom, found, signal) : [];
  if (isMeant) closeBooks(left, [...untouched, ...kept], only);
  done();
  const removed = isMeant ? found.length - kept.length : 0;
  const count = found.length - removed + untouched.length;
  say(text(`${stillText(left, kept, only)}${String(removed)} removed; ${outcome(left, count, only)}\n`));
  if (signal.aborted) return interrupted;
  return count === 0 && unreadable(left, only).length === 0 ? 0 : 1;
}

/** Throws a {@link UsageError} if the run has not ended. */
function assertEnded({ ledgers }: LeftBehind, only: string): void {
  const going = ledgers.find(({ run, standing }) => run.run === only && standing === 'running');
  if (!going) return;
  const who = runnerText(going.run.process);
  throw new UsageError(`Run ${only} goes on: ${who}. Nothing was removed. Wait for its end, or end it.`);
}

/** Asks on the terminal; a closed terminal counts as no. */
async function asked(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const reply = await new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
    terminal.question('Remove all of these? [y/N] ', resolve);
  });
  terminal.close();
  return /^y(?:es)?$/i.test(reply.trim());
}

/** Notes what is gone in the ledgers of ended runs, or of run `only`, and ends them: a ledger with nothing left is deleted. */
function closeBooks({ ledgers }: LeftBehind, still: readonly Untouched[], only: string | undefined): void {
  const isLeft = new Set(still.map(({ id }) => id));
  const ended = ledgers.filter(({ run, standing }) =>
    only === undefined ? standing === 'ended' : run.run === only,
  );
  for (const { file, remaining, run } of ended) {
    const ledger = opened(file);
    if (!ledger) continue;
    for (const each of remaining) if (!isLeft.has(each.id)) ledger.removed(each);
    if (still.every((each) => each.run !== undefined && each.run !== run.run)) ledger.searched();
    endLedger(ledger);
  }
}

/** Opens a ledger to continue it; undefined if another sweep has deleted it. */
function opened(file: string): Ledger | undefined {
  try {
    return openLedger(file);
  } catch (error) {
    if (!existsSync(file)) return undefined;
    throw error;
  }
}
