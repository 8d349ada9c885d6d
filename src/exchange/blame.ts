import { contradictionOf } from '../contract/validation/description-contradictions.ts';
import { placeOf, type Violation } from '../contract/validation/violation.ts';
import { inline } from '../contract/words.ts';
import { bodyOf, type ApiResponse } from './response.ts';
import { redactedMessage, redactedPointer } from './redaction/message-redaction.ts';
import type { Recorder } from './recorder.ts';

/** The violations of a response by who is to blame for them. */
export interface Blamed<Each extends Violation> {
  ofApi: Each[];
  /** Violations that cannot be judged because the description contradicts itself there; each message says how. */
  ofDescription: Each[];
}

/** Separates the violations of a response that the description is to blame for from the rest. Redacts their pointers and messages. */
export function blamed<Each extends Violation>(
  recorder: Pick<Recorder, 'responses' | 'contract' | 'redactor'>,
  response: ApiResponse,
  violations: readonly Each[],
): Blamed<Each> {
  const { contract } = recorder;
  const operation = contract.operation(response.operation);
  const received = { status: response.status, body: bodyOf(response) };
  const ofApi: Each[] = [];
  const ofDescription: Each[] = [];
  const known = new Map<string, string | undefined>(); // the same in every entry of a list
  for (const violation of violations) {
    const place = [violation.rule, violation.source, placeOf(violation.pointer)].join('\n');
    if (!known.has(place)) known.set(place, contradictionOf(contract, operation, received, violation));
    const contradiction = known.get(place);
    const told = {
      pointer: redactedPointer(recorder, violation.pointer),
      message: redactedMessage(recorder, violation.message),
    };
    if (contradiction === undefined) ofApi.push({ ...violation, ...told });
    else ofDescription.push({ ...violation, ...told, message: `${contradiction} (${told.message})` });
  }
  return { ofApi, ofDescription };
}

/** The message at the end of a test in which a response could not be judged because the description contradicts itself. */
export function contradictionMessage(violations: readonly Violation[]): string {
  return [
    'Not testable: a response could not be judged',
    '',
    ...violations.map(({ message }) => `  ${inline(message)}`),
    '',
    '  Blame        description',
    '  Next step    Correct the description, or the overlay that changes it.',
  ].join('\n');
}
