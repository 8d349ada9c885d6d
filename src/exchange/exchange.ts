import { hasDomainInOtherCase } from '../contract/privacy/ownership-mark.ts';
import type { Operation, OperationId } from '../contract/operations.ts';
import { cutOff } from '../contract/validation/truncation.ts';
import { essenceOf } from '../contract/schema/media-types.ts';
import { isObject } from '../contract/schema/pointers.ts';
import { responseViolations, outcomeViolation, parsedJson } from '../contract/validation/violations.ts';
import { headerOf, type Violation } from '../contract/validation/violation.ts';
import type { ApiResponse } from './response.ts';
import { sentOnce, unsent } from './send-once.ts';
import type { Attempt, ClientContext } from './client-context.ts';
import type { ReadyRequest, SentParts } from './transport/prepared-request.ts';
import { noteControl, renewControls, confirmedResponse } from './retry/gateway-errors.ts';
import { redactedPointers, isRedactedAt } from './redaction/redacted-fields.ts';
import { noteLost } from './cleanup/unanswered-create.ts';
import { createRetryPolicy } from './retry/retry-policy.ts';
import { decided, notTestable } from './not-testable.ts';
import { notOurs, withdraw } from './cleanup/ownership-claims.ts';
import type { Recorder } from './recorder.ts';
import type { Created } from './cleanup/ledger-entries.ts';
import { basicAuthorization, type IssuedToken, type Session } from './session.ts';
import { TransportError } from './transport/transport.ts';
import { wireRequest } from './transport/wire-request.ts';
import { delay } from './retry/delay.ts';

/**
 * Sends a request without the checks of `api.send` and `api.attempt`. Repeats it when the target asks for a later retry, or when a
 * gateway responds in place of the target. Throws a `NotTestable` when the target itself did not respond.
 */
export async function exchanged(
  context: ClientContext,
  recorder: Recorder,
  operation: Operation,
  parts: SentParts,
  authorization: string | undefined,
): Promise<ApiResponse> {
  const request = { operation, parts, wire: wireRequest(context.target, operation, parts, authorization) };
  return judged(context, recorder, request, await lastAttempt(context, recorder, request));
}

/**
 * Sends a request for the caller of a session. A 401 means that the request was not carried out: the token is renewed, since it may
 * have been revoked early, and the request sent once more. The second response counts. Throws a `NotTestable` like {@link exchanged}.
 */
export async function exchangedFor(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  operation: Operation,
  parts: SentParts,
): Promise<ApiResponse> {
  const signedIn = async (): Promise<{ token: string; request: ReadyRequest }> => {
    const token = await currentToken(context, recorder, session, operation);
    const older = context.memory.tokens.get(session);
    if (older !== undefined && older !== token) renewControls(context, older, token);
    context.memory.tokens.set(session, token);
    return {
      token,
      request: { operation, parts, wire: wireRequest(context.target, operation, parts, `Bearer ${token}`) },
    };
  };
  const { token, request } = await signedIn();
  const first = await lastAttempt(context, recorder, request);
  if (first.attempt.response.status !== 401) return judged(context, recorder, request, first);
  session.forget(token);
  const { request: again } = await signedIn();
  const second = await lastAttempt(context, recorder, again);
  if (second.attempt.response.status !== 401)
    recorder.observed('a valid token', 'was refused once', operation.id as OperationId);
  return judged(context, recorder, again, second);
}

/** The token for the next request of a session. In a rejudgement, the token of the recorded run, whichever of its tests obtained it. */
export async function currentToken(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  operation?: Operation,
): Promise<string> {
  const recorded = context.transport.recorded?.tokenFor(recorder.test, operation?.id);
  if (recorded !== undefined && recorded !== 'renewed') {
    context.redactor.add(recorded);
    return recorded;
  }
  if (recorded === 'renewed') session.outdate();
  return session.token(() => issueToken(context, recorder, session));
}

