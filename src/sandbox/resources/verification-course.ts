import { randomUUID } from 'node:crypto';
import { internalActor } from '../http/call.ts';
import { isoTime } from '../http/clock.ts';
import type { JsonObject } from '../http/json.ts';
import type { Application, BusinessAccount } from './store.ts';

/** The statuses that every application goes through, in their order. */
export const course = ['NEW', 'PENDING', 'PROCESSING', 'COMPLETED'] as const;

/** The outcome of every application. */
export const outcome = 'APPROVED';

const stepTime = 100;

/** A status that an application has reached, and when it did, in milliseconds since 1970. */
export interface CourseStep {
  status: string;
  at: number;
}

/** The steps that an application has reached by a moment, the first one always. */
export function stepsReached({ startedAt }: Application, moment: number): [CourseStep, ...CourseStep[]] {
  const [first, ...later] = course;
  const reached = later.map((status, index) => ({ status, at: startedAt + (index + 1) * stepTime }));
  return [{ status: first, at: startedAt }, ...reached.filter(({ at }) => at <= moment)];
}

/** When an application was completed; undefined while it is open. */
export function completionOf(application: Application, moment: number): number | undefined {
  return stepsReached(application, moment).find(({ status }) => status === 'COMPLETED')?.at;
}

/** Adds the watchlist event and the verification status of every newly completed application to a business account. */
export function settleApplications(account: BusinessAccount, moment: number): void {
  for (const application of account.applications.values()) {
    const completedAt = application.settled ? undefined : completionOf(application, moment);
    if (completedAt === undefined) continue;
    account.applications.set(application.id, { ...application, settled: true });
    account.watchlistEvents.push(watchlistEvent(account, application, completedAt));
    setVerificationStatus(account, application.accountId, outcome, completedAt);
  }
}

/** Sets the verification status of a customer and its beneficial owners. */
export function setVerificationStatus(
  account: BusinessAccount,
  customerId: string,
  status: string,
  moment: number,
): void {
  const verificationStatus = { status, updatedAt: isoTime(moment), updatedBy: internalActor() };
  const customer = account.customers.get(customerId);
  if (customer) account.customers.set(customerId, { ...customer, verificationStatus });
  for (const owner of account.owners.values()) {
    if (owner.parentId === customerId) account.owners.set(owner.id, { ...owner, verificationStatus });
  }
}

function watchlistEvent(
  account: BusinessAccount,
  application: Application,
  moment: number,
): JsonObject & { accountId: string } {
  return {
    id: randomUUID(),
    accountId: application.accountId,
    accountType: application.account.accountType,
    businessAccountId: account.id,
    status: 'COMPLETED',
    outcome,
    outcomeReasons: [],
    tags: [],
    servicesRun: ['SandboxScreening'],
    createdAt: isoTime(moment),
    createdBy: internalActor(),
  };
}
