import { randomUUID } from 'node:crypto';
import type { Contract } from '../../contract/operations.ts';
import type { SandboxResponse, Message } from './response.ts';
import type { Handler } from './call.ts';
import { systemClock, type Clock } from './clock.ts';
import { handlers } from './handlers.ts';
import { statusOf, type SandboxOutcome } from './outcomes.ts';
import { startingAccounts, type StartingAccounts } from './service-accounts.ts';
import { createStore, type Store } from '../resources/store.ts';
import { createTokens, type Tokens } from './tokens.ts';
import type { Asked, Reading } from './reading.ts';

/** The parts and the data of one sandbox; its parts can be replaced before it serves. */
export interface Instance {
  contract: Contract;
  clock: Clock;
  accounts: StartingAccounts;
  tokens: Tokens;
  store: Store;
  /** The handler of each operation, by the id of the operation. */
  handlers: Record<string, Handler>;
  /** Returns the HTTP status of an outcome. */
  statusOf: (outcome: SandboxOutcome) => number;
  /** Returns a new id for a resource. */
  newId: () => string;
  /** Returns how a request is read instead. */
  reads: (reading: Reading, asked: Asked) => Reading;
  /** Wraps the handling of every request, refusals too; `next` returns the response. */
  around: (asked: Asked, next: () => Promise<SandboxResponse>) => Promise<SandboxResponse>;
  /** Returns the message that is sent to the client instead. */
  wire: (message: Message, asked: Asked) => Message;
}

/** A sandbox that has only its service accounts; `tokenLifetime` in seconds. */
export function createInstance(contract: Contract, tokenLifetime = 3600, clock = systemClock): Instance {
  const accounts = startingAccounts(tokenLifetime);
  return {
    contract,
    clock,
    accounts,
    tokens: createTokens(clock),
    store: createStore([accounts.first.businessAccountId, accounts.other.businessAccountId]),
    handlers: { ...handlers },
    statusOf,
    newId: randomUUID,
    reads: (reading) => reading,
    around: (_asked, next) => next(),
    wire: (message) => message,
  };
}