function judged(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  { attempt, verdict }: Awaited<ReturnType<typeof confirmedResponse>>,
): ApiResponse {
  const { operation } = request;
  const { response, body } = attempt;
  const received = { ...response, body };
  const found = decided(recorder, response.operation, () => [
    ...responseViolations(context.contract, operation, received),
    ...cutOff(context.contract, operation, request.parts.body, received),
  ]);
  const violations = asRecorded(found, attempt);
  const others = verdict ? violations.filter(({ rule }) => rule !== 'status') : violations;
  const all = [...(verdict ? [verdict] : []), ...others];
  if (request.wire.body !== undefined && hasDomainInOtherCase(parsedJson(request.wire.body), body))
    recorder.observed('case of the domain of an email address', 'changed', operation.id as OperationId);
  const errorType = essenceOf(headerOf(response, 'content-type') ?? '');
  if (response.status >= 400 && /^application\/[\w.-]+\+json$/.test(errorType))
    recorder.observed('media type of errors', errorType, operation.id as OperationId);
  recorder.received(response, response.foreign ? [...all, notOurs(request)] : all);
  noteControl(context, request, response);
  noteRemoved(context, recorder, request, response.status);
  return response;
}

/**
 * In a rejudgement, replaces the violations at places with stand-ins by those that were found there when the response was recorded.
 * A stand-in at a place that this run does not hide is judged as the value that it is.
 */
function asRecorded(violations: Violation[], { recorded, response }: Attempt): Violation[] {
  if (!recorded) return violations;
  const { broken, standIns } = recorded;
  const again = redactedPointers(response.exchange.hidden?.answer ?? {}, response.headers);
  const hidden = standIns.filter((place) => place !== '' && isRedactedAt(place, again));
  const seen = violations.filter(({ pointer }) => !isRedactedAt(pointer, hidden));
  const known = broken.filter(
    ({ pointer, rule }) => !seen.some((each) => each.pointer === pointer && each.rule === rule),
  );
  return [
    ...seen,
    ...known.map((each) => ({
      ...each,
      message: `${each.pointer} broke ${each.rule} in the recorded run; its value is hidden`,
    })),
  ];
}

async function lastAttempt(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
): ReturnType<typeof confirmedResponse> {
  try {
    return await confirmedResponse(context, recorder, request, await patiently(context, recorder, request));
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const thrown = notTestable(recorder, error.fault, error.message, request.operation.id as OperationId);
    if (!unsent.includes(error.fault)) await noteLost(context, recorder, request);
    throw thrown;
  }
}

/** Sends a GET once more when its connection was lost: a kept-alive connection may have ended at that moment. */
async function connected(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
): Promise<Attempt> {
  try {
    return await sentOnce(context, recorder, request);
  } catch (error) {
    const isLost = error instanceof TransportError && error.fault === 'reset';
    if (!isLost || request.wire.method !== 'GET') throw error;
    return sentOnce(context, recorder, request);
  }
}

async function patiently(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
): Promise<{ attempt: Attempt; isRepeated: boolean }> {
  const patience = createRetryPolicy(request.wire.method);
  for (let isRepeated = false; ;) {
    const attempt = await connected(context, recorder, request);
    const pause = patience.pauseAfter(attempt.response, attempt.response.exchange.startedAt);
    if (pause === undefined) return { attempt, isRepeated };
    isRepeated = attempt.response.status !== 429;
    await delay(pause);
  }
}

function noteRemoved(
  { ledger }: ClientContext,
  recorder: Recorder,
  { operation, parts }: ReadyRequest,
  status: number,
): void {
  if (status >= 300) return;
  const isGone = ({ removal, id }: Created): boolean =>
    removal.operation === operation.id && parts.path?.[removal.parameter] === id;
  for (const created of recorder.created.filter(isGone)) ledger?.removed(created);
  withdraw(recorder.created, isGone);
}

/** Exchanges an API key and secret for a token. Throws a `NotTestable` when the target issues none. */
export async function issueToken(
  context: ClientContext,
  recorder: Recorder,
  { credentials }: Session,
): Promise<IssuedToken> {
  const operation = context.contract.operation('exchangeApiKey');
  const response = await exchanged(context, recorder, operation, {}, basicAuthorization(credentials));
  const body = parsedJson(response.text);
  const refusal = outcomeViolation(operation, { ...response, body }, 'success');
  const token = isObject(body) ? body.access_token : undefined;
  const expiresIn = isObject(body) ? Number(body.expires_in) : 0;
  const isUsable = typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) && expiresIn > 0;
  if (!refusal && isUsable) return { value: token, expiresIn };
  const reason =
    refusal?.message ?? 'the response has no access_token fit for a header with a positive expires_in';
  throw notTestable(recorder, 'api', `the token exchange returned no token: ${reason}`, 'exchangeApiKey');
}
