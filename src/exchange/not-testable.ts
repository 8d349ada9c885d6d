import type { Blame, EnvironmentFault, Exchange } from '../contract/evidence.ts';
import { nextStepFor } from '../contract/next-steps.ts';
import { isPatternError } from '../contract/schema/patterns.ts';
import { inline } from '../contract/words.ts';
import { redactedMessage } from './redaction/message-redaction.ts';
import type { Recorder } from './recorder.ts';

/** The reason why a requirement cannot be judged: who is to blame or, where the cause lies between suite and API, which environment fault. */
export type Culprit = Blame | EnvironmentFault;

/** Thrown when a requirement cannot be judged; states who is to blame. A finding has already been recorded for it. */
export class NotTestable extends Error {
  readonly culprit: Culprit;
  readonly blame: Blame;
  readonly fault: EnvironmentFault | undefined;
  readonly reason: string;

  constructor(culprit: Culprit, reason: string) {
    const { blame, fault } = blameOf(culprit);
    const nextStep = fault ? nextStepFor(fault) : nextSteps[blame];
    super(
      `Not testable: ${inline(reason)}\n\n  Blame        ${blame}${nextStep ? `\n  Next step    ${nextStep}` : ''}`,
    );
    this.name = 'NotTestable';
    this.stack = this.message; // the place of the throw says nothing about the cause
    this.culprit = culprit;
    this.blame = blame;
    this.fault = fault;
    this.reason = reason;
  }
}

const nextSteps: Partial<Record<Blame, string>> = {
  description: 'Correct the description, or the overlay that changes it.',
};

function blameOf(culprit: Culprit): { blame: Blame; fault?: EnvironmentFault } {
  if (culprit === 'api' || culprit === 'description' || culprit === 'suite' || culprit === 'environment')
    return { blame: culprit };
  return { blame: 'environment', fault: culprit };
}

/** Returns what a check finds. Throws a {@link NotTestable} when a regular expression of the description is invalid or takes too long. */
export function decided<Found>(
  recorder: Recorder,
  operation: Exchange['operation'],
  check: () => Found,
): Found {
  try {
    return check();
  } catch (error) {
    if (!isPatternError(error)) throw error;
    throw notTestable(recorder, 'description', error.message, operation);
  }
}

/** Records that the test's requirement cannot be judged, and returns the error to throw. */
export function notTestable(
  recorder: Recorder,
  culprit: Culprit,
  message: string,
  operation?: Exchange['operation'],
): NotTestable {
  const { level } = recorder.requirement;
  const reason = redactedMessage(recorder, message);
  recorder.found({ operation, pointer: '', level, ...blameOf(culprit), message: reason, judged: false });
  return new NotTestable(culprit, reason);
}
