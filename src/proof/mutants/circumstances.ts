import type { Level } from '../../contract/schema/certainty.ts';
import type { Contract, Operation, Outcome } from '../../contract/operations.ts';
import type { Json } from '../../contract/schema/pointers.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';

/** What a check expects of an answer: an outcome of the description, or that nothing is handed to another business account. */
export type ExpectedOutcome = Outcome | 'withheld';

/** An answer that is to be changed, and what is known of how it came about. */
export interface Circumstances {
  contract: Contract;
  operation: Operation;
  response: JudgedResponse;
  /** The body that was last sent about the same resource: its own request's, where that has one; empty where nothing was. */
  sent: readonly Json[];
  /** The outcomes that checks expect of it, each with the level that they can be judged at. */
  outcomes: readonly { outcome: ExpectedOutcome; level: Level }[];
}
