import { isUtf8 } from 'node:buffer';
import type { Exchange, Hidden, TransportFault } from '../contract/evidence.ts';
import { extentOf } from '../contract/json-extent.ts';
import type { Contract, Operation, OperationId } from '../contract/operations.ts';
import { valueAt, type Json } from '../contract/pointers.ts';
import type { RequestParts } from '../contract/requests.ts';
import { answerSchema } from '../contract/sensitive.ts';
import { answerViolations, parsedJson, type JudgedAnswer, type Violation } from '../contract/violations.ts';
import { FileError } from '../files/file-error.ts';
import type { Target } from '../target/target.ts';
import { acquaintancesOf } from './acquaintances.ts';
import type { Answer } from './answer.ts';
import type { Digests } from './digests.ts';
import { secretsIn, writtenBody, writtenTokenAnswer } from './display.ts';
import { hiddenInAnswer, hiddenInRequest, hiddenPointers, isHiddenAt } from './hidden.ts';
import type { Ledger } from './ledger.ts';
import { notTestable } from './not-testable.ts';
import type { Pace } from './pace.ts';
import type { Created, Recorder } from './recorder.ts';
import type { Redactor } from './redaction.ts';
import { headerWithoutStrangers } from './strangers.ts';
import {
  TransportError,
  type Transport,
  type WireAnswer,
  type WireRequest,
  type Written,
} from './transport.ts';
import { redactedRequest } from './wire-request.ts';

/** What every request of a worker goes through. */
export interface Line {
  contract: Contract;
  target: Target;
  transport: Transport;
  redactor: Redactor;
  /** Waited for before every request; without one none waits. */
  pace?: Pace;
  /** What is created is written there first; the embedded sandbox, which ends with the run, needs none. */
  ledger?: Ledger | undefined;
  /** What is hidden in the evidence is digested with; without it no re-judgement can tell what that was. */
  digests?: Digests | undefined;
}

/** A request, and what is wrong about it on purpose. */
export interface SentParts extends RequestParts {
  breach?: Violation | undefined;
}

/** A request that can be sent as often as it takes. */
export interface ReadyRequest {
  operation: Operation;
  parts: SentParts;
  wire: WireRequest;
  /** Whether it repeats one that succeeded, to find out who is to blame for another. */
  isControl?: true;
  /** Its key in the ledger while it is not known what it has created. */
  sent?: string | undefined;
}

/** What came back when a request was sent once; nothing has judged it yet. */
export interface Attempt {
  answer: Answer;
  /** The body as it came, secrets and all. */
  body: Json | undefined;
  recorded?: WireAnswer['recorded'];
}

/** Sends a request once and records the exchange. Throws a `TransportError` when no answer came, which is recorded as well. */
export async function attempted(line: Line, recorder: Recorder, request: ReadyRequest): Promise<Attempt> {
  const { operation, wire, isControl, parts } = request;
  await line.pace?.();
  const written = (): Written => {
    const shown = redactedRequest(line, operation, wire);
    const hidden = line.digests && hiddenInRequest(line.digests, wire, shown);
    return { request: shown, hidden, breaks: breaksOf(parts), control: isControl };
  };
  const record = recording(recorder, request, written);
  try {
    if (operation.removal) request.sent ??= noted(line, recorder, operation);
    const answer = await line.transport.send(wire, { test: recorder.test, written });
    assertReadable(answer);
    const attempt = receive(line, recorder, request, answer, record);
    if (isTold(operation, attempt)) settle(line, request);
    return attempt;
  } catch (error) {
    if (error instanceof TransportError && unsent.includes(error.fault)) settle(line, request);
    if (error instanceof TransportError) record({ failure: { fault: error.fault, message: error.message } });
    throw error;
  }
}

/** What came of a request, to be recorded; `known`: what a recorded run knows of the answer. */
type Recording = (
  rest: Pick<Exchange, 'answer' | 'failure' | 'hidden'>,
  known?: WireAnswer['recorded'],
) => Exchange;

/** Begins to record an exchange, whose time counts from now on. */
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

/** Whether an answer tells what the request has created: an id or, where it was refused, nothing. Whatever fails may have been done. */
function isTold(operation: Operation, { answer: { status }, body }: Attempt): boolean {
  return status < 300 ? createdBy(operation, status, body) !== undefined : status < 500;
}

function breaksOf({ breach }: SentParts): Exchange['breaks'] {
  return breach && { pointer: breach.pointer, rule: breach.rule };
}

/** Faults that a request meets before it is sent. */
export const unsent: readonly TransportFault[] = ['dns', 'refused', 'tls'];

