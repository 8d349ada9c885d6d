import type { Contract } from '../contract/operations.ts';
import type { Handler } from './call.ts';
import { systemClock, type Clock } from './clock.ts';
import { handlers } from './handlers.ts';
import { statusOf, type Outcome } from './outcomes.ts';
import { startingAccounts, type StartingAccounts } from './service-accounts.ts';
import { createStore, type Store } from './store.ts';
import { createTokens, type Tokens } from './tokens.ts';

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
  statusOf: (outcome: Outcome) => number;
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
  };
}
