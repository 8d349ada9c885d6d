import { permanent } from '../../contract/evidence.ts';
import type { OperationId } from '../../contract/operations.ts';
import type { Violation } from '../../contract/validation/violation.ts';
import { seenValuesOf } from '../redaction/seen-values.ts';
import type { ApiResponse } from '../response.ts';
import { createApi, type Api, type ResponseOf } from '../api.ts';
import { isClaimed } from '../cleanup/ownership-record.ts';
import { findStrayed } from '../cleanup/cleanup.ts';
import type { ClientContext } from '../client-context.ts';
import { own } from '../cleanup/ownership-claims.ts';
import { NotTestable, notTestable, type Culprit } from '../not-testable.ts';
import type { Recorder } from '../recorder.ts';
import type { Created } from '../cleanup/ledger-entries.ts';
import type { Session } from '../session.ts';

/** A response that one worker received, to be handed to a test of another worker. All of it is JSON, so that it can be encrypted. */
export interface RecordedStep {
  response: ApiResponse;
  violations: Violation[];
}

/** The result of a scenario that runs once per run, since its resources cannot be removed: all of its responses. */
export interface ScenarioResult<Notes> {
  /** The values that its steps used. */
  notes: Partial<Notes>;
  /** The responses of every step, by the name of the step. */
  responses: Record<string, RecordedStep[]>;
  /** Ids of created resources, whose values may be shown. */
  known: string[];
  /** Ids of resources that the target has shown and that are not ours: nothing is sent to these. */
  others: string[];
  /** Resources to remove after the run. */
  created: Created[];
  /** The reason why it stopped, with who is to blame. */
  hindrance?: { culprit: Culprit; reason: string };
  /** The reason why it stopped, where nothing is to blame. */
  untested?: string;
}

/** The tools of the steps of a scenario. */
export interface ScenarioContext<Notes> {
  api: Api;
  /** Stores values that a step used. */
  note: (notes: Partial<Notes>) => void;
  /** Keeps a response for the tests that judge it, and returns it. */
  keep: <Id extends OperationId>(step: string, response: ResponseOf<Id>) => ResponseOf<Id>;
  /** Records that a resource cannot be removed, for the list at the end of the run. */
  lasting: (operation: OperationId, id: string) => void;
  /** Whether to continue: decided by the time left or, in a rejudgement, by whether the recorded run continued. */
  goesOn: (isTimeLeft: boolean) => boolean;
  /** The error to throw where the scenario does not apply to the target: the tests that need it are not run. */
  leftOut: (reason: string) => Error;
}

/** Thrown where a scenario does not apply to the target. */
class LeftOut extends Error {}

/**
 * Runs the steps of a scenario. The result says what stopped it, if anything. `remember` receives the resources to remove after the
 * run whenever a step notes values.
 */
export async function runScenario<Notes>(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  {
    take,
    remember,
  }: { take: (walk: ScenarioContext<Notes>) => Promise<void>; remember: (created: Created[]) => void },
): Promise<ScenarioResult<Notes>> {
  const course: ScenarioResult<Notes> = { notes: {}, responses: {}, ...belongingsOf(recorder) };
  const walk: ScenarioContext<Notes> = {
    api: describedApi(context, createApi(context, recorder, session)),
    note: (notes) => {
      Object.assign(course.notes, notes);
      remember(recorder.created);
    },
    keep: (step, response) => {
      (course.responses[step] ??= []).push(keptResponse(recorder, response));
      return response;
    },
    lasting: (operation, id) => {
      if (!recorder.known.includes(id)) recorder.known.push(id);
      recorder.leftOver(operation, id, permanent);
    },
    goesOn: (isTimeLeft) => {
      const { recorded } = context.transport;
      return recorded ? recorded.next(recorder.test) !== undefined : isTimeLeft;
    },
    leftOut: (reason) => new LeftOut(reason),
  };
  try {
    await take(walk);
  } catch (error) {
    Object.assign(course, ending(error));
  }
  await findStrayed(context, recorder, session);
  return { ...course, ...belongingsOf(recorder) };
}

function belongingsOf({
  belongings,
  created,
  known,
}: Recorder): Pick<ScenarioResult<unknown>, 'known' | 'others' | 'created'> {
  const others = [...belongings.standings].filter(([, standing]) => !isClaimed(standing));
  return { known, others: others.map(([id]) => id), created };
}

/** An API that ends the scenario at an operation that the description does not have. */
function describedApi({ contract }: ClientContext, api: Api): Api {
  const need = (operation: OperationId): void => {
    if (contract.table.operations.some(({ id }) => id === operation)) return;
    throw new LeftOut(`${operation} is not in the description`);
  };
  return {
    send: async (operation, ...input) => {
      need(operation);
      return api.send(operation, ...input);
    },
    attempt: async (operation, deviation) => {
      need(operation);
      return api.attempt(operation, deviation);
    },
  };
}

function ending(error: unknown): Pick<ScenarioResult<unknown>, 'hindrance' | 'untested'> {
  if (error instanceof LeftOut) return { untested: error.message };
  if (error instanceof NotTestable) return { hindrance: { culprit: error.culprit, reason: error.reason } };
  return { hindrance: { culprit: 'suite', reason: firstLineOf(error) } };
}

/** The first line of an error, without its stack. */
function firstLineOf(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}

function keptResponse(recorder: Recorder, response: ApiResponse): RecordedStep {
  const violations = recorder.responses.find((each) => each.response === response)?.violations ?? [];
  return { response, violations };
}

/**
 * The responses of one step of a scenario, as if the test had received them itself. Throws a `NotTestable` when the scenario stopped
 * before this step.
 */
export function stepResponses(
  course: ScenarioResult<unknown>,
  step: string,
  recorder: Recorder,
): ApiResponse[] {
  const kept = course.responses[step];
  if (!kept) throw stoppedBefore(course, step, recorder);
  recorder.redactor.hear();
  takeOver(course, recorder);
  for (const { response, violations } of kept) {
    recorder.exchanges.push(response.exchange);
    recorder.received(response, violations);
  }
  return kept.map(({ response }) => response);
}

/** A value that the steps of a scenario used. Throws a `NotTestable` when the scenario stopped before it was stored. */
export function scenarioValue<Notes, Name extends string & keyof Notes>(
  course: ScenarioResult<Notes>,
  name: Name,
  recorder: Recorder,
): NonNullable<Notes[Name]> {
  takeOver(course, recorder);
  const value = course.notes[name];
  if (value === undefined || value === null) throw stoppedBefore(course, name, recorder);
  return value;
}

/** Treats what a scenario created, and all values of it that may be shown, as ours: this worker may have read them as those of others. */
function takeOver({ responses, known, notes, others }: ScenarioResult<unknown>, recorder: Recorder): void {
  own(recorder, known, others);
  const seenValues = seenValuesOf(recorder.redactor, recorder.contract);
  seenValues.send(notes);
  for (const { response } of Object.values(responses).flat()) seenValues.send(response.display);
}

function stoppedBefore(
  { hindrance }: ScenarioResult<unknown>,
  step: string,
  recorder: Recorder,
): NotTestable {
  const { culprit, reason } = hindrance ?? {
    culprit: 'suite' as const,
    reason: `nothing was recorded for the step "${step}"`,
  };
  return notTestable(recorder, culprit, reason);
}
