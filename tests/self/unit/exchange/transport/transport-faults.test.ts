import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { TransportFault } from '../../../../../src/contract/evidence.ts';
import { bodyLimit, TransportError } from '../../../../../src/exchange/transport/transport.ts';
import { answered, rawServers, timeout } from '../../../support/raw-server.ts';

const { listening, send, stop, close } = rawServers();
after(close);

/** The result of each network fault that was tried. */
const tried: TransportFault[] = [];

async function fails(port: number, fault: TransportFault, says: RegExp): Promise<void> {
  await assert.rejects(send(port, { method: 'POST', body: '{"secret":"k4n4ry"}' }), (error: unknown) => {
    assert.ok(error instanceof TransportError, String(error));
    assert.equal(error.fault, fault);
    tried.push(error.fault);
    assert.match(error.message, says);
    assert.doesNotMatch(`${error.message}${error.stack ?? ''}${JSON.stringify(error)}`, /k4n4ry|Bearer/);
    return true;
  });
}

describe('a missing response', () => {
  test('is reported as a refused connection when nothing listens', async () => {
    const port = await listening(() => undefined);
    await stop();

    await fails(port, 'refused', /^127\.0\.0\.1:\d+ refuses the connection/);
  });

  test('is reported as a reset when the connection is closed or reset', async () => {
    await fails(await listening((socket) => socket.end()), 'reset', /closed the connection/);
    await fails(await listening((socket) => socket.resetAndDestroy()), 'reset', /closed the connection/);
  });

  test('is reported as a reset when the body ends too early', async () => {
    const port = await listening((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"a"'));

    await fails(port, 'reset', /closed the connection before the response was complete/);
  });

  test('is reported as a timeout when nothing arrives, or nothing more', async () => {
    const startedAt = performance.now();
    await fails(await listening(() => undefined), 'timeout', /did not respond within 1500 ms/);
    await fails(
      await listening((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{')),
      'timeout',
      /did not respond within 1500 ms/,
    );

    assert.ok(performance.now() - startedAt < 2 * timeout + 2000, 'it took too long');
  });

  test('is reported as a timeout when the body never ends, however fast it drips', async () => {
    const port = await listening((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(drip));
    });

    await fails(port, 'timeout', /did not respond within 1500 ms/);
  });

  test('is reported as not HTTP when the server speaks another protocol', async () => {
    await fails(
      await listening((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')),
      'protocol',
      /is not HTTP/,
    );
  });

  test('is reported as not HTTP when the body does not match its encoding', async () => {
    const port = await listening(answered(['HTTP/1.1 200 OK', 'content-encoding: gzip'], 'k4n4ry'));

    await fails(port, 'protocol', /the response body is not the gzip its headers announce/);
  });

  test('is reported as too large, before and after decompression', async () => {
    await fails(
      await listening(answered(['HTTP/1.1 200 OK'], Buffer.alloc(bodyLimit + 1))),
      'tooLarge',
      /longer than 10 MB/,
    );
    for (const [coding, bomb] of [
      ['gzip', gzipSync(Buffer.alloc(bodyLimit + 1))],
      ['br', brotliCompressSync(Buffer.alloc(bodyLimit + 1))],
    ] as const)
      await fails(
        await listening(answered(['HTTP/1.1 200 OK', `content-encoding: ${coding}`], bomb)),
        'tooLarge',
        /longer than 10 MB/,
      );
  });

  test('is reported as an untrusted certificate only when there is a certificate', async () => {
    const port = await listening(answered(['HTTP/1.1 400 Bad Request']));

    await assert.rejects(
      send(port, { origin: `https://127.0.0.1:${String(port)}` }),
      (error: unknown) => error instanceof TransportError && !error.message.includes('certificate'),
    );
  });

  test('has a fault that depends on what happened to the connection', (t) => {
    if (tried.length === 0) {
      t.skip('none was tried');
      return;
    }
    const kinds = [...new Set(tried)].sort();
    t.diagnostic(`${String(tried.length)} network faults tried, each told as one of: ${kinds.join(', ')}`);
    assert.deepEqual(kinds, ['protocol', 'refused', 'reset', 'timeout', 'tooLarge']);
  });
});
