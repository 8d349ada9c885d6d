import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { cannedTarget } from './canned-target.ts';
import { createApi } from '../../../src/exchange/api.ts';
import { createPace } from '../../../src/exchange/pace.ts';

describe('a pace', () => {
  const arrivals: number[] = [];
  const server = createServer((_, response) => {
    arrivals.push(performance.now());
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });

  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  test('sends so many requests a second at most, evenly apart', async (t) => {
    const { line, recorder, close } = await cannedTarget([]);
    const { port } = server.address() as AddressInfo;
    const target = { ...line.target, baseUrl: `http://127.0.0.1:${String(port)}` };
    const api = createApi({ ...line, target, pace: createPace(10) }, recorder);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => api.send('listCustomers', {})));
    await close();

    const after = arrivals.map((at) => Math.round(at - startedAt));
    t.diagnostic(`6 requests at 10 a second arrived after ${after.join(', ')} ms`);
    assert.equal(after.length, 6);
    assert.ok(after.every((at, index) => at >= index * 100 - 2));
  });

  test('lets everything go at once without a limit', async () => {
    const pace = createPace(undefined);
    const startedAt = performance.now();
    for (let turn = 0; turn < 1000; turn += 1) await pace();

    assert.ok(performance.now() - startedAt < 5000);
  });
});
