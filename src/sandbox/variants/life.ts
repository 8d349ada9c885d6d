import { errorResponse, type SandboxResponse } from '../http/response.ts';
import type { Handler } from '../http/call.ts';
import type { Instance } from '../http/instance.ts';
import { isObject } from '../http/json.ts';
import { Refusal } from '../http/refusal.ts';
import type { Failure } from '../http/outcomes.ts';
import { all, operations, statuses, type Alteration, type Variant } from './variant.ts';

/** Differences of how customers are suspended and removed. */
export const lifeVariants: readonly Variant[] = [
  {
    name: 'suspension-204',
    difference: 'responds to suspending and unsuspending without a body',
    apply: statuses({ suspended: 204, unsuspended: 204 }),
  },
  {
    name: 'suspension-undated',
    difference: 'does not change updatedAt when it suspends',
    apply: operations(['suspendCustomer', 'unsuspendCustomer'], undated),
  },
  {
    name: 'no-suspension',
    difference: 'has no paths for suspending and unsuspending',
    apply: lacking(['suspendCustomer', 'unsuspendCustomer'], 'unknownRoute'),
  },
  {
    name: 'suspension-405',
    difference: 'returns 405 for suspending and unsuspending',
    apply: lacking(['suspendCustomer', 'unsuspendCustomer'], 'unknownMethod'),
  },
  {
    name: 'suspension-501',
    difference: 'returns 501 for suspending and unsuspending',
    apply: lacking(['suspendCustomer', 'unsuspendCustomer'], 'unimplemented'),
  },
  {
    name: 'no-unsuspension',
    difference: 'does not unsuspend',
    apply: lacking(['unsuspendCustomer'], 'unknownRoute'),
  },
  {
    name: 'unsuspension-501',
    difference: 'returns 501 for unsuspending',
    apply: lacking(['unsuspendCustomer'], 'unimplemented'),
  },
  {
    name: 'suspended-for-good',
    difference: 'neither unsuspends nor removes a suspended customer',
    apply: all(
      lacking(['unsuspendCustomer'], 'unknownRoute'),
      operations(['removeCustomer'], (handler) => (call) => {
        const customer = call.account.customers.get(call.path.customerId ?? '');
        if (customer?.status === 'SUSPENDED') throw new Refusal('conflict');
        return handler(call);
      }),
    ),
  },
  {
    name: 'removed-410',
    difference: 'returns 410 for a customer that has been removed',
    apply: gone,
  },
  {
    name: 'removal-idempotent',
    difference: 'returns 204 for the removal of a customer that the business account does not have',
    apply: operations(['removeCustomer'], (handler) => (call) => {
      const isThere = call.account.customers.has(call.path.customerId ?? '');
      return isThere ? handler(call) : { outcome: 'removed' };
    }),
  },
  {
    name: 'status-by-update',
    difference: 'stores a status that is sent in an update',
    apply: operations(['updateCustomer'], (handler) => (call) => {
      const response = handler(call);
      const status = isObject(call.sent) ? call.sent.status : undefined;
      const customer = call.account.customers.get(call.path.customerId ?? '');
      if (!customer || typeof status !== 'string') return response;
      const changed = { ...customer, status };
      call.account.customers.set(customer.id, changed);
      return { ...response, body: changed };
    }),
  },
];

/** Refuses every request of these operations, with and without a token. */
function lacking(ids: readonly string[], failure: Failure): Alteration {
  return (instance) => ({
    ...instance,
    around: (asked, next) => {
      const isLacking = ids.includes(asked.operation?.id ?? '');
      const refused = (): Promise<SandboxResponse> =>
        Promise.resolve(errorResponse(new Refusal(failure), instance.clock.now()));
      return instance.around(asked, isLacking ? refused : next);
    },
  });
}

function undated(handler: Handler): Handler {
  return (call) => {
    const id = call.path.customerId ?? '';
    const before = call.account.customers.get(id);
    const response = handler(call);
    if (before) {
      const { status } = call.account.customers.get(id) ?? before;
      call.account.customers.set(id, { ...before, status });
    }
    return response;
  };
}

/** Responds with `gone` to requests about a customer that has been removed. */
function gone(instance: Instance): Instance {
  const removed = new Set<string>();
  const ofCustomer = Object.keys(instance.handlers).filter((id) =>
    instance.contract.table.operations.some((each) => each.id === id && each.path.includes('{customerId}')),
  );
  return operations(ofCustomer, (handler) => (call) => {
    const key = `${call.account.id} ${call.path.customerId ?? ''}`;
    if (removed.has(key)) throw new Refusal('gone');
    const response = handler(call);
    if (call.operation.id === 'removeCustomer') removed.add(key);
    return response;
  })(instance);
}
