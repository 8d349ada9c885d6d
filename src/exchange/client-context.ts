import type { Contract } from '../contract/operations.ts';
import type { Json } from '../contract/schema/pointers.ts';
import type { Target } from '../target/target.ts';
import type { Ledger } from './cleanup/ledger.ts';
import type { Digests } from './redaction/keyed-digests.ts';
import type { Redactor } from './redaction/redaction.ts';
import type { ApiResponse } from './response.ts';
import type { Pace } from './transport/rate-limit.ts';
import type { Transport, WireResponse } from './transport/transport.ts';

/** What all requests of a worker share. */
export interface ClientContext {
  contract: Contract;
  target: Target;
  transport: Transport;
  redactor: Redactor;
  /** The domain of the email addresses of created customers, where it is not the suite's own. */
  emailDomain?: string | undefined;
  /** Awaited before every request; without it requests do not wait. */
  pace?: Pace;
  /** The ledger, which notes every create before it is sent. The embedded sandbox needs none, because it ends with the run. */
  ledger?: Ledger | undefined;
  /** The digests of values that are hidden in the evidence; without them, a rejudgement cannot recognise those values. */
  digests?: Digests | undefined;
}

/** The response to a request that was sent once, not yet judged. */
export interface Attempt {
  response: ApiResponse;
  /** The body as received, including secrets. */
  body: Json | undefined;
  recorded?: WireResponse['recorded'];
  /** The id in the response to a create that does not show our mark; `isKnown`: it is known to belong to others. */
  unknown?: { id: string; isKnown: boolean } | undefined;
}
