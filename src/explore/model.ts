import type { DatasetCustomer } from '../contract/data/customer-dataset.ts';
import { textOf, type JsonObject } from '../contract/schema/pointers.ts';

/** What was done to a customer since a read last showed it; `refused`: something that the target would not do. */
export type Deed = 'create' | 'update' | 'suspend' | 'unsuspend' | 'refused' | 'remove' | 'other';

/** A customer as far as the answers of the target tell. */
export interface KnownCustomer {
  id: string;
  type: string;
  isRemoved: boolean;
  /** Whether a read has not found it since it was removed. */
  isSeenGone: boolean;
  /** Whether a read has not shown it although it must be there, which is not binding: nothing more is said of it. */
  isLost: boolean;
  /** Undefined when nobody can know. */
  status: string | undefined;
  /** What was submitted last. */
  sent: JsonObject;
  /** What a read answered last, or the create. */
  answered: JsonObject;
  /** What was there before the last update. */
  past: JsonObject | undefined;
  since: Deed[];
  isUpdated: boolean;
}

/** What is known of the target: the customers of one sequence in the order of their creation, those that were removed too. */
export interface Model {
  customers: KnownCustomer[];
}

/** A model of a target on which nothing was done. */
export function emptyModel(): Model {
  return { customers: [] };
}

/** The customer that a step speaks of; undefined while there is none. */
export function customerAt({ customers }: Model, of: number): KnownCustomer | undefined {
  return customers[of % customers.length];
}

/** Notes what was done to a customer: to all the others something else was. */
export function noteDeed({ customers }: Model, customer: KnownCustomer, deed: Deed): void {
  customer.since.push(deed);
  for (const other of customers) if (other !== customer) other.since.push('other');
}

/** Adds a customer as its creation was answered. */
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

/** Takes an update over: what was sent is stored, what was left out is open until a read tells. */
export function takeUpdate(model: Model, customer: KnownCustomer, body: JsonObject): void {
  customer.past = customer.since.includes('refused') ? undefined : current(customer);
  customer.sent = body;
  customer.isUpdated = true;
  noteDeed(model, customer, 'update');
}

/** Takes over what a read answered: from now on reads must say the same. */
export function takeRead(customer: KnownCustomer, answered: JsonObject): void {
  customer.answered = answered;
  customer.status = typeof answered.status === 'string' ? answered.status : undefined;
  customer.since = [];
}

/** Whether what an update left out is not known yet. */
export function isOpen(customer: KnownCustomer, field: string): boolean {
  if (customer.since.includes('refused')) return true;
  return customer.since.includes('update') && customer.sent[field] === undefined;
}

/** Whether the status is what the last read showed, and not only what it ought to be by now. */
export function isStatusSure({ status, answered, since }: KnownCustomer): boolean {
  return (
    status !== undefined && answered.status === status && !since.some((deed) => unsettling.includes(deed))
  );
}

const unsettling: readonly Deed[] = ['suspend', 'unsuspend', 'refused'];
/** What is a customer's for life. */
const lasting = ['id', 'type', 'createdAt', 'createdBy'];

/** Every field whose present value is known. */
export function current({ answered, sent, since }: KnownCustomer): JsonObject {
  if (!since.includes('update') && !since.includes('refused')) return { ...sent, ...answered };
  const kept = Object.entries(answered).filter(([name]) => lasting.includes(name));
  return { ...(since.includes('refused') ? {} : sent), ...Object.fromEntries(kept) };
}

/** The same, for questions that are asked of residents of a data set. */
export function asResident(known: JsonObject): DatasetCustomer {
  return known as object as DatasetCustomer;
}
