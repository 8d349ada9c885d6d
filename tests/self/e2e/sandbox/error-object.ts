import assert from 'node:assert/strict';
import { currentContract, type Reply } from './api.ts';

const { response } = await currentContract();

/** Fails unless a response has a status and the documented error object, and reveals nothing about the implementation. */
export function assertError(reply: Reply, status: number): void {
  assert.equal(reply.status, status, reply.text);
  assert.ok(response['/components/schemas/Error']?.(reply.body), reply.text);
  assert.match(reply.headers.get('content-type') ?? '', /^application\/json/);
  assert.doesNotMatch(reply.text, /\.ts|node_modules|\n *at |Error:|Unexpected token/);
}
