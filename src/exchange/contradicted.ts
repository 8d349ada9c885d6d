import { contradictionOf } from '../contract/contradictions.ts';
import type { Violation } from '../contract/violations.ts';
import { bodyOf, type Answer } from './answer.ts';
import type { Recorder } from './recorder.ts';

/** Violations of an answer by who is to blame for them. */
export interface Blamed<Each extends Violation> {
  ofApi: Each[];
  /** Those that nobody can judge, since the description contradicts itself there; each message says how. */
  ofDescription: Each[];
}

/** Sets apart the violations of an answer that the description is to blame for. */
export function blamed<Each extends Violation>(
  { contract }: Pick<Recorder, 'contract'>,
  answer: Answer,
  violations: readonly Each[],
): Blamed<Each> {
  const operation = contract.operation(answer.operation);
  const received = { status: answer.status, body: bodyOf(answer) };
  const ofApi: Each[] = [];
  const ofDescription: Each[] = [];
  for (const violation of violations) {
    const contradiction = contradictionOf(contract, operation, received, violation);
    if (contradiction === undefined) ofApi.push(violation);
    else ofDescription.push({ ...violation, message: `${contradiction} (${violation.message})` });
  }
  return { ofApi, ofDescription };
}

/** What a person reads at the end of a test in which an answer could not be judged where the description contradicts itself. */
export function contradictionMessage(violations: readonly Violation[]): string {
  return [
    'Not testable: an answer could not be judged',
    '',
    ...violations.map(({ message }) => `  ${message}`),
    '',
    '  Blame        description',
    '  Next step    Mend the description, or the overlay that changes it.',
  ].join('\n');
}
