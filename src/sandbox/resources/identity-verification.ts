import type { SandboxResponse } from '../http/response.ts';
import { internalActor, owned, pathValue, type Call } from '../http/call.ts';
import { isoTime } from '../http/clock.ts';
import type { Json, JsonObject } from '../http/json.ts';
import { pageResponse } from './pagination.ts';
import type { Application } from './store.ts';
import { spanOf, timeZoneOf, type Span } from './time-zone.ts';
import { completionOf, outcome, stepsReached } from './verification-course.ts';
import { verificationProfiles } from './verification-profiles.ts';

/** Handles `listIdentityVerificationProfiles`. */
export function listIdentityVerificationProfiles({ query }: Call): SandboxResponse {
  const wanted = query.identityAccountTypes;
  const isMeant = (types: string[]): boolean => wanted === undefined || types.some((type) => type === wanted);
  return {
    outcome: 'found',
    body: verificationProfiles.filter(({ allowedAccountTypes }) => isMeant(allowedAccountTypes)),
  };
}

/** Handles `listIdentityVerifications`. */
export function listIdentityVerifications(call: Call): SandboxResponse {
  const { query } = call;
  const zone = timeZoneOf(query.timeZone);
  const created = spanOf(zone, query.createdDateFrom, query.createdDateTo);
  const completed = spanOf(zone, query.completedDateFrom, query.completedDateTo);
  const now = call.clock.now();
  const inTime = [...call.account.applications.values()].filter(
    (application) =>
      isWithin(created, application.startedAt) && isWithin(completed, completionOf(application, now)),
  );
  const matching = inTime
    .map((application) => shown(call, application))
    .filter((view) => matches(view, query));
  return pageResponse(call, matching);
}

/** Handles `retrieveIdentityVerification`. */
export function retrieveIdentityVerification(call: Call): SandboxResponse {
  const application = owned(call, ({ applications }) => applications.get(pathValue(call, 'applicationId')));
  return { outcome: 'found', body: shown(call, application) };
}

/** Handles `listWatchlistEvents`. */
export function listWatchlistEvents(call: Call): SandboxResponse {
  const { accountId: wanted } = call.query;
  const events = call.account.watchlistEvents.filter(({ accountId }) => isAmong(wanted, accountId));
  return pageResponse(call, events);
}

/** An application as responses show it: its status is derived from the time. */
function shown(call: Call, application: Application): JsonObject {
  const { id, accountId, startedAt, createdBy } = application;
  const steps = stepsReached(application, call.clock.now());
  const latest = steps.at(-1) ?? steps[0];
  const isCompleted = latest.status === 'COMPLETED';
  return {
    id,
    businessAccountId: call.account.id,
    accountId,
    identityVerificationProfileId: application.profileId,
    ...application.account,
    latestStatus: latest.status,
    ...(isCompleted && { outcome }),
    statusHistory: steps.map(({ status, at }, index) => ({
      id: application.stepIds[index] ?? '',
      identityVerificationId: id,
      status,
      createdAt: isoTime(at),
      updatedAt: isoTime(at),
    })),
    createdAt: isoTime(startedAt),
    createdBy,
    updatedAt: isoTime(latest.at),
    updatedBy: steps.length === 1 ? createdBy : internalActor(),
  };
}

function matches(view: JsonObject, query: Record<string, Json>): boolean {
  const { status, identityVerificationProfileId: profile, outcome: wanted, accountTypes } = query;
  return (
    isAmong(status, view.latestStatus) &&
    isAmong(profile, view.identityVerificationProfileId) &&
    isAmong(wanted, view.outcome) &&
    isAmong(accountTypes, view.accountType)
  );
}

/** Whether a value is the wanted one or one of them; true for any value when none is wanted. */
function isAmong(wanted: Json | undefined, value: Json | undefined): boolean {
  return wanted === undefined || (Array.isArray(wanted) ? wanted : [wanted]).some((each) => each === value);
}

/** Whether a moment is within a span; without a moment, only a span without bounds matches. */
function isWithin({ from, before }: Span, moment?: number): boolean {
  return moment === undefined ? from === -Infinity && before === Infinity : moment >= from && moment < before;
}
