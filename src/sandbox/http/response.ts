import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isoTime } from './clock.ts';
import type { Json } from './json.ts';
import { wordsOf, type SandboxOutcome } from './outcomes.ts';
import { Refusal } from './refusal.ts';

/** What is to be sent back; without a body nothing follows the headers. */
export interface SandboxResponse {
  outcome: SandboxOutcome;
  body?: Json;
  headers?: Record<string, string>;
}

/** The answer to a request that was refused, or that made the sandbox itself fail (no detail is given away). */
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

/** An answer as it goes over the wire. Names of headers keep their case; without a body nothing follows them. */
export interface Message {
  status: number;
  headers: Record<string, string>;
  body?: Buffer | undefined;
  /** How many pieces the body is sent in; of several the client is not told the length before. */
  pieces: number;
}

/** An answer as a message: JSON in UTF-8, in one piece. */
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

/** Sends a message, past the framework, which would change the case of its headers: the one place where anything is written. */
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

/** The name of the header for the length, spelled as the others are. */
function lengthIn(headers: Record<string, string>): string {
  const name = 'content-length';
  const isUpper = Object.keys(headers).some((each) => each === each.toUpperCase());
  return isUpper ? name.toUpperCase() : name;
}
