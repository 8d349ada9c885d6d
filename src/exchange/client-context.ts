import type { Contract } from '../contract/operations.ts';
import type { Json } from '../contract/schema/pointers.ts';
import type { Target } from '../target/target.ts';
import type { Ledger } from './cleanup/ledger.ts';
import type { Digests } from './redaction/keyed-digests.ts';
import type { Redactor } from './redaction/redaction.ts';
import type { ApiResponse } from './response.ts';
import type { Pace } from './transport/rate-limit.ts';
import type { Transport, WireResponse } from './transport/transport.ts';

/** What every request of a worker goes through. */
export interface ClientContext {
  contract: Contract;
  target: Target;
  transport: Transport;
  redactor: Redactor;
  /** The domain of email addresses of what is created, where it is not ours. */
  emailDomain?: string | undefined;
  /** Waited for before every request; without one none waits. */
  pace?: Pace;
  /** What is created is written there first; the embedded sandbox, which ends with the run, needs none. */
  ledger?: Ledger | undefined;
  /** What is hidden in the evidence is digested with; without it no re-judgement can tell what that was. */
  digests?: Digests | undefined;
}

/** What came back when a request was sent once; nothing has judged it yet. */
export interface Attempt {
  response: ApiResponse;
  /** The body as it came, secrets and all. */
  body: Json | undefined;
  recorded?: WireResponse['recorded'];
  /** What its request has made, where the answer does not show that it is ours; `isKnown`: it is somebody else's. */
  unknown?: { id: string; isKnown: boolean } | undefined;
}
