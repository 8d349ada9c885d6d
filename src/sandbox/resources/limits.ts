import type { SandboxResponse } from '../http/response.ts';
import { owned, pathValue, type Call } from '../http/call.ts';
import { isObject, textOf, type Json } from '../http/json.ts';
import { periodOf } from './period.ts';
import { Refusal, refuseInvalid } from '../http/refusal.ts';
import type { BusinessAccount, Limit } from './store.ts';

const startingAmounts = { SINGLE: 1000, DAILY: 2500, WEEKLY: 5000, MONTHLY: 10_000 };

/** The limits that a new customer has, in US dollars. */
export function startingLimits(newId: () => string, customerId: string): Limit[] {
  return Object.entries(startingAmounts).map(([limitType, amount]) => ({
    id: newId(),
    limitType,
    scopeId: customerId,
    scopeType: 'CUSTOMER',
    currency: 'USD',
    amount,
  }));
}

/** Handles `listLimits`. */
export function listLimits(call: Call): SandboxResponse {
  return { outcome: 'found', body: limitsOfScope(call) };
}

/** Handles `updateLimit`; without an amount it changes nothing. */
export function updateLimit(call: Call): SandboxResponse {
  const limit = owned(call, limitOf(pathValue(call, 'limitId')));
  const { amount = limit.amount } = call.body;
  return { outcome: 'updated', body: withAmount(call, limit, Number(amount)) };
}

/** Handles `updateLimits`: changes all of them or none. */
export function updateLimits(call: Call): SandboxResponse {
  const changes = Object.entries(call.body).map(([id, change]) => ({
    limit: owned(call, limitOf(id)),
    amount: amountIn(change),
  }));
  const tooLarge = changes.filter(({ amount }) => !Number.isFinite(amount));
  refuseInvalid(
    tooLarge.map(({ limit }) => ({
      path: `${limit.id}.amount`,
      message: 'is too large',
      errorCode: 'TOO_LARGE',
    })),
  );
  return { outcome: 'updated', body: changes.map(({ limit, amount }) => withAmount(call, limit, amount)) };
}

/** Handles `listLimitUtilisation`: the used amount is always 0. The docs disagree about the name of the id, so it returns both. */
export function listLimitUtilisation(call: Call): SandboxResponse {
  const { referenceDate = new Date(call.clock.now()).toISOString().slice(0, 10) } = call.query;
  const body = limitsOfScope(call).map(({ id, limitType, scopeId, currency, amount }) => ({
    id,
    limitId: id,
    limitType,
    scopeId,
    scopeType: 'CUSTOMER',
    currency,
    limitAmount: amount,
    deductionAmount: 0,
    ...periodOf(limitType, textOf(referenceDate)),
  }));
  return { outcome: 'found', body };
}

/** The sandbox has no financial accounts, so a scope of that type is never found. */
function limitsOfScope(call: Call): Limit[] {
  const { scopeId, scopeType } = call.query;
  if (scopeType !== 'CUSTOMER') throw new Refusal('unknown');
  return owned(call, ({ limits }) => limits.get(textOf(scopeId)));
}

function limitOf(id: string): (account: BusinessAccount) => Limit | undefined {
  return ({ limits }) => {
    for (const ofScope of limits.values()) {
      const found = ofScope.find((limit) => limit.id === id);
      if (found) return found;
    }
    return undefined;
  };
}

function amountIn(change: Json): number {
  return Number(isObject(change) ? change.amount : undefined);
}

function withAmount({ account }: Call, limit: Limit, amount: number): Limit {
  const result = { ...limit, amount };
  const others = account.limits.get(limit.scopeId) ?? [];
  account.limits.set(
    limit.scopeId,
    others.map((each) => (each.id === limit.id ? result : each)),
  );
  return result;
}
