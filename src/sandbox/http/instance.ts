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

/** Everything that one sandbox consists of and remembers; its parts can be exchanged before it serves. */
export interface Instance {
  contract: Contract;
  clock: Clock;
  accounts: StartingAccounts;
  tokens: Tokens;
  store: Store;
  /** Who meets each operation, by its id. */
  handlers: Record<string, Handler>;
  /** The status that says each outcome. */
  statusOf: (outcome: SandboxOutcome) => number;
  /** A new id of a resource. */
  newId: () => string;
  /** Lets every request be taken for another one. */
  reads: (reading: Reading, asked: Asked) => Reading;
  /** Lets every request pass, and every answer, refusals too; `next` answers. */
  around: (asked: Asked, next: () => Promise<SandboxResponse>) => Promise<SandboxResponse>;
  /** Lets every message pass on its way to the client. */
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
