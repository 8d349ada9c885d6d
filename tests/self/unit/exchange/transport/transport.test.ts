import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bodyLimit, type WireResponse } from '../../../../../src/exchange/transport/transport.ts';
import { answered, rawServers } from '../../../support/raw-server.ts';

const { listening, send, close } = rawServers();
after(close);

async function received(head: string[], body?: string | Buffer): Promise<WireResponse> {
  return send(await listening(answered(head, body)));
}

describe('a response', () => {
  test('has its status, its headers in order with repetitions, and its body', async () => {
    const head = ['HTTP/1.1 201 Created', 'X-B: 1', 'Set-Cookie: a', 'x-a: 2', 'set-cookie: b'];
    const { status, headers, body } = await received(head, 'ü');

    assert.equal(status, 201);
    assert.deepEqual(headers.slice(0, -1), [
      ['x-b', '1'],
      ['set-cookie', 'a'],
      ['x-a', '2'],
      ['set-cookie', 'b'],
    ]);
    assert.equal(body.toString(), 'ü');
  });

  test('that redirects is not followed', async () => {
    const { status, headers } = await received(['HTTP/1.1 302 Found', 'location: /elsewhere']);

    assert.equal(status, 302);
    assert.deepEqual(headers[0], ['location', '/elsewhere']);
  });

  const codings: [name: string, body: Buffer][] = [
    ['gzip', gzipSync('{"a":1}')],
    ['GZIP', gzipSync('{"a":1}')],
    ['x-gzip', gzipSync('{"a":1}')],
    ['br', brotliCompressSync('{"a":1}')],
    ['deflate', deflateSync('{"a":1}')],
    ['identity', Buffer.from('{"a":1}')],
    ['gzip, br', brotliCompressSync(gzipSync('{"a":1}'))],
  ];
  for (const [name, body] of codings)
    test(`is decoded from ${name}, ${String(body.length)} bytes`, async () => {
      const response = await received(['HTTP/1.1 200 OK', `content-encoding: ${name}`], body);

      assert.equal(response.body.toString(), '{"a":1}');
    });

  test('without a body is empty, whatever encoding it declares', async () => {
    const { body } = await received(['HTTP/1.1 200 OK', 'content-encoding: gzip']);

    assert.equal(body.length, 0);
  });

  test('of exactly the maximum length is read', async () => {
    const { body } = await received(['HTTP/1.1 200 OK'], Buffer.alloc(bodyLimit));

    assert.equal(body.length, bodyLimit);
  });
});

describe('a request', () => {
  test('is sent as given, once', async () => {
    const heads: string[] = [];
    const port = await listening((socket, head) => {
      heads.push(head);
      answered(['HTTP/1.1 503 Unavailable'])(socket);
    });
    await send(port, { method: 'POST', headers: { 'x-one': '1' }, body: '{"a":"ü"}' });

    assert.equal(heads.length, 1);
    assert.match(heads[0] ?? '', /^POST \/v1\/customers\?page=0 HTTP\/1\.1\r\n/);
    assert.match(heads[0] ?? '', /\r\nx-one: 1\r\n/);
    assert.match(heads[0] ?? '', /\r\ncontent-length: 10\r\n/);
  });

  test('is sent unchanged: dots in its path are not resolved', async () => {
    const heads: string[] = [];
    const port = await listening((socket, head) => {
      heads.push(head);
      answered(['HTTP/1.1 404 Not Found'])(socket);
    });
    await send(port, { target: '/v1/customers/../suspend' });

    assert.match(heads[0] ?? '', /^GET \/v1\/customers\/\.\.\/suspend HTTP/);
  });

  test('that cannot be sent is not blamed on the target', async () => {
    const port = await listening(answered(['HTTP/1.1 200 OK']));

    await assert.rejects(send(port, { headers: { authorization: 'Bearer k4n\n4ry' } }), (error: Error) => {
      assert.doesNotMatch(error.message, /127\.0\.0\.1|4ry/);
      return true;
    });
  });
});
