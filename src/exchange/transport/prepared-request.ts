import type { Operation } from '../../contract/operations.ts';
import type { RequestParts, SentBreach } from '../../contract/validation/requests.ts';
import type { WireRequest } from './transport.ts';

/** The parts of a request and its deliberate violation, if any. */
export interface SentParts extends RequestParts {
  breach?: SentBreach | undefined;
}

/** A request that is ready to be sent, repeatedly if necessary. */
export interface ReadyRequest {
  operation: Operation;
  parts: SentParts;
  wire: WireRequest;
  /** Whether it is a control: a repeated successful request that shows who is to blame for the failure of another. */
  isControl?: true;
  /** Its key in the ledger until it is known what it created. */
  sent?: string | undefined;
}
