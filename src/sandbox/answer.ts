import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isoTime } from './clock.ts';
import type { Json } from './json.ts';
import { wordsOf, type Outcome } from './outcomes.ts';
import { Refusal } from './refusal.ts';

/** What is to be sent back; without a body nothing follows the headers. */
export interface Answer {
  outcome: Outcome;
  body?: Json;
  headers?: Record<string, string>;
}

/** The answer to a request that was refused, or that made the sandbox itself fail (no detail is given away). */
export function errorAnswer(error: unknown, moment: number): Answer {
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

/** Sends an answer: the one place where anything is written. */
export function writeAnswer(
  reply: FastifyReply,
  answer: Answer,
  statusOf: (outcome: Outcome) => number,
): FastifyReply {
  void reply.status(statusOf(answer.outcome)).headers(answer.headers ?? {});
  if (answer.body === undefined) return reply.send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer.body));
}
