import type { Exchange, Hidden } from '../../contract/evidence.ts';
import type { Contract, Operation } from '../../contract/operations.ts';
import { isPatternError } from '../../contract/schema/patterns.ts';
import { responseViolations } from '../../contract/validation/violations.ts';
import type { JudgedResponse, Violation } from '../../contract/validation/violation.ts';
import type { Digests } from './keyed-digests.ts';
import { asShown, isRedactedAt, redactedInResponse, redactedPointers } from './redacted-fields.ts';

/** The values that the record of a response hides, and the violations there, which cannot be found again from the record. */
export function redactedFieldsOf(
  { contract, digests }: { contract: Contract; digests?: Digests | undefined },
  operation: Operation,
  response: JudgedResponse,
  shown: NonNullable<Exchange['answer']>,
): Pick<Hidden, 'answer' | 'broken'> | undefined {
  const places = digests && redactedInResponse(digests, response, shown);
  if (!places) return undefined;
  const pointers = redactedPointers(places, response.headers);
  const broken = violationsSoFar(contract, operation, response)
    .map(({ rule, level, source, ...at }) => ({
      pointer: asShown(at.pointer, response),
      rule,
      level,
      source,
    }))
    .filter(({ pointer }) => isRedactedAt(pointer, pointers));
  return { answer: places, ...(broken.length > 0 && { broken }) };
}

/** The violations of a response; none when a pattern cannot be evaluated, which the judgement of the response reports. */
function violationsSoFar(...judged: Parameters<typeof responseViolations>): Violation[] {
  try {
    return responseViolations(...judged);
  } catch (error) {
    if (isPatternError(error)) return [];
    throw error;
  }
}
