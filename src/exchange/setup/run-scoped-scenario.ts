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

/** An answer on its way from the worker that received it to a test of another: JSON throughout, to be sealed. */
export interface RecordedStep {
  response: ApiResponse;
  violations: Violation[];
}

/** What was done with a resource that cannot be removed, once in a run, and every answer to it. */
export interface ScenarioResult<Notes> {
  /** What its steps were taken with. */
  notes: Partial<Notes>;
  /** The answers of every step, by its name. */
  responses: Record<string, RecordedStep[]>;
  /** Ids of what was created: values of these may be shown. */
  known: string[];
  /** Ids of what the target has shown, and is not ours: nothing is sent to these. */
  others: string[];
  /** What is there to be removed after the run. */
  created: Created[];
  /** What kept it from going on. */
  hindrance?: { culprit: Culprit; reason: string };
  /** Why it went no further, where that is no fault of anyone's. */
  untested?: string;
}

/** What the steps of a course are taken with. */
export interface ScenarioContext<Notes> {
  api: Api;
  /** Remembers what a step was taken with. */
  note: (notes: Partial<Notes>) => void;
  /** Keeps an answer for the tests that judge it, and hands it on. */
  keep: <Id extends OperationId>(step: string, response: ResponseOf<Id>) => ResponseOf<Id>;
  /** Says that a resource stays, for the list at the end of the run. */
  lasting: (operation: OperationId, id: string) => void;
  /** Whether to go on where time decides; in a run that is judged again, what was recorded does. */
  goesOn: (isTimeLeft: boolean) => boolean;
  /** To be thrown where the target has no use for the course: the tests that need it are not run. */
  leftOut: (reason: string) => Error;
}

/** Thrown where a target has no use for a course. */
class LeftOut extends Error {}

/**
 * Takes the steps of a course. Whatever stops it is part of what it returns. `remember` is told, as soon as there is something,
 * what is to be removed after the run.
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

/** An API that ends the course at an operation which the description in use does not have. */
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

/** What an exception says, without where it was thrown. */
function firstLineOf(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}

function keptResponse(recorder: Recorder, response: ApiResponse): RecordedStep {
  const violations = recorder.responses.find((each) => each.response === response)?.violations ?? [];
  return { response, violations };
}

/**
 * The answers of one step of a course, as if the test had received them itself. Throws a `NotTestable` where the course did not
 * come so far.
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

/** What the steps of a course were taken with. Throws a `NotTestable` where the course did not come so far. */
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

/** Takes what a course has made, and all that may be shown of it, for ours: another worker may have read it as that of others. */
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
    reason: `nothing was kept of "${step}"`,
  };
  return notTestable(recorder, culprit, reason);
}
