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

/** What came back when a request was sent once; nothing has judged it yet. */
export interface Attempt {
  response: ApiResponse;
  /** The body as it came, secrets and all. */
  body: Json | undefined;
  recorded?: WireResponse['recorded'];
  /** What its request has made, where the answer does not show that it is ours; `isKnown`: it is somebody else's. */
  unknown?: { id: string; isKnown: boolean } | undefined;
}