/** Notes that it is known what a request has created. */
export function settle({ ledger }: Line, request: ReadyRequest): void {
  if (request.sent !== undefined) ledger?.settled(request.sent);
  request.sent = undefined;
}

/** Values of an answer beyond which it is not read: what is wrong about each would fill the memory. */
const mostValues = 50_000;

function assertReadable({ body }: WireAnswer): void {
  const isSmall = body.length <= mostValues || extentOf(body.toString('latin1')).values <= mostValues;
  if (isSmall) return;
  const message = `the answer holds more than ${String(mostValues)} values and was not read`;
  throw new TransportError('tooLarge', message);
}

function receive(
  line: Line,
  recorder: Recorder,
  { operation, parts }: ReadyRequest,
  wire: WireAnswer,
  record: Recording,
): Attempt {
  const { contract, ledger, redactor, target } = line;
  const text = wire.body.toString('utf8');
  for (const secret of secretsIn(text)) redactor.add(secret);
  const garbledAt = garbledPlace(wire.body, text);
  const judged = { status: wire.status, headers: wire.headers, text, garbledAt };
  const body = parsedJson(text);
  const created = createdBy(operation, wire.status, body);
  if (created) noteCreated(recorder, ledger, created);
  const schema = answerSchema(operation, wire.status);
  const isToken = operation.security === 'basic';
  const ownIds = target.kind === 'embedded' || isToken ? undefined : recorder.known;
  const cleaning = { contract, redactor, schema, ownIds };
  const shownText = isToken
    ? writtenTokenAnswer(text, wire.status < 300, cleaning)
    : writtenBody(text, cleaning, body);
  const isPlain = shownText === text; // there is nothing to hide in it, so what it says is known
  const display = (isPlain ? body : parsedJson(shownText)) ?? shownText;
  const isOfOurs = operation.method === 'POST' && wire.status < 300;
  const company = ownIds && { ownIds, acquaintances: acquaintancesOf(redactor, contract) };
  const clean = (value: string): string =>
    company ? headerWithoutStrangers(value, company, isOfOurs) : value;
  const headers = wire.headers.map(([name, value]) => [name, redactor.header(name, clean(value))] as const);
  const shown = { status: wire.status, headers, body: shownText };
  const hidden = hiddenOf(line, operation, { ...judged, body, display }, shown);
  const exchange = record({ answer: shown, ...(hidden && { hidden }) }, wire.recorded);
  const safeBody = isPlain || body === undefined ? body : parsedJson(redactor.text(JSON.stringify(body)));
  const answered = { operation: operation.id as OperationId, ...judged };
  return {
    answer: { ...answered, body: safeBody, display, exchange, breach: parts.breach },
    body,
    recorded: wire.recorded,
  };
}

/** What an answer hides as it is written down, and what is broken there: nobody can find that again. */
function hiddenOf(
  { contract, digests }: Line,
  operation: Operation,
  answer: JudgedAnswer,
  shown: NonNullable<Exchange['answer']>,
): Pick<Hidden, 'answer' | 'broken'> | undefined {
  const places = digests && hiddenInAnswer(digests, answer, shown);
  if (!places) return undefined;
  const pointers = hiddenPointers(places, answer.headers);
  const broken = answerViolations(contract, operation, answer)
    .filter(({ pointer }) => isHiddenAt(pointer, pointers))
    .map(({ pointer, rule, level, source }) => ({ pointer, rule, level, source }));
  return { answer: places, ...(broken.length > 0 && { broken }) };
}

/** Where the first byte is that is not UTF-8: from there on, the text in UTF-8 is something else. */
function garbledPlace(bytes: Buffer, text: string): number | undefined {
  if (isUtf8(bytes)) return undefined;
  const readable = Buffer.from(text);
  return bytes.findIndex((byte, place) => byte !== readable[place]);
}

/** Whatever a test brings into being is removed after it, also what should have been refused. */
function createdBy({ removal }: Operation, status: number, body: Json | undefined): Created | undefined {
  const id = removal && status < 300 ? valueAt(body, removal.pointer) : undefined;
  return removal && typeof id === 'string' ? { removal, id } : undefined;
}

/** The key of a request in the ledger, on disk before it is sent. Throws a `NotTestable` where it cannot be written there. */
function noted({ ledger }: Line, recorder: Recorder, { id }: Operation): string | undefined {
  try {
    return ledger?.sending(id);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw notTestable(recorder, 'environment', error.message, id as OperationId);
  }
}

/** Notes what has come into being: in the ledger first. */
export function noteCreated(recorder: Recorder, ledger: Ledger | undefined, created: Created): void {
  ledger?.created(created);
  recorder.created.push(created);
  recorder.known.push(created.id);
}
