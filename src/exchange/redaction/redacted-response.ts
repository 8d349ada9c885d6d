import type { Exchange, Hidden } from '../../contract/evidence.ts';
import type { Contract, Operation } from '../../contract/operations.ts';
import { isPatternError } from '../../contract/schema/patterns.ts';
import { responseViolations } from '../../contract/validation/violations.ts';
import type { JudgedResponse, Violation } from '../../contract/validation/violation.ts';
import type { Digests } from './keyed-digests.ts';
import { asShown, isRedactedAt, redactedInResponse, redactedPointers } from './redacted-fields.ts';

/** What an answer hides as it is written down, and what is broken there: nobody can find that again. */
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

/** The violations of an answer; none where they take too long to find, which whoever judges it says. */
function violationsSoFar(...judged: Parameters<typeof responseViolations>): Violation[] {
  try {
    return responseViolations(...judged);
  } catch (error) {
    if (isPatternError(error)) return [];
    throw error;
  }
}
