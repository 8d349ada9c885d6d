import type { DatasetCustomer } from '../contract/data/customer-dataset.ts';
import { textOf, type JsonObject } from '../contract/schema/pointers.ts';

/** An action on a customer since the last read. `refused`: an action that the target refused; `other`: an action on another customer. */
export type Deed = 'create' | 'update' | 'suspend' | 'unsuspend' | 'refused' | 'remove' | 'other';

/** A customer as the responses of the target show it. */
export interface KnownCustomer {
  id: string;
  type: string;
  isRemoved: boolean;
  /** Whether a read has not found it since it was removed. */
  isSeenGone: boolean;
  /** Whether a read did not find it although it must exist. When that is not binding, nothing more about it is judged. */
  isLost: boolean;
  /** Undefined when it is not known. */
  status: string | undefined;
  /** The body that was sent last. */
  sent: JsonObject;
  /** The body of the last read, or of the creation. */
  answered: JsonObject;
  /** What was known before the last update. */
  past: JsonObject | undefined;
  since: Deed[];
  isUpdated: boolean;
}

/** What is known of the target: the customers of one sequence in the order of their creation, including removed ones. */
export interface Model {
  customers: KnownCustomer[];
}

/** A model without customers. */
export function emptyModel(): Model {
  return { customers: [] };
}

/** The customer that a step refers to; undefined while there is none. */
export function customerAt({ customers }: Model, of: number): KnownCustomer | undefined {
  return customers[of % customers.length];
}

/** Records an action on a customer, and `other` for all other customers. */
export function noteDeed({ customers }: Model, customer: KnownCustomer, deed: Deed): void {
  customer.since.push(deed);
  for (const other of customers) if (other !== customer) other.since.push('other');
}

/** Adds a customer as the response to its creation shows it. */
export function addCustomer(
  model: Model,
  answered: JsonObject & { id: string },
  sent: JsonObject,
): KnownCustomer {
  const customer: KnownCustomer = {
    ...{
      id: answered.id,
      type: textOf(sent.type),
      status: 'ACTIVE',
      sent,
      answered,
      past: undefined,
      since: [],
    },
    ...{ isRemoved: false, isSeenGone: false, isLost: false, isUpdated: false },
  };
  model.customers.push(customer);
  noteDeed(model, customer, 'create');
  return customer;
}

/** Records an update: what was sent is stored, and what was left out is unknown until the next read. */
export function takeUpdate(model: Model, customer: KnownCustomer, body: JsonObject): void {
  customer.past = customer.since.includes('refused') ? undefined : current(customer);
  customer.sent = body;
  customer.isUpdated = true;
  noteDeed(model, customer, 'update');
}

/** Records the result of a read, which later reads must return as well. */
export function takeRead(customer: KnownCustomer, answered: JsonObject): void {
  customer.answered = answered;
  customer.status = typeof answered.status === 'string' ? answered.status : undefined;
  customer.since = [];
}

/** Whether a property is unknown, because an update left it out or the target refused an action. */
export function isOpen(customer: KnownCustomer, field: string): boolean {
  if (customer.since.includes('refused')) return true;
  return customer.since.includes('update') && customer.sent[field] === undefined;
}

/** Whether the last read showed the status, and it is not merely expected. */
export function isStatusSure({ status, answered, since }: KnownCustomer): boolean {
  return (
    status !== undefined && answered.status === status && !since.some((deed) => unsettling.includes(deed))
  );
}

const unsettling: readonly Deed[] = ['suspend', 'unsuspend', 'refused'];
/** The properties of a customer that never change. */
const lasting = ['id', 'type', 'createdAt', 'createdBy'];

/** Every property whose current value is known. */
export function current({ answered, sent, since }: KnownCustomer): JsonObject {
  if (!since.includes('update') && !since.includes('refused')) return { ...sent, ...answered };
  const kept = Object.entries(answered).filter(([name]) => lasting.includes(name));
  return { ...(since.includes('refused') ? {} : sent), ...Object.fromEntries(kept) };
}

/** The same object as a customer of a data set, for functions that take one. */
export function asResident(known: JsonObject): DatasetCustomer {
  return known as object as DatasetCustomer;
}
