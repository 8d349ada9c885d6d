import type { Contract, Operation } from '../../contract/operations.ts';
import type { SandboxResponse } from './response.ts';
import type { Clock } from './clock.ts';
import type { Json, JsonObject } from './json.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { RegisteredAccount } from './service-accounts.ts';
import type { BusinessAccount, Store } from '../resources/store.ts';
import type { Tokens } from './tokens.ts';

/** An authenticated, valid request, with everything that a handler needs. */
export interface Call extends Parameters {
  contract: Contract;
  operation: Operation;
  /** The described, writable fields that were sent. */
  body: JsonObject;
  /** The whole body as it was sent; undefined when the operation has none. */
  sent: Json | undefined;
  caller: RegisteredAccount;
  /** What the caller's business account has. */
  account: BusinessAccount;
  store: Store;
  tokens: Tokens;
  clock: Clock;
  newId: () => string;
}

/** Handles the calls of one operation. Throws a `Refusal` for a call that it refuses. */
export type Handler = (call: Call) => SandboxResponse;

/** A value of a path parameter. */
export function pathValue({ path }: Call, name: string): string {
  return path[name] ?? '';
}

/** Returns what `find` finds in the caller's business account. Throws a `Refusal` when only another business account has it, or none. */
export function owned<Thing>(
  { account, store }: Call,
  find: (account: BusinessAccount) => Thing | undefined,
): Thing {
  const own = find(account);
  if (own !== undefined) return own;
  const isForeign = [...store.values()].some((other) => find(other) !== undefined);
  throw new Refusal(isForeign ? 'foreign' : 'unknown');
}

/** The caller, as `createdBy` and `updatedBy` name it. */
export function actorOf({ caller }: Call): JsonObject {
  return { id: caller.id, type: 'service-account' };
}

/** The sandbox itself, as `updatedBy` names it: an internal actor, whose id is blank. */
export function internalActor(): JsonObject {
  return { id: '', type: 'internal' };
}
