import type { Blame, EnvironmentFault, Exchange } from '../contract/evidence.ts';
import { nextStepFor } from '../contract/next-steps.ts';
import { isPatternError } from '../contract/schema/patterns.ts';
import { inline } from '../contract/words.ts';
import { redactedMessage } from './redaction/message-redaction.ts';
import type { Recorder } from './recorder.ts';

/** Who or what kept a requirement from being judged: the environment by what of it that was, where it lies between suite and API. */
export type Culprit = Blame | EnvironmentFault;

/** Thrown where a requirement cannot be judged, with who is to blame. It has been recorded as a finding already. */
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
    this.stack = this.message; // where it was noticed says nothing about what happened
    this.culprit = culprit;
    this.blame = blame;
    this.fault = fault;
    this.reason = reason;
  }
}

const nextSteps: Partial<Record<Blame, string>> = {
  description: 'Mend the description, or the overlay that changes it.',
};

function blameOf(culprit: Culprit): { blame: Blame; fault?: EnvironmentFault } {
  if (culprit === 'api' || culprit === 'description' || culprit === 'suite' || culprit === 'environment')
    return { blame: culprit };
  return { blame: 'environment', fault: culprit };
}

/** What a check finds. Throws a {@link NotTestable} where a regular expression of the description takes too long to be judged by. */
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
