import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { cannedTarget } from '../../../support/canned-target.ts';
import { createApi } from '../../../../../src/exchange/api.ts';
import { createPace, type Pace } from '../../../../../src/exchange/transport/rate-limit.ts';

describe('the rate limit', () => {
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

  /** Milliseconds after which each of six requests that start together was sent. */
  const released = async (pace: Pace): Promise<number[]> => {
    arrivals.length = 0;
    const times: number[] = [];
    const noted: Pace = async () => {
      await pace();
      times.push(performance.now());
    };
    const { context, recorder, close } = await cannedTarget([]);
    const { port } = server.address() as AddressInfo;
    const target = { ...context.target, baseUrl: `http://127.0.0.1:${String(port)}` };
    const api = createApi({ ...context, target, pace: noted }, recorder);
    const start = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => api.send('listCustomers', {})));
    await close();
    assert.equal(arrivals.length, 6);
    return times.map((time) => time - start);
  };

  test('sends at most this many requests per second, evenly spaced', async (t) => {
    const since = await released(createPace(10));

    t.diagnostic(`6 requests at 10 a second were let go after ${since.map(Math.round).join(', ')} ms`);
    for (const [index, milliseconds] of since.entries()) assert.ok(milliseconds >= index * 100 - 10);
  });

  test('sends everything at once without a limit', async () => {
    const [last = Infinity] = (await released(createPace(undefined))).slice(-1);

    assert.ok(last < 450);
  });
});
