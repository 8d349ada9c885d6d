import type { Level } from '../../contract/schema/certainty.ts';
import type { Contract, Operation, Outcome } from '../../contract/operations.ts';
import type { Json } from '../../contract/schema/pointers.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';

/** What a check expects of a response: an outcome of the description, or that it discloses nothing to another business account. */
export type ExpectedOutcome = Outcome | 'withheld';

/** A response to change, with its operation, request and checks. */
export interface Circumstances {
  contract: Contract;
  operation: Operation;
  response: JudgedResponse;
  /** The body of its request, or else the last body that was sent about the same resource; empty when none was sent. */
  sent: readonly Json[];
  /** The outcomes that checks expect of it, each with the level of the check. */
  outcomes: readonly { outcome: ExpectedOutcome; level: Level }[];
}
