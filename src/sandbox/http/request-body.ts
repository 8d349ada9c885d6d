import type { IncomingMessage } from 'node:http';
import type { Contract, Operation } from '../../contract/operations.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { Reading } from './reading.ts';
import { problemsOf } from './validation-problems.ts';
import { Refusal, refuseInvalid } from './refusal.ts';
import { nodeAt, writablePart } from './schemas.ts';

/** The maximum size of a body in bytes. */
export const bodyLimit = 1_048_576;

/** A body as it was sent, and what an operation takes from it: its described, writable fields. */
export interface ReadBody {
  sent: Json | undefined;
  taken: JsonObject;
}

/**
 * The body of a request; nothing is taken when the operation has none.
 * Throws a `Refusal` when the body cannot be read or is not valid.
 */
export async function readBody(
  contract: Contract,
  operation: Operation,
  message: IncomingMessage,
  reading: Reading,
): Promise<ReadBody> {
  const { body } = operation;
  if (!body) return { sent: undefined, taken: {} };
  const bytes = await readBytes(message);
  if (bytes.length === 0) throw new Refusal('malformedBody');
  if (!reading.isJson) throw new Refusal('unsupportedMediaType');
  const sent = reading.body(parsed(bytes));
  const taken = writablePart(contract.document, nodeAt(contract.document, body.schema), sent);
  refuseInvalid(problemsOf(contract.request[body.schema], taken, reading));
  return { sent, taken: isObject(taken) ? taken : {} };
}

/** Reads to the end even when the body is too large, so that the client can read the response. */
async function readBytes(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  if (size > bodyLimit) throw new Refusal('tooLarge');
  return Buffer.concat(chunks);
}

/** Whether a request says that its body is JSON, in UTF-8 and not compressed. */
export function isJson({ headers }: IncomingMessage): boolean {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  const isOtherCharset = /;\s*charset="?(?!utf-?8)/i.test(type);
  return encoding === 'identity' && /^application\/json\s*(;|$)/i.test(type) && !isOtherCharset;
}

function parsed(bytes: Buffer): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    throw new Refusal('malformedBody');
  }
}
