import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { createInstance } from '../../../../src/sandbox/http/instance.ts';
import { createServer } from '../../../../src/sandbox/http/server.ts';
import { readReply, startApi, type Reply } from './api.ts';
import { individual } from './drafts.ts';
import { assertError } from './error-object.ts';

const api = await startApi();
/** The response to bytes that fetch would not send. */
async function rawReply(bytes: string): Promise<Reply> {
  const socket = connect(Number(new URL(api.sandbox.url).port), '127.0.0.1');
  socket.end(bytes);
  let text = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) text += chunk.toString();
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const type = /content-type: (.*)/i.exec(head)?.[1] ?? '';
  return readReply(
    new Response(body, { status: Number(head.split(' ')[1]), headers: { 'content-type': type } }),
  );
}

describe('sandbox: unreadable requests', () => {
  test('returns 404 for any other path', async () => {
    for (const path of ['/', '/v1', '/v1/customer', '/v2/customers', `/v1/customers/${randomUUID()}/other`]) {
      assertError(await readReply(await fetch(api.sandbox.url + path)), 404);
    }
  });

  test('rejects other methods and lists the allowed ones', async () => {
    const cases = [
      ['/v1/customers', 'PATCH', 'GET, POST'],
      ['/v1/customers', 'OPTIONS', 'GET, POST'],
      ['/v1/api-keys/exchange', 'GET', 'POST'],
      ['/v1/limits/utilisation', 'PUT', 'GET'],
      [`/v1/limits/${randomUUID()}`, 'GET', 'PUT'],
    ] as const;
    for (const [path, method, allowed] of cases) {
      const reply = await readReply(await fetch(api.sandbox.url + path, { method }));
      assertError(reply, 405);
      assert.equal(reply.headers.get('allow'), allowed);
    }
    assert.equal((await fetch(`${api.sandbox.url}/v1/customers`, { method: 'HEAD' })).status, 405);
  });

  test('rejects other media types', async () => {
    const raw = JSON.stringify(individual());
    for (const type of ['text/plain', 'application/xml', 'application/json; charset=latin1', 'nonsense']) {
      assertError(await api.send('createCustomer', { raw, headers: { 'content-type': type } }), 415);
    }
    assertError(await api.send('createCustomer', { raw, headers: { 'content-encoding': 'gzip' } }), 415);
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };
    assert.equal((await api.send('createCustomer', { raw, headers })).status, 201);
  });

  test('rejects a body that is missing or is not JSON', async () => {
    for (const raw of ['', '{', '{"type":}', "{'type':1}", 'undefined', Buffer.from([0x22, 0xff, 0x22])]) {
      assertError(await api.send('createCustomer', { raw }), 400);
    }
    assertError(await api.send('createCustomer'), 400);
    assertError(await api.send('updateLimits', { raw: '[' }), 400);
  });

  test('rejects a body over 1 MB, and accepts one of 1 MB', async () => {
    const sized = (size: number): string => JSON.stringify(individual({ unknown: 'x'.repeat(size) }));
    const room = 1_048_576 - sized(0).length;
    assert.equal((await api.send('createCustomer', { raw: sized(room) })).status, 201);
    assertError(await api.send('createCustomer', { raw: sized(room + 1) }), 413);
    assertError(await api.send('createCustomer', { raw: sized(20_000_000) }), 413);
  });

  test('rejects malformed HTTP', async () => {
    assertError(await rawReply('nonsense\r\n\r\n'), 400);
    assertError(
      await rawReply('GET /v1/customers/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
      400,
    );
    assertError(
      await rawReply(`GET /v1/customers HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`),
      400,
    );
  });

  test('reveals nothing about an internal failure', async () => {
    const instance = createInstance(api.contract, 60);
    instance.handlers.listCustomers = () => {
      throw new Error('a secret');
    };
    const server = createServer(instance);
    const headers = { authorization: `Bearer ${instance.tokens.issue(instance.accounts.first)}` };
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const reply = await readReply(await fetch(`${url}/v1/customers`, { headers }));
    await server.close();
    assertError(reply, 500);
    assert.doesNotMatch(reply.text, /secret|errors/);
  });
});
