import type { IncomingMessage } from 'node:http';
import type { Contract, Operation } from '../contract/operations.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { problemsOf } from './problems.ts';
import { Refusal, refuseInvalid } from './refusal.ts';
import { nodeAt, writablePart } from './schemas.ts';

/** The most bytes that a body may have. */
export const bodyLimit = 1_048_576;

/**
 * What an operation takes from the body of a request: its described, writable fields. Empty when the operation has no body.
 * Throws a `Refusal` when the body cannot be read or is not valid.
 */
export async function readBody(
  contract: Contract,
  operation: Operation,
  message: IncomingMessage,
): Promise<JsonObject> {
  const { body } = operation;
  if (!body) return {};
  const bytes = await readBytes(message);
  if (bytes.length === 0) throw new Refusal('malformedBody');
  if (!isJson(message)) throw new Refusal('unsupportedMediaType');
  const taken = writablePart(contract.document, nodeAt(contract.document, body.schema), parsed(bytes));
  refuseInvalid(problemsOf(contract.request[body.schema], taken));
  return isObject(taken) ? taken : {};
}

/** Reads to the end even when the body is too large, so that the client can read the answer. */
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

function isJson({ headers }: IncomingMessage): boolean {
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
