import { isUtf8 } from 'node:buffer';
import type { Exchange, TransportFault } from '../contract/evidence.ts';
import { extentOf } from '../contract/json-extent.ts';
import type { Contract, Operation, OperationId } from '../contract/operations.ts';
import { valueAt, type Json } from '../contract/pointers.ts';
import type { RequestParts } from '../contract/requests.ts';
import { answerSchema } from '../contract/sensitive.ts';
import { parsedJson, type Violation } from '../contract/violations.ts';
import type { Target } from '../target/target.ts';
import { acquaintancesOf } from './acquaintances.ts';
import type { Answer } from './answer.ts';
import { secretsIn, writtenBody, writtenTokenAnswer } from './display.ts';
import type { Ledger } from './ledger.ts';
import type { Pace } from './pace.ts';
import type { Created, Recorder } from './recorder.ts';
import type { Redactor } from './redaction.ts';
import { headerWithoutStrangers } from './strangers.ts';
import { TransportError, type Transport, type WireAnswer, type WireRequest } from './transport.ts';
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
  /** Its key in the ledger while it is not known what it has created. */
  sent?: string | undefined;
}

/** What came back when a request was sent once; nothing has judged it yet. */
export interface Attempt {
  answer: Answer;
  /** The body as it came, secrets and all. */
  body: Json | undefined;
}

/** Sends a request once and records the exchange. Throws a `TransportError` when no answer came, which is recorded as well. */
export async function attempted(line: Line, recorder: Recorder, request: ReadyRequest): Promise<Attempt> {
  const { operation, parts, wire } = request;
  const { breach } = parts;
  await line.pace?.();
  const started = { at: new Date().toISOString(), clock: performance.now() };
  const record = (rest: Pick<Exchange, 'answer' | 'failure'>): Exchange =>
    recorder.exchanged({
      operation: operation.id as OperationId,
      startedAt: started.at,
      milliseconds: Math.round((performance.now() - started.clock) * 10) / 10,
      ...(breach && { breaks: { pointer: breach.pointer, rule: breach.rule } }),
      request: redactedRequest(line, operation, wire),
      ...rest,
    });
  try {
    if (operation.removal) request.sent ??= line.ledger?.sending(operation.id);
    const answer = await line.transport.send(wire);
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

/** Whether an answer tells what the request has created: an id or, where it was refused, nothing. Whatever fails may have been done. */
function isTold(operation: Operation, { answer: { status }, body }: Attempt): boolean {
  return status < 300 ? createdBy(operation, status, body) !== undefined : status < 500;
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
  { contract, ledger, redactor, target }: Line,
  recorder: Recorder,
  { operation, parts }: ReadyRequest,
  wire: WireAnswer,
  record: (rest: Pick<Exchange, 'answer'>) => Exchange,
): Attempt {
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
  const headers = wire.headers.map(([name, value]): [string, string] => {
    const company = ownIds && { ownIds, acquaintances: acquaintancesOf(redactor, contract) };
    const clean = company ? headerWithoutStrangers(value, company, isOfOurs) : value;
    return [name, redactor.header(name, clean)];
  });
  const exchange = record({ answer: { status: wire.status, headers, body: shownText } });
  const safeBody = isPlain || body === undefined ? body : parsedJson(redactor.text(JSON.stringify(body)));
  const operationId = operation.id as OperationId;
  const { breach } = parts;
  return {
    answer: { operation: operationId, ...judged, body: safeBody, display, exchange, breach },
    body,
  };
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

/** Notes what has come into being: in the ledger first. */
export function noteCreated(recorder: Recorder, ledger: Ledger | undefined, created: Created): void {
  ledger?.created(created);
  recorder.created.push(created);
  recorder.known.push(created.id);
}
