import type { Contract } from '../contract/operations.ts';
import type { Json } from '../contract/schema/pointers.ts';
import type { Target } from '../target/target.ts';
import type { Ledger } from './cleanup/ledger.ts';
import type { Digests } from './redaction/keyed-digests.ts';
import type { Redactor } from './redaction/redaction.ts';
import type { ApiResponse } from './response.ts';
import type { Pace } from './transport/rate-limit.ts';
import type { ReadyRequest } from './transport/prepared-request.ts';
import type { Session } from './session.ts';
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
  memory: ClientMemory;
}

/** What a worker remembers of what it has sent. */
export interface ClientMemory {
  /** The newest requests that succeeded, by operation. */
  controls: Map<string, ReadyRequest[]>;
  /** How many requests were repeated without success. */
  vain: number;
  /** The access token that each session used last. */
  tokens: Map<Session, string>;
  /** The signs of every body that was sent to create or change something, each with the run that sent it: '' for this one. */
  signs: Map<string, string>;
}

/** The memory of a worker that has sent nothing. */
export function createMemory(): ClientMemory {
  return { controls: new Map(), vain: 0, tokens: new Map(), signs: new Map() };
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
