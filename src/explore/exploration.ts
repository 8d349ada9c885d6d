import fc, { type AsyncCommand } from 'fast-check';
import { NotTestable } from '../exchange/not-testable.ts';
import { createExplorer, type Exploration, type Explorer, type ShrinkBudget } from './explorer.ts';
import { UnmetRequirement } from './judge.ts';
import type { Ground, SequenceRun } from './sequence.ts';
import { shortest } from './shortening.ts';
import { arbitrarySteps, stepText, type ExplorationStep } from './steps.ts';

export type { Exploration } from './explorer.ts';

/** The limits of an exploration, and of the shortening of a sequence. */
export interface Budget {
  /** The greatest number of sequences; unlimited when left out. */
  runs?: number | undefined;
  /** The time in milliseconds during which sequences are begun; unlimited when left out. */
  milliseconds?: number | undefined;
  /** The greatest number of steps of a sequence. */
  steps: number;
  shrinking: ShrinkBudget;
}

/**
 * Explores until a binding violation is found, the budget is spent, the target cannot be explored, or `signal` aborts. Shortens the
 * sequence that found a violation.
 */
export async function explore(ground: Ground, budget: Budget, signal: AbortSignal): Promise<Exploration> {
  const until = performance.now() + (budget.milliseconds ?? Infinity);
  const explorer = createExplorer(ground, budget.shrinking, signal, until);
  const sequences = fc.commands(
    arbitrarySteps().map((steps) => steps.map(commandOf)),
    { maxCommands: budget.steps, size: 'max' },
  );
  const property = fc.asyncProperty(sequences, (commands) =>
    explorer.run((run) => fc.asyncModelRun(() => ({ model: run, real: run }), commands)),
  );
  const runs = budget.runs ?? Infinity;
  for (let index = 0; index < runs && performance.now() < until && explorer.goesOn(); index += 1)
    await fc.check(property, { seed: seedOf(ground.seed, index), numRuns: 1, endOnFailure: true });
  const found = explorer.failed();
  if (found) await shortest(found, (steps) => failing(explorer, steps));
  return explorer.finished();
}

/** Takes the given steps once. */
export async function replay(
  ground: Ground,
  steps: readonly ExplorationStep[],
  signal: AbortSignal,
): Promise<Exploration> {
  const explorer = createExplorer(ground, { attempts: 0, milliseconds: 0 }, signal);
  await failing(explorer, steps);
  return explorer.finished();
}

/** Runs the steps. Returns those that were taken up to a binding violation; undefined when there was none. */
async function failing(
  explorer: Explorer,
  steps: readonly ExplorationStep[],
): Promise<readonly ExplorationStep[] | undefined> {
  const commands = steps.map(commandOf);
  try {
    await explorer.run((run) => fc.asyncModelRun(() => ({ model: run, real: run }), commands));
    return undefined;
  } catch (error) {
    if (error instanceof UnmetRequirement || error instanceof NotTestable) return explorer.failed();
    throw error;
  }
}

function commandOf(step: ExplorationStep): AsyncCommand<SequenceRun, SequenceRun> {
  return {
    check: (run) => run.isPossible(step),
    run: (run) => run.take(step),
    toString: () => stepText(step),
  };
}

/** A seed for every sequence, with 32 bits as fast-check needs them (FNV-1a). */
function seedOf(seed: string, index: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}\n${String(index)}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
