import type { SandboxResponse } from '../http/response.ts';
import { actorOf, owned, pathValue, type Call, type Handler } from '../http/call.ts';
import { isoTime, timeAfter } from '../http/clock.ts';
import { matchingCustomers, usualMatching, type Matching } from './customer-filter.ts';
import { textOf, type Json, type JsonObject } from '../http/json.ts';
import { startingLimits } from './limits.ts';
import { pageResponse } from './pagination.ts';
import { storedFields } from './stored-fields.ts';
import { Refusal, refuseInvalid } from '../http/refusal.ts';
import { discardCustomer, type Customer } from './store.ts';

/** The customer whose id is in the path. Throws a `Refusal` when the caller has none of that id. */
export function customerOf(call: Call): Customer {
  return owned(call, ({ customers }) => customers.get(pathValue(call, 'customerId')));
}

/** Handles `createCustomer`. */
export function createCustomer(call: Call): SandboxResponse {
  refuseTakenExternalId(call, call.body.externalId);
  const createdAt = isoTime(call.clock.now());
  const by = actorOf(call);
  const customer: Customer = {
    id: call.newId(),
    status: 'ACTIVE',
    ...storedFields(call.body),
    type: textOf(call.body.type),
    verificationStatus: { status: 'UNVERIFIED', updatedAt: createdAt, updatedBy: by },
    createdAt,
    createdBy: by,
    updatedAt: createdAt,
    updatedBy: by,
  };
  call.account.customers.set(customer.id, customer);
  call.account.limits.set(customer.id, startingLimits(call.newId, customer.id));
  return { outcome: 'created', body: customer };
}

/** Handles `listCustomers`, with filters that match in the given way. */
export function customerList(matching: Matching): Handler {
  return (call) =>
    pageResponse(call, matchingCustomers(call.account.customers.values(), call.query, matching));
}

/** Handles `listCustomers`. */
export const listCustomers = customerList(usualMatching);

/** Handles `retrieveCustomer`. */
export function retrieveCustomer(call: Call): SandboxResponse {
  return { outcome: 'found', body: customerOf(call) };
}

/** Handles `updateCustomer`: fields that were sent replace the stored ones, the others stay. */
export function updateCustomer(call: Call): SandboxResponse {
  const customer = customerOf(call);
  if (call.body.type !== customer.type) {
    refuseInvalid([{ path: 'type', message: 'cannot be changed', errorCode: 'IMMUTABLE' }]);
  }
  refuseTakenExternalId(call, call.body.externalId, customer.id);
  return { outcome: 'updated', body: changed(call, customer, storedFields(call.body)) };
}

/** Handles `suspendCustomer`; a suspended customer stays as it is. */
export function suspendCustomer(call: Call): SandboxResponse {
  setStatus(call, 'SUSPENDED');
  return { outcome: 'suspended' };
}

/** Handles `unsuspendCustomer`; an active customer stays as it is. */
export function unsuspendCustomer(call: Call): SandboxResponse {
  setStatus(call, 'ACTIVE');
  return { outcome: 'unsuspended' };
}

/** Handles `removeCustomer`. */
export function removeCustomer(call: Call): SandboxResponse {
  discardCustomer(call.account, customerOf(call).id);
  return { outcome: 'removed' };
}

function setStatus(call: Call, status: string): void {
  const customer = customerOf(call);
  if (customer.status !== status) changed(call, customer, { status });
}

function changed(call: Call, customer: Customer, fields: JsonObject): Customer {
  const updatedAt = timeAfter(call.clock, customer.updatedAt);
  const result = { ...customer, ...fields, updatedAt, updatedBy: actorOf(call) };
  call.account.customers.set(customer.id, result);
  return result;
}

/** Refuses an `externalId` that another customer has; an empty one counts as unset. */
function refuseTakenExternalId({ account }: Call, externalId: Json | undefined, ownId?: string): void {
  if (externalId === undefined || externalId === '') return;
  for (const customer of account.customers.values()) {
    if (customer.externalId !== externalId || customer.id === ownId) continue;
    throw new Refusal('conflict', [
      { path: 'externalId', message: 'is already in use', errorCode: 'DUPLICATE' },
    ]);
  }
}
