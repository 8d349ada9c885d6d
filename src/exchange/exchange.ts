import { setTimeout as elapsed } from 'node:timers/promises';
import type { Exchange } from '../contract/evidence.ts';
import type { Contract, Operation, OperationId } from '../contract/operations.ts';
import { isObject, valueAt, type Json } from '../contract/pointers.ts';
import type { RequestParts } from '../contract/requests.ts';
import {
  answerViolations,
  headerOf,
  outcomeViolation,
  parsedJson,
  type Violation,
} from '../contract/violations.ts';
import { answerSchema } from '../contract/sensitive.ts';
import type { Target } from '../target/target.ts';
import type { Answer } from './answer.ts';
import { secretsIn, writtenBody, writtenTokenAnswer } from './display.ts';
import { createPatience, type Patience } from './patience.ts';
import { notTestable, type Recorder } from './recorder.ts';
import type { Redactor } from './redaction.ts';
import { basicAuthorization, type IssuedToken, type Session } from './session.ts';
import { TransportError, type Transport, type WireAnswer, type WireRequest } from './transport.ts';
import { redactedRequest, wireRequest } from './wire-request.ts';

/** What every request of a worker goes through. */
export interface Line {
  contract: Contract;
  target: Target;
  transport: Transport;
  redactor: Redactor;
}

/** A request, and what is wrong about it on purpose. */
export interface SentParts extends RequestParts {
  breach?: Violation | undefined;
}

/** Gateways answer these before the API sees the request. */
const environmentStatuses: Record<number, string> = {
  429: 'says that the rate limit is exhausted',
  502: 'answers through a gateway that cannot reach it',
  503: 'says that it is temporarily unavailable',
  504: 'answers through a gateway that waited for it in vain',
};

/**
 * One exchange without the checks of the two doors; a target that asks to come back later is asked again. Throws a `NotTestable`
 * when no answer of the target came.
 */
export async function exchanged(
  line: Line,
  recorder: Recorder,
  operation: Operation,
  parts: SentParts,
  authorization: string | undefined,
): Promise<Answer> {
  const wire = wireRequest(line.target, operation, parts, authorization);
  const patience = createPatience(wire.method);
  for (;;) {
    const received = await attempted(line, recorder, operation, { wire, breach: parts.breach }, patience);
    if (typeof received !== 'number') {
      noteRemoved(recorder, operation, parts, received.status);
      return received;
    }
    await elapsed(received);
  }
}

/** The answer to a request that is sent once, or the milliseconds to wait before it is sent again. */
async function attempted(
  line: Line,
  recorder: Recorder,
  operation: Operation,
  { wire, breach }: { wire: WireRequest; breach: Violation | undefined },
  patience: Patience,
): Promise<Answer | number> {
  const id = operation.id as OperationId;
  const started = { at: new Date().toISOString(), clock: performance.now() };
  const record = (rest: Pick<Exchange, 'answer' | 'failure'>): Exchange =>
    recorder.exchanged({
      operation: id,
      startedAt: started.at,
      milliseconds: Math.round((performance.now() - started.clock) * 10) / 10,
      ...(breach && { breaks: { pointer: breach.pointer, rule: breach.rule } }),
      request: redactedRequest(line, operation, wire),
      ...rest,
    });
  try {
    const answer = await line.transport.send(wire);
    return receive(line, recorder, operation, answer, { record, breach, pause: patience.pauseAfter(answer) });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    record({ failure: { fault: error.fault, message: error.message } });
    throw notTestable(recorder, 'environment', error.message, id);
  }
}

interface Receiving {
  record: (rest: Pick<Exchange, 'answer'>) => Exchange;
  breach: Violation | undefined;
  pause: number | undefined;
}

function receive(
  { contract, redactor, target }: Line,
  recorder: Recorder,
  operation: Operation,
  wire: WireAnswer,
  { record, breach, pause }: Receiving,
): Answer | number {
  const id = operation.id as OperationId;
  const text = wire.body.toString('utf8');
  for (const secret of secretsIn(text)) redactor.add(secret);
  const judged = { status: wire.status, headers: wire.headers, text, body: parsedJson(text) };
  noteCreated(recorder, operation, judged);
  const schema = answerSchema(operation, wire.status);
  const ownIds = target.kind === 'embedded' ? undefined : recorder.known;
  const cleaning = { contract, redactor, schema, ownIds };
  const isToken = operation.security === 'basic';
  const shownText = isToken
    ? writtenTokenAnswer(text, wire.status < 300, cleaning)
    : writtenBody(text, cleaning, judged.body);
  const isPlain = shownText === text; // there is nothing to hide in it, so what it says is known
  const display = (isPlain ? judged.body : parsedJson(shownText)) ?? shownText;
  const headers = wire.headers.map(([name, value]): [string, string] => [name, redactor.header(name, value)]);
  const exchange = record({ answer: { status: wire.status, headers, body: shownText } });
  if (pause !== undefined) return pause;
  const trouble = environmentStatuses[wire.status];
  if (trouble !== undefined) {
    const wait = headerOf(wire, 'retry-after');
    const hint = wait === undefined ? '' : ` (Retry-After: ${wait})`;
    throw notTestable(recorder, 'environment', `the target ${trouble}: ${String(wire.status)}${hint}`, id);
  }
  const body = isPlain ? judged.body : parsedJson(redactor.text(text));
  const answer: Answer = { operation: id, ...judged, body, display, exchange, breach };
  recorder.received(answer, answerViolations(contract, operation, { ...judged, display }));
  return answer;
}

/** Whatever a test brings into being is removed after it, also what should have been refused. */
function noteCreated(
  recorder: Recorder,
  { removal }: Operation,
  { status, body }: Pick<Answer, 'status'> & { body: Json | undefined },
): void {
  const id = removal && status < 300 ? valueAt(body, removal.pointer) : undefined;
  if (!removal || typeof id !== 'string') return;
  recorder.created.push({ removal, id });
  recorder.known.push(id);
}

function noteRemoved(recorder: Recorder, operation: Operation, parts: RequestParts, status: number): void {
  if (status >= 300) return;
  recorder.created = recorder.created.filter(
    ({ removal, id }) => removal.operation !== operation.id || parts.path?.[removal.parameter] !== id,
  );
}

/** Exchanges an API key and secret for a token. Throws a `NotTestable` when the target issues none. */
export async function issueToken(
  line: Line,
  recorder: Recorder,
  { credentials }: Session,
): Promise<IssuedToken> {
  const operation = line.contract.operation('exchangeApiKey');
  const answer = await exchanged(line, recorder, operation, {}, basicAuthorization(credentials));
  const body = parsedJson(answer.text);
  const refusal = outcomeViolation(operation, { ...answer, body }, 'success');
  const token = isObject(body) ? body.access_token : undefined;
  const expiresIn = isObject(body) ? Number(body.expires_in) : 0;
  const isUsable = typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) && expiresIn > 0;
  if (!refusal && isUsable) return { value: token, expiresIn };
  const reason =
    refusal?.message ?? 'the answer holds no access_token fit for a header with a positive expires_in';
  throw notTestable(recorder, 'api', `the token exchange gave no token: ${reason}`, 'exchangeApiKey');
}
