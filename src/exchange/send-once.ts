import type { Exchange, Hidden, TransportFault } from '../contract/evidence.ts';
import { garbledPlace } from '../contract/validation/content-encoding.ts';
import { extentOf } from '../contract/schema/json-extent.ts';
import type { Operation, OperationId } from '../contract/operations.ts';
import { parsedJson } from '../contract/validation/violations.ts';
import { FileError } from '../files/file-error.ts';
import { madeId, noteSigns } from './cleanup/ownership-record.ts';
import { issuedSecretsIn } from './redaction/issued-secrets.ts';
import { redactedInRequest } from './redaction/redacted-fields.ts';
import { isThirdParty, learnOwnership } from './cleanup/ownership-claims.ts';
import { assertOurs } from './cleanup/ownership-check.ts';
import { notTestable } from './not-testable.ts';
import type { ReadyRequest, SentParts } from './transport/prepared-request.ts';
import type { Recorder } from './recorder.ts';
import type { Redactor } from './redaction/redaction.ts';
import { redactedResponse, type ParsedResponse } from './redaction/redacted-response.ts';
import { TransportError, type WireResponse, type Written } from './transport/transport.ts';
import { redactedRequest } from './transport/wire-request.ts';
import type { Attempt, ClientContext } from './client-context.ts';

/**
 * Sends a request once and records the exchange. Sends a write only if every id in it is ours or was invented here. Throws a
 * `TransportError` when no usable response came, which it also records, and a `NotTestable` when the request must not be sent.
 */
export async function sentOnce(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
): Promise<Attempt> {
  const send = (each: ReadyRequest): Promise<Attempt> => sent(context, recorder, each);
  await assertOurs(context, recorder, request, send);
  const attempt = await send(request);
  const { response, unknown } = attempt;
  if (unknown && (await isThirdParty(context, recorder, request, { ...unknown, send })))
    response.foreign = true;
  if (isTold(request.operation, attempt)) settle(context, request);
  return attempt;
}

async function sent(context: ClientContext, recorder: Recorder, request: ReadyRequest): Promise<Attempt> {
  const { operation, wire, isControl, parts } = request;
  await context.pace?.();
  const written = (): Written => {
    const shown = redactedRequest(context, operation, wire);
    const hidden = context.digests && redactedInRequest(context.digests, wire, shown);
    return { request: shown, hidden, breaks: breaksOf(parts), control: isControl };
  };
  const record = recording(recorder, request, written);
  try {
    noteSending(context, recorder, request);
    const response = await context.transport.send(wire, { test: recorder.test, written });
    assertReadable(response);
    return receive(context, recorder, request, response, record);
  } catch (error) {
    if (error instanceof TransportError && unsent.includes(error.fault)) settle(context, request);
    if (error instanceof TransportError) record({ failure: { fault: error.fault, message: error.message } });
    throw error;
  }
}

/**
 * Notes in the ledger, before a request is sent, what it may create and the signs by which that is recognised. Throws a `NotTestable`
 * when the ledger cannot be written.
 */
function noteSending({ ledger, memory }: ClientContext, recorder: Recorder, request: ReadyRequest): void {
  const { removal, id } = request.operation;
  const signs = noteSigns(memory, request);
  try {
    if (removal) request.sent ??= ledger?.sending(id, signs);
    else if (signs.length > 0) ledger?.changing(signs);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw notTestable(recorder, 'environment', error.message, id as OperationId);
  }
}

/** Records the response or the failure of a request; `known`: what a recorded run knows about the response. */
type Recording = (
  rest: Pick<Exchange, 'answer' | 'failure' | 'hidden'>,
  known?: WireResponse['recorded'],
) => Exchange;

/** Begins to record an exchange; its duration counts from this call. */
function recording(recorder: Recorder, { operation }: ReadyRequest, written: () => Written): Recording {
  const nth = recorder.sending();
  const at = new Date().toISOString();
  const clock = performance.now();
  return ({ hidden, ...rest }, known) => {
    const { request, hidden: inRequest, breaks, control } = written();
    const all: Hidden = { ...(inRequest && { request: inRequest }), ...hidden };
    return recorder.exchanged({
      operation: operation.id as OperationId,
      startedAt: known?.startedAt ?? at,
      milliseconds: known?.milliseconds ?? Math.round((performance.now() - clock) * 10) / 10,
      nth,
      ...(breaks && { breaks }),
      ...(control && { control }),
      request,
      ...rest,
      ...(Object.keys(all).length > 0 && { hidden: all }),
    });
  };
}

/** Whether a response shows what the request created: something of ours or, if refused with 3xx or 4xx, nothing. After 5xx that is unknown. */
function isTold(operation: Operation, { response: { foreign, status }, body }: Attempt): boolean {
  return status < 300 ? madeId(operation, body) !== undefined && !foreign : status < 500;
}

function breaksOf({ breach }: SentParts): Exchange['breaks'] {
  return breach && { pointer: breach.pointer, rule: breach.rule };
}

/** Faults that occur before a request is sent. */
export const unsent: readonly TransportFault[] = ['dns', 'refused', 'tls'];

/** Notes in the ledger that the outcome of a request is known. */
export function settle({ ledger }: ClientContext, request: ReadyRequest): void {
  if (request.sent !== undefined) ledger?.settled(request.sent);
  request.sent = undefined;
}

/** A response with more values than this is not read: violations of each of them would fill the memory. */
const mostValues = 50_000;

function assertReadable({ body }: WireResponse): void {
  const isSmall = body.length <= mostValues || extentOf(body.toString('latin1')).values <= mostValues;
  if (isSmall) return;
  const message = `the response has more than ${String(mostValues)} values and was not read`;
  throw new TransportError('tooLarge', message);
}

/** Parses a response, learns from it what is secret and what is ours, and records a redacted copy. Nothing judges it yet. */
function receive(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  wire: WireResponse,
  record: Recording,
): Attempt {
  const parsed = parsedResponse(wire);
  learnSecrets(context.redactor, parsed);
  const unknown = learnOwnership(context, recorder, request, parsed);
  const { shown, display, hidden } = redactedResponse(context, recorder, request, {
    ...parsed,
    isOfOurs: !unknown,
  });
  const exchange = record({ answer: shown, ...(hidden && { hidden }) }, wire.recorded);
  const operation = request.operation.id as OperationId;
  const response = { operation, ...parsed, display, exchange, breach: request.parts.breach };
  return { response, body: parsed.body, recorded: wire.recorded, unknown };
}

function parsedResponse({ status, headers, body: bytes }: WireResponse): ParsedResponse {
  const text = bytes.toString('utf8');
  return { status, headers, text, garbledAt: garbledPlace(bytes, text), body: parsedJson(text) };
}

function learnSecrets(redactor: Redactor, { text, headers }: ParsedResponse): void {
  redactor.hear();
  for (const secret of issuedSecretsIn(text, headers)) redactor.add(secret);
}
