import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { nextStepFor } from '../contract/next-steps.ts';
import { loadContract, type Contract } from '../contract/operations.ts';
import { inline } from '../contract/words.ts';
import { ensureGenerated } from '../description/generate.ts';
import { endLedger, ledgersOf, openLedger } from '../exchange/ledger.ts';
import { NotTestable } from '../exchange/not-testable.ts';
import { createPace } from '../exchange/pace.ts';
import { createRecorder } from '../exchange/recorder.ts';
import { createRedactor } from '../exchange/redaction.ts';
import { createSession } from '../exchange/session.ts';
import { leftBehind, swept, type Broom, type LeftBehind, type Untouched } from '../exchange/sweep.ts';
import { createTransport } from '../exchange/transport.ts';
import { loadConfiguration } from '../target/environment.ts';
import { secretsOf, targetName, type RunSettings, type Target } from '../target/target.ts';
import { say } from '../verdict/terminal.ts';
import { reporting, UsageError } from './failure.ts';

/** Whether to remove at all, and whether to ask before. */
export interface SweepOptions {
  dryRun?: true;
  yes?: true;
}

/**
 * `kor sweep`: removes what earlier runs left at the target. Returns the exit code: 0 nothing is left, 1 something is, 2 the target
 * cannot be swept.
 */
export function sweep(options: SweepOptions): Promise<number> {
  return reporting(async () => {
    const { target, settings, sources } = loadConfiguration();
    if (!target)
      throw new UsageError(
        'There is no target to sweep: nothing outlives the embedded sandbox. Set KOR_BASE_URL, KOR_API_KEY and KOR_API_SECRET.',
      );
    if (target.kind === 'production')
      throw new UsageError('A production target is not swept: no run creates anything there.');
    if (!options.yes && !options.dryRun && !process.stdin.isTTY)
      throw new UsageError(
        'Nobody can be asked here before customers are removed: --yes removes them, --dry-run lists them.',
      );
    const contract = await loadContract((await ensureGenerated(sources)).folder);
    say(`target: ${targetName(target)}\n`);
    return withBroom(contract, target, settings, (broom) => sweepTarget(broom, options));
  });
}

async function withBroom(
  contract: Contract,
  target: Target,
  { exchangeTimeout, maxRps }: RunSettings,
  work: (broom: Broom) => Promise<number>,
): Promise<number> {
  const transport = createTransport(exchangeTimeout, target.proxy);
  const redactor = createRedactor(secretsOf(target));
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 'sweep', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder({ write: () => undefined, close: () => undefined }, facts);
  const line = { contract, target, transport, redactor, pace: createPace(maxRps) };
  try {
    return await work({ line, recorder, session: createSession(target.credentials) });
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

async function sweepTarget(broom: Broom, options: SweepOptions): Promise<number> {
  const left = await leftBehind(broom, ledgersOf(broom.line.target.baseUrl));
  say(foundText(left));
  const isMeant = options.dryRun ? false : left.found.length === 0 || options.yes === true || (await asked());
  const kept = isMeant ? await swept(broom, left.found) : [];
  const still = [...left.untouched, ...kept];
  if (isMeant) closeBooks(left, still);
  const removed = isMeant ? left.found.length - kept.length : 0;
  say(`${stillText(still)}${String(removed)} removed; ${outcome(left, still, isMeant)}\n`);
  return still.length === 0 && removed === left.found.length ? 0 : 1;
}

function foundText({ found, running }: LeftBehind): string {
  const lines = [
    ...running.map(({ file, run }) => `note: the run of ${file} goes on (process ${String(run.process)})`),
    ...(found.length > 0 ? ['', 'Left behind by earlier runs:', ''] : []),
    ...found.map(({ id, createdAt, place }) => `  ${id}  ${createdAt ?? 'no time'}  ${place}`),
  ];
  return lines.length === 0 ? '' : `${lines.map(inline).join('\n')}\n\n`;
}

function stillText(still: readonly Untouched[]): string {
  const lines = still.map(({ id, reason }) => `  ${id}  ${reason}`);
  return lines.length === 0 ? '' : `Not removed:\n\n${lines.map(inline).join('\n')}\n\n`;
}

function outcome({ found }: LeftBehind, still: readonly Untouched[], isMeant: boolean): string {
  const count = still.length + (isMeant ? 0 : found.length);
  return count === 0 ? 'nothing is left' : `${String(count)} left`;
}

/** Asks on the terminal; one that is closed says no. */
async function asked(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
    terminal.question('Remove all of these? [y/N] ', resolve);
  });
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

/** Notes in the ledgers of ended runs what is gone, and forgets those in which nothing remains. */
function closeBooks({ ended }: LeftBehind, still: readonly Untouched[]): void {
  const isLeft = new Set(still.map(({ id }) => id));
  const there = ended.filter(({ file }) => existsSync(file)); // another sweep may have been quicker
  for (const { file, remaining } of there) {
    const ledger = openLedger(file);
    for (const each of remaining) if (!isLeft.has(each.id)) ledger.removed(each);
    if (still.length === 0) ledger.searched();
    endLedger(ledger);
  }
}
