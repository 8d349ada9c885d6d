import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Contract, Operation, SchemaError } from '../../contract/operations.ts';
import type { SandboxResponse, Message } from './response.ts';
import type { Handler } from './call.ts';
import { systemClock, type Clock } from './clock.ts';
import { handlers } from './handlers.ts';
import type { Json } from './json.ts';
import { statusOf, type SandboxOutcome } from './outcomes.ts';
import { startingAccounts, type StartingAccounts } from './service-accounts.ts';
import { createStore, type Store } from '../resources/store.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** A request that waits for its response; `operation` is undefined when no operation has its path and method. */
export interface Asked {
  operation: Operation | undefined;
  request: FastifyRequest;
}

/** How a request is read before it is validated. */
export interface Reading {
  /** The Authorization header. */
  authorization: string | undefined;
  query: URLSearchParams;
  /** Whether the body is read as JSON; otherwise its media type is refused. */
  isJson: boolean;
  /** Returns the body that is validated in place of the sent one. */
  body: (sent: Json) => Json;
  /** Whether a validation error of the body or a query parameter is ignored. */
  isForgiven: (error: SchemaError) => boolean;
}

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
