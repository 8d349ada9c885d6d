import type { JsonObject } from '../http/json.ts';

/** A customer as it is stored and returned. */
export type Customer = JsonObject & {
  id: string;
  status: string;
  type: string;
  createdAt: string;
  updatedAt: string;
};

/** A beneficial owner as it is stored; `parentId` is the id of its customer. */
export type Owner = JsonObject & { id: string; parentId: string; updatedAt: string };

/** A limit as it is stored and returned. */
export type Limit = JsonObject & {
  id: string;
  limitType: string;
  scopeId: string;
  currency: string;
  amount: number;
};

/** The metadata of a document as they are stored and returned. */
export type Document = JsonObject & { id: string; holderId: string; updatedAt: string };

/** An application for identity verification, with its actor and start. Its status is derived from the time. */
export interface Application {
  id: string;
  accountId: string;
  /** The properties of the account: its type and names. */
  account: JsonObject & { accountType: string };
  profileId: string;
  startedAt: number;
  createdBy: JsonObject;
  /** Ids of the entries of the status history. */
  stepIds: string[];
  /** Whether the business account already has the effects of the completion. */
  settled: boolean;
}

/** The data of one business account. Maps are by id, `limits` by the id of the customer. */
export interface BusinessAccount {
  id: string;
  customers: Map<string, Customer>;
  owners: Map<string, Owner>;
  limits: Map<string, Limit[]>;
  documents: Map<string, Document>;
  applications: Map<string, Application>;
  watchlistEvents: (JsonObject & { accountId: string })[];
}

/** The data of a sandbox, by id of the business account. */
export type Store = ReadonlyMap<string, BusinessAccount>;

/** A store of empty business accounts. */
export function createStore(businessAccountIds: readonly string[]): Store {
  return new Map(businessAccountIds.map((id) => [id, emptyAccount(id)]));
}

function emptyAccount(id: string): BusinessAccount {
  return {
    id,
    customers: new Map(),
    owners: new Map(),
    limits: new Map(),
    documents: new Map(),
    applications: new Map(),
    watchlistEvents: [],
  };
}

/** Removes a customer and everything that belongs to it. */
export function discardCustomer(account: BusinessAccount, customerId: string): void {
  const owners = [...account.owners.values()].filter((owner) => owner.parentId === customerId);
  const ids = new Set([customerId, ...owners.map(({ id }) => id)]);
  for (const { id, holderId } of account.documents.values())
    if (ids.has(holderId)) account.documents.delete(id);
  for (const { id, accountId } of account.applications.values())
    if (ids.has(accountId)) account.applications.delete(id);
  for (const { id } of owners) account.owners.delete(id);
  account.watchlistEvents = account.watchlistEvents.filter(({ accountId }) => !ids.has(accountId));
  account.limits.delete(customerId);
  account.customers.delete(customerId);
}
