import type { OperationId } from '../../contract/operations.ts';
import { membersOf, type Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { Attempt, ClientContext } from '../client-context.ts';
import { isClaimed, type ResourceRead } from './ownership-record.ts';
import { notTestable } from '../not-testable.ts';
import { createRetryPolicy } from '../retry/retry-policy.ts';
import type { ReadyRequest } from '../transport/prepared-request.ts';
import type { Recorder } from '../recorder.ts';
import { TransportError } from '../transport/transport.ts';
import { delay } from '../retry/delay.ts';
import { wireRequest } from '../transport/wire-request.ts';

/** Sends a request once, without a check of the ids in it. */
export type Send = (request: ReadyRequest) => Promise<Attempt>;

/**
 * Checks that a write contains only ids that are ours or were invented here. An id that only the response to a create has shown is
 * read first, once. Throws a `NotTestable` when an id in the request is not ours.
 */
export async function assertOurs(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  send: Send,
): Promise<void> {
  const { operation, parts, wire } = request;
  const isRead = wire.method === 'GET' && parts.headers === undefined; // a header may ask for another method
  if (isRead || operation.security === 'basic') return;
  const { standings } = recorder.belongings;
  const inBody = textsIn(parsedJson(wire.body ?? ''));
  for (const id of [...Object.values(parts.path ?? {}).map(String), ...inBody]) {
    await ask(context, recorder, { id, request, send });
    const standing = standings.get(id);
    if (standing === undefined || isClaimed(standing)) continue;
    const reason = `${operation.method} ${operation.path} was not sent: the target has shown an id in it as the id of a resource that is not ours`;
    throw notTestable(recorder, 'api', reason, operation.id as OperationId);
  }
}

/** The texts and names in a body: each may be an id. */
function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return membersOf(value).flatMap(([name, member]) => [String(name), ...textsIn(member)]);
}

/**
 * Reads a claimed resource as the caller that created it or, failing that, as the caller that is about to change it; before that, reads
 * the resource that it belongs to. The reads update the ownership record. Does nothing on the embedded sandbox, which has no other users.
 */
async function ask(
  context: ClientContext,
  recorder: Recorder,
  { id, request, send }: { id: string; request: ReadyRequest; send: Send },
): Promise<void> {
  const { standings } = recorder.belongings;
  const claimed = standings.get(id);
  if (typeof claimed !== 'object' || context.target.kind === 'embedded') return;
  const { holder, isAsked, made, reading } = claimed;
  if (holder !== undefined) {
    await ask(context, recorder, { id: holder, request, send });
    if (!isClaimed(standings.get(holder))) standings.set(id, 'others');
  }
  if (!reading || isAsked) return;
  const callers = new Set([made?.wire, request.wire].map((wire) => wire?.headers.authorization));
  for (const authorization of callers) {
    const status = await statusOfRead(context, reading, { authorization, send });
    if (status === undefined || status === 401 || status === 403) continue;
    claimed.isAsked = true;
    return;
  }
}

/** The status of a read; undefined when no usable response came. */
export async function statusOfRead(
  context: ClientContext,
  { reader, path }: ResourceRead,
  { authorization, send }: { authorization: string | undefined; send: Send },
): Promise<number | undefined> {
  const parts = { path };
  const patience = createRetryPolicy('GET');
  const wire = wireRequest(context.target, reader, parts, authorization);
  try {
    for (;;) {
      const { response } = await send({ operation: reader, parts, wire });
      const pause = patience.pauseAfter(response, response.exchange.startedAt);
      if (pause === undefined) return response.status;
      await delay(pause);
    }
  } catch (error) {
    if (error instanceof TransportError) return undefined;
    throw error;
  }
}
