import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isoTime } from './clock.ts';
import type { Json } from './json.ts';
import { wordsOf, type SandboxOutcome } from './outcomes.ts';
import { Refusal } from './refusal.ts';

/** A response by its outcome; without a body nothing follows the headers. */
export interface SandboxResponse {
  outcome: SandboxOutcome;
  body?: Json;
  headers?: Record<string, string>;
}

/** The response to a refused request, or to one that made the sandbox itself fail (without details of the failure). */
export function errorResponse(error: unknown, moment: number): SandboxResponse {
  const refusal = error instanceof Refusal ? error : new Refusal('failed');
  const problems = refusal.problems.map((problem) => ({ ...problem }));
  const body = {
    timestamp: isoTime(moment),
    traceId: randomBytes(8).toString('hex'),
    ...wordsOf(refusal.failure),
    ...(problems.length > 0 && { errors: problems }),
  };
  return { outcome: refusal.failure, body, headers: refusal.headers };
}

/** A response as it goes over the wire. Header names keep their case; without a body nothing follows the headers. */
export interface Message {
  status: number;
  headers: Record<string, string>;
  body?: Buffer | undefined;
  /** The number of pieces that the body is sent in; with more than one, Content-Length is not sent. */
  pieces: number;
}

/** A response as a message: JSON in UTF-8, in one piece. */
export function messageOf(
  { outcome, body, headers }: SandboxResponse,
  statusOf: (outcome: SandboxOutcome) => number,
): Message {
  const type =
    body === undefined
      ? {}
      : { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return {
    status: statusOf(outcome),
    headers: { ...headers, ...type },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
    pieces: 1,
  };
}

/** Sends a message without the framework, which would change the case of its header names. */
export function sendMessage(reply: FastifyReply, { status, headers, body, pieces }: Message): FastifyReply {
  const { raw } = reply.hijack();
  const isCounted = pieces === 1 && status !== 204;
  if (isCounted) raw.setHeader(lengthIn(headers), body?.length ?? 0);
  raw.writeHead(status, headers);
  const size = Math.ceil((body?.length ?? 0) / pieces);
  for (let piece = 0; body && piece < pieces - 1; piece += 1)
    raw.write(body.subarray(piece * size, (piece + 1) * size));
  raw.end(body?.subarray((pieces - 1) * size));
  return reply;
}

/** The name of Content-Length in the case of the other header names. */
function lengthIn(headers: Record<string, string>): string {
  const name = 'content-length';
  const isUpper = Object.keys(headers).some((each) => each === each.toUpperCase());
  return isUpper ? name.toUpperCase() : name;
}
