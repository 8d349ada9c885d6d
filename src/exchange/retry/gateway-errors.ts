import { gatewayFaults, type EnvironmentFault, type Exchange } from '../../contract/evidence.ts';
import { headerOf, type Violation } from '../../contract/validation/violation.ts';
import { shown } from '../../contract/words.ts';
import type { ApiResponse } from '../response.ts';
import { sentOnce } from '../send-once.ts';
import type { Attempt, ClientContext } from '../client-context.ts';
import type { ReadyRequest } from '../transport/prepared-request.ts';
import { noteLost } from '../cleanup/unanswered-create.ts';
import { longestWait, pauseIn } from './retry-policy.ts';
import { notTestable, type NotTestable } from '../not-testable.ts';
import type { Recorder } from '../recorder.ts';
import { TransportError } from '../transport/transport.ts';
import { delay } from './delay.ts';

/** What a target does with each of these faults, in words. */
const faultWords: Partial<Record<EnvironmentFault, string>> = {
  rateLimited: 'says that the rate limit is exhausted',
  badGateway: 'answers through a gateway that cannot reach it',
  unavailable: 'says that it is temporarily unavailable',
  gatewayTimeout: 'answers through a gateway that waited for it in vain',
};

/** Milliseconds before a request is repeated, where the target does not say how many. */
const usualPause = 300;

/** Requests of a worker that are repeated in vain, before no other is. */
const mostVain = 3;

/** Requests of an operation that are kept as controls: the newest may be the very one that is in doubt. */
const mostControls = 3;

/** Keeps a request that succeeded, to be sent again as a control. */
export function noteControl(
  context: ClientContext,
  request: ReadyRequest,
  { status }: Pick<ApiResponse, 'status'>,
): void {
  if (status >= 300 || request.parts.headers) return;
  const { controls } = context.memory;
  const others = (controls.get(request.operation.id) ?? []).filter((each) => !isSameRequest(each, request));
  const { wire } = request;
  const own = { ...request, wire: { ...wire, headers: { ...wire.headers } } }; // it gets other tokens than the request had
  controls.set(request.operation.id, [own, ...others].slice(0, mostControls));
}

/** Gives controls the token that has taken the place of an older one. */
export function renewControls(context: ClientContext, older: string, newer: string): void {
  for (const { wire } of [...context.memory.controls.values()].flat()) {
    if (wire.headers.authorization === `Bearer ${older}`) wire.headers.authorization = `Bearer ${newer}`;
  }
}

/**
 * The attempt whose answer stands. A 502, 503 or 504 is the environment's, unless the same request repeats it while a control, a
 * request of the same operation that succeeded before, is answered: then it is the API's, and `verdict` says so. Throws a
 * `NotTestable` where it is the environment's, and a `TransportError` when the repetition gets no answer.
 */
export async function confirmedResponse(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  { attempt, isRepeated }: { attempt: Attempt; isRepeated: boolean },
): Promise<{ attempt: Attempt; verdict?: Violation }> {
  if (!gatewayFaults.has(attempt.response.status)) return { attempt };
  const { memory } = context;
  const pause = pauseBefore(request, attempt.response);
  const recorded = context.transport.recorded?.next(recorder.test);
  const isHopeless =
    pause === undefined ||
    (context.transport.recorded ? !isRepeated && !repeats(recorded, request) : memory.vain >= mostVain);
  if (isHopeless) throw await environmental(context, recorder, request, attempt.response);
  if (!isRepeated) await delay(pause);
  const last = isRepeated ? attempt : await sentOnce(context, recorder, request);
  if (!gatewayFaults.has(last.response.status) && !isAmbiguous(request, last.response))
    return { attempt: last };
  const control = last.response.status > 500 ? controlFor(context, recorder, request) : undefined;
  const proof = control && (await responseOf(context, recorder, control));
  if (proof) return { attempt: last, verdict: ofApi(request, last.response, proof) };
  memory.vain += 1;
  const told = isAmbiguous(request, last.response) ? attempt.response : last.response;
  throw await environmental(context, recorder, request, told);
}

