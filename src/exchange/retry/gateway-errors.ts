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

/** What the target does in the case of each of these faults, for messages. */
const faultWords: Partial<Record<EnvironmentFault, string>> = {
  rateLimited: 'says that the rate limit is exhausted',
  badGateway: 'responds through a gateway that cannot reach it',
  unavailable: 'says that it is temporarily unavailable',
  gatewayTimeout: 'responds through a gateway that timed out waiting for it',
};

/** Milliseconds to wait before a request is repeated, when the target does not specify them. */
const usualPause = 300;

/** After this number of unsuccessful repetitions, a worker repeats no more requests. */
const mostVain = 3;

/** Number of requests kept as controls per operation: more than one, because the newest may equal the request in doubt. */
const mostControls = 3;

/** Keeps a successful request, to be sent again as a control. */
export function noteControl(
  context: ClientContext,
  request: ReadyRequest,
  { status }: Pick<ApiResponse, 'status'>,
): void {
  if (status >= 300 || request.parts.headers) return;
  const { controls } = context.memory;
  const others = (controls.get(request.operation.id) ?? []).filter((each) => !isSameRequest(each, request));
  const { wire } = request;
  const own = { ...request, wire: { ...wire, headers: { ...wire.headers } } }; // a copy, because its token is replaced later
  controls.set(request.operation.id, [own, ...others].slice(0, mostControls));
}

/** Replaces an older token by its successor in all controls. */
export function renewControls(context: ClientContext, older: string, newer: string): void {
  for (const { wire } of [...context.memory.controls.values()].flat()) {
    if (wire.headers.authorization === `Bearer ${older}`) wire.headers.authorization = `Bearer ${newer}`;
  }
}

/**
 * Returns the attempt whose response counts. A 502, 503 or 504 is blamed on the environment, unless a repetition of the request gets it
 * again while the API responds to a control, an earlier successful request of the same operation: then it is blamed on the API, and
 * `verdict` is the violation. Throws a `NotTestable` that blames the environment, and a `TransportError` if a repetition gets no response.
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

/** Milliseconds to wait before a request is repeated; undefined if it must not be repeated: a create could be carried out twice. */
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

/** Whether the refusal of a repeated write may mean that the first attempt was carried out. */
function isAmbiguous({ parts, wire }: ReadyRequest, { status }: ApiResponse): boolean {
  return wire.method !== 'GET' && !parts.breach && status >= 400 && status < 500;
}

/** The newest other successful request of the operation that can be sent again without changing data of others. */
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

/** The control that the recorded run sent next, whichever of its tests had sent it before; undefined if it sent no control. */
function recordedControl({ contract }: ClientContext, next: Exchange | undefined): ReadyRequest | undefined {
  if (next?.control !== true) return undefined;
  const { method, url, headers, body } = next.request;
  const { origin, pathname, search } = new URL(url);
  const wire = { method, origin, target: pathname + search, headers, body };
  return { operation: contract.operation(next.operation), parts: {}, wire };
}

/** Whether the recorded run sent the same request next. */
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

/** The response of the API itself to a control; undefined if something else responds, or nothing. */
async function responseOf(
  context: ClientContext,
  recorder: Recorder,
  control: ReadyRequest,
): Promise<ApiResponse | undefined> {
  try {
    const { response } = await sentOnce(context, recorder, { ...control, isControl: true });
    const isOfApi = response.status < 300 || response.status === 409 || response.status === 422; // a gateway can also return 401, 403 and 404
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
  const others = `another ${operation.method} ${operation.path} received ${String(control.status)} meanwhile`;
  return {
    pointer: 'status',
    rule: 'status',
    message: `status must not be ${String(status)}, received it repeatedly while ${others}: ${shown(display)}`,
    level: 'MUST',
    source: `${operation.pointer}/responses`,
  };
}

/** Records that something else responded in place of the API, which may nevertheless have created a customer. */
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
  if (response.status !== 429) await noteLost(context, recorder, request); // a request that gets 429 was not carried out
  return thrown;
}
