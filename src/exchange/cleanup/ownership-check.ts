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

/** Sends a request once, whatever it names. */
export type Send = (request: ReadyRequest) => Promise<Attempt>;

/**
 * Makes sure that a request which changes something names nothing but what is ours or made up here. What only the answer to its
 * creation has shown is read first, once. Throws a `NotTestable`.
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
    const reason = `${operation.method} ${operation.path} was not sent: the target has shown an id in it as that of something that is not ours`;
    throw notTestable(recorder, 'api', reason, operation.id as OperationId);
  }
}

/** The texts and names in a body: each may be an id. */
function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return membersOf(value).flatMap(([name, member]) => [String(name), ...textsIn(member)]);
}

/**
 * Reads what was claimed, as whoever has made it, or else as whoever is about to change it, and what it belongs to before it. What is
 * learnt from that is noted on its way. The embedded sandbox has nothing of others.
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

/** The status of a read; undefined when none came of the target. */
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
