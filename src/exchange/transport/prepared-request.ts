import type { Operation } from '../../contract/operations.ts';
import type { RequestParts, SentBreach } from '../../contract/validation/requests.ts';
import type { WireRequest } from './transport.ts';

/** A request, and what is wrong about it on purpose. */
export interface SentParts extends RequestParts {
  breach?: SentBreach | undefined;
}

/** A request that can be sent as often as it takes. */
export interface ReadyRequest {
  operation: Operation;
  parts: SentParts;
  wire: WireRequest;
  /** Whether it repeats one that succeeded, to find out who is to blame for another. */
  isControl?: true;
  /** Its key in the ledger while it is not known what it has created. */
  sent?: string | undefined;
}