/** Milliseconds before a request may be repeated; undefined where it may not: a create could come about twice. */
function pauseBefore({ operation, parts, wire }: ReadyRequest, response: ApiResponse): number | undefined {
  const isCreate = wire.method === 'POST' && !parts.breach && operation.security !== 'basic';
  if (response.status === 429 || isCreate) return undefined;
  const asked = headerOf(response, 'retry-after');
  const pause =
    asked === undefined
      ? usualPause
      : pauseIn(asked, headerOf(response, 'date') ?? response.exchange.startedAt);
  return pause > longestWait ? undefined : pause;
}

/** A write that is refused when it is repeated may have been carried out the first time. */
function isAmbiguous({ parts, wire }: ReadyRequest, { status }: ApiResponse): boolean {
  return wire.method !== 'GET' && !parts.breach && status >= 400 && status < 500;
}

/** The newest other request of the operation that succeeded and may be sent again without changing what is not ours. */
function controlFor(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
): ReadyRequest | undefined {
  const { recorded } = context.transport;
  if (recorded) return recordedControl(context, recorded.next(recorder.test));
  const { controls } = context.memory;
  return controls.get(request.operation.id)?.find((each) => {
    const { operation, parts, wire } = each;
    const ids = Object.values(parts.path ?? {});
    const isOwn =
      ids.length > 0 && ids.every((id) => typeof id !== 'object' && recorder.known.includes(String(id)));
    const isSafe = wire.method === 'GET' || operation.security === 'basic' || operation.removal !== undefined;
    return (isSafe || (isOwn && wire.method !== 'POST')) && !isSameRequest(each, request);
  });
}

/** The control that a recorded run went on with, whichever of its tests had sent it before; undefined where it had none. */
function recordedControl({ contract }: ClientContext, next: Exchange | undefined): ReadyRequest | undefined {
  if (next?.control !== true) return undefined;
  const { method, url, headers, body } = next.request;
  const { origin, pathname, search } = new URL(url);
  const wire = { method, origin, target: pathname + search, headers, body };
  return { operation: contract.operation(next.operation), parts: {}, wire };
}

/** Whether what a recorded run went on with was the same request. */
function repeats(next: Exchange | undefined, { wire }: ReadyRequest): boolean {
  return next?.request.method === wire.method && next.request.url === wire.origin + wire.target;
}

function isSameRequest({ wire: a }: ReadyRequest, { wire: b }: ReadyRequest): boolean {
  const authorization = ({ headers }: typeof a): string | undefined => headers.authorization;
  return (
    a.method === b.method &&
    a.target === b.target &&
    a.body === b.body &&
    authorization(a) === authorization(b)
  );
}

/** What the API itself answers to a control; undefined when something else does, or nothing. */
async function responseOf(
  context: ClientContext,
  recorder: Recorder,
  control: ReadyRequest,
): Promise<ApiResponse | undefined> {
  try {
    const { response } = await sentOnce(context, recorder, { ...control, isControl: true });
    const isOfApi = response.status < 300 || response.status === 409 || response.status === 422; // a gateway says 401, 403 and 404 too
    return isOfApi ? response : undefined;
  } catch (error) {
    if (error instanceof TransportError) return undefined;
    throw error;
  }
}

function ofApi(
  { operation }: ReadyRequest,
  { status, display }: ApiResponse,
  control: ApiResponse,
): Violation {
  const others = `another ${operation.method} ${operation.path} was answered ${String(control.status)} meanwhile`;
  return {
    pointer: 'status',
    rule: 'status',
    message: `status must not be ${String(status)}, received it repeatedly while ${others}: ${shown(display)}`,
    level: 'MUST',
    source: `${operation.pointer}/responses`,
  };
}

/** Notes that something else answered in place of the API, which may have created a customer all the same. */
async function environmental(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  { operation, ...response }: ApiResponse,
): Promise<NotTestable> {
  const known = gatewayFaults.get(response.status);
  const words = (known && faultWords[known]) ?? 'fails';
  const fault = known ?? 'unavailable';
  const wait = headerOf(response, 'retry-after');
  const hint = wait === undefined ? '' : ` (Retry-After: ${wait})`;
  const message = `the target ${words}: ${String(response.status)}${hint}`;
  const thrown = notTestable(recorder, fault, message, operation);
  if (response.status !== 429) await noteLost(context, recorder, request); // what is answered 429 was not carried out
  return thrown;
}
