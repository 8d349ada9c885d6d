import { createApi } from '../exchange/api.ts';
import { isClaimed } from '../exchange/cleanup/ownership-record.ts';
import { removeCreated } from '../exchange/cleanup/cleanup.ts';
import { NotTestable } from '../exchange/not-testable.ts';
import { UnmetRequirement, type Broken } from './judge.ts';
import {
  beginSequence,
  sequenceRecorder,
  type FailedSequence,
  type Ground,
  type SequenceRun,
} from './sequence.ts';
import type { ExplorationStep } from './steps.ts';

/** The greatest number of attempts, and of milliseconds, to shorten a sequence. */
export interface ShrinkBudget {
  attempts: number;
  milliseconds: number;
}

/** The result of an exploration. */
export interface Exploration {
  /** The number of sequences that were run, including those that shorten one. */
  sequences: number;
  steps: number;
  /** The shortest sequence that was found with a binding violation. */
  failure?: FailedSequence | undefined;
  /** The number of steps of the first sequence with a binding violation. */
  foundWith?: number | undefined;
  /** The number of attempts to shorten that sequence. */
  attempts: number;
  /** Whether the attempts ended early, so that a shorter sequence may exist. */
  isCutShort: boolean;
  /** The violations that are not binding, one per place. */
  noted: Broken[];
  /** Why it ended early: the target could not be explored, or the user interrupted it. */
  ended?: NotTestable | 'interrupted' | undefined;
}

/** Runs sequences one after the other until one has a binding violation, and then shorter ones. */
export interface Explorer {
  /** Whether the exploration goes on. */
  goesOn(): boolean;
  /** The steps that the last sequence with a binding violation has taken. */
  failed(): readonly ExplorationStep[] | undefined;
  /** Runs one sequence and removes what it created. Throws a `Breach`, or a `NotTestable` that the API is to blame for. */
  run(walk: (run: SequenceRun) => Promise<void>): Promise<void>;
  /**
   * Returns the result, after removing the customers that exist again although they were removed. Throws the first error that is not a
   * response of the target.
   */
  finished(): Promise<Exploration>;
}

/** The greatest number of customers that are looked up at the end, after a violation was found. */
const mostSought = 1000;
/** The number of them that are looked up at a time. */
const atATime = 4;

/** Thrown in place of a step after an interruption. */
class Interrupted extends Error {}

/** An explorer of a target. After `until`, on the clock of performance.now(), it takes only steps that shorten a sequence. */
export function createExplorer(
  ground: Ground,
  shrinking: ShrinkBudget,
  signal: AbortSignal,
  until = Infinity,
): Explorer {
  const result: Exploration = { sequences: 0, steps: 0, attempts: 0, isCutShort: false, noted: [] };
  const memory: Memory = { known: [], faults: [], foundAt: Infinity };
  const began = Date.now();
  const isSpent = (): boolean => {
    const isLate =
      result.attempts >= shrinking.attempts || performance.now() > memory.foundAt + shrinking.milliseconds;
    const isOver = signal.aborted || result.ended !== undefined || memory.faults.length > 0;
    if (result.failure && (isLate || isOver)) result.isCutShort = true;
    return result.isCutShort || isOver;
  };
  return {
    goesOn: () => !result.failure && !isSpent(),
    failed: () => result.failure?.steps,
    run: async (walk) => {
      if (isSpent()) return;
      if (result.failure) result.attempts += 1;
      result.sequences += 1;
      const run = beginSequence(ground, began + result.sequences, noting(result));
      try {
        await walk(watched(run, result, { signal, until: result.failure ? Infinity : until }));
      } catch (error) {
        takeDown(result, memory, run, error);
      } finally {
        memory.known.push(...(await run.close()));
      }
    },
    finished: async () => {
      if (signal.aborted) result.ended = 'interrupted';
      if (result.failure) await removeRisen(ground, [...new Set(memory.known)].slice(-mostSought));
      if (memory.faults.length > 0) throw memory.faults[0];
      return result;
    },
  };
}

interface Memory {
  /** The ids of all customers that were created. */
  known: string[];
  /** Errors of the suite itself. */
  faults: unknown[];
  /** When the first sequence with a violation was found, on the clock of performance.now(). */
  foundAt: number;
}

/** Records why a sequence ended early. Throws the error again when the API broke the contract. */
function takeDown(result: Exploration, memory: Memory, run: SequenceRun, error: unknown): void {
  const isOfApi =
    error instanceof UnmetRequirement || (error instanceof NotTestable && error.blame === 'api');
  if (isOfApi) {
    memory.foundAt = Math.min(memory.foundAt, performance.now());
    result.failure = run.failure(error);
    result.foundWith ??= result.failure.steps.length;
    throw error;
  }
  if (error instanceof NotTestable) result.ended = error;
  else if (!(error instanceof Interrupted)) memory.faults.push(error);
}

/** Collects the violations that are not binding, one per place. */
function noting({ noted }: Exploration): (broken: Broken) => void {
  return (broken) => {
    if (!noted.some((each) => placeOf(each) === placeOf(broken))) noted.push(broken);
  };
}

/** The same run with its steps counted. It takes no step after an interruption or after `until`. */
function watched(
  run: SequenceRun,
  result: Exploration,
  { signal, until }: { signal: AbortSignal; until: number },
): SequenceRun {
  return {
    ...run,
    isPossible: (step) => performance.now() < until && run.isPossible(step),
    take: (step: ExplorationStep) => {
      if (signal.aborted) throw new Interrupted();
      result.steps += 1;
      return run.take(step);
    },
  };
}

/** Removes those of the given customers that exist again although they were removed. */
async function removeRisen(ground: Ground, ids: readonly string[]): Promise<void> {
  const { context, session } = ground;
  const recorder = sequenceRecorder(ground, 'afterwards');
  const api = createApi(context, recorder, session);
  const { removal } = context.contract.operation('createCustomer');
  try {
    for (let start = 0; start < ids.length; start += atATime) {
      const responses = ids.slice(start, start + atATime).map(async (id) => {
        const { status } = await api.send('retrieveCustomer', { path: { customerId: id } });
        if (!removal || status >= 300 || !isClaimed(recorder.belongings.standings.get(id))) return;
        context.ledger?.created({ removal, id });
        recorder.created.push({ removal, id });
        recorder.known.push(id);
      });
      await Promise.all(responses);
    }
  } catch (error) {
    if (!(error instanceof NotTestable)) throw error;
  } finally {
    await removeCreated(context, recorder, session, 'last');
  }
}

function placeOf({ requirement, response, violation }: Broken): string {
  return [requirement, response.operation, violation.pointer].join(' ');
}
