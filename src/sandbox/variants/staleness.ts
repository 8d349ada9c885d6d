import type { Operation } from '../../contract/operations.ts';
import type { Call } from '../http/call.ts';
import type { BusinessAccount } from '../resources/store.ts';
import { operations, type Alteration } from './variant.ts';

interface Past {
  /** The time of the write that ended this state, in milliseconds since 1970. */
  until: number;
  account: BusinessAccount;
}

/** Whether an operation reads. */
export function reads({ method }: Operation): boolean {
  return method === 'GET';
}

/** Whether an operation reads many resources at once. */
export function lists({ id, method }: Operation): boolean {
  return method === 'GET' && id.startsWith('list');
}

/** Makes some operations show the state of `lag` milliseconds ago. */
export function stale(lag: number, isStale: (operation: Operation) => boolean): Alteration {
  return (instance) => {
    const pasts = new Map<string, Past[]>();
    const wrapped = operations(Object.keys(instance.handlers), (handler) => (call) => {
      if (!reads(call.operation)) remember(pasts, call, lag);
      return handler(isStale(call.operation) ? { ...call, account: accountBefore(pasts, call, lag) } : call);
    });
    return wrapped(instance);
  };
}

/** Keeps a copy of a business account before a write, which reads show for `lag` milliseconds. */
function remember(pasts: Map<string, Past[]>, { account, clock }: Call, lag: number): void {
  const now = clock.now();
  const recent = (pasts.get(account.id) ?? []).filter(({ until }) => until > now - lag);
  pasts.set(account.id, [...recent, { until: now, account: copied(account) }]);
}

function accountBefore(pasts: Map<string, Past[]>, { account, clock }: Call, lag: number): BusinessAccount {
  const shown = pasts.get(account.id)?.find(({ until }) => until > clock.now() - lag);
  return shown?.account ?? account;
}

function copied(account: BusinessAccount): BusinessAccount {
  return {
    id: account.id,
    customers: new Map(account.customers),
    owners: new Map(account.owners),
    limits: new Map(account.limits),
    documents: new Map(account.documents),
    applications: new Map(account.applications),
    watchlistEvents: [...account.watchlistEvents],
  };
}
