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

/** Attempts, and milliseconds, to make a sequence shorter. */
export interface ShrinkBudget {
  attempts: number;
  milliseconds: number;
}

/** What came of an exploration. */
export interface Exploration {
  /** Runs of sequences, those to make one shorter too. */
  sequences: number;
  steps: number;
  /** The shortest sequence that was found to break something binding. */
  failure?: FailedSequence | undefined;
  /** Steps of the sequence that was found first. */
  foundWith?: number | undefined;
  /** Attempts to make it shorter. */
  attempts: number;
  /** Whether the attempts ended while a shorter one might still be found. */
  isCutShort: boolean;
  /** What was broken and is not binding, once a place. */
  noted: Broken[];
  /** Why it ended before its time: the target could not be explored, or somebody interrupted. */
  ended?: NotTestable | 'interrupted' | undefined;
}

/** Runs sequences one after the other until one of them breaks something binding, and then shorter ones. */
export interface Explorer {
  /** Whether there is reason to look on. */
  goesOn(): boolean;
  /** The steps of the last sequence that broke something binding, as far as they were taken. */
  failed(): readonly ExplorationStep[] | undefined;
  /** Runs one sequence and removes what it created. Throws a `Breach`, or a `NotTestable` that the API is to blame for. */
  run(walk: (run: SequenceRun) => Promise<void>): Promise<void>;
  /** What came of it, once everything is removed that may have been brought back. Throws what was no answer of the target's. */
  finished(): Promise<Exploration>;
}

/** Customers at most that are looked for at the end, when the target is known to break the contract. */
const mostSought = 1000;
/** Of them at a time. */
const atATime = 4;

/** Thrown between two steps. */
class Interrupted extends Error {}

/** An explorer of a target, who takes no more steps after `until`, as performance.now() counts, but to make a sequence shorter. */
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
  /** Ids of all that was created. */
  known: string[];
  /** Faults of our own. */
  faults: unknown[];
  /** When the first sequence was found, as performance.now() counts. */
  foundAt: number;
}

/** Takes down why a sequence ended before its end. Throws what breaks the contract on. */
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

/** Notes what is broken and not binding, once a place. */
function noting({ noted }: Exploration): (broken: Broken) => void {
  return (broken) => {
    if (!noted.some((each) => placeOf(each) === placeOf(broken))) noted.push(broken);
  };
}

/** The same run, its steps counted; none is taken once somebody has interrupted, or the time is up. */
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

/** Removes those of some customers who are still there, although they were removed. */
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
