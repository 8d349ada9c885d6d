import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { cannedTarget } from './canned-target.ts';
import { createApi } from '../../../src/exchange/api.ts';
import { createPace, type Pace } from '../../../src/exchange/pace.ts';

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

  /** Milliseconds from the first to the last of six requests, which are meant to go out at once. */
  const span = async (pace: Pace | undefined): Promise<number> => {
    arrivals.length = 0;
    const { line, recorder, close } = await cannedTarget([]);
    const { port } = server.address() as AddressInfo;
    const target = { ...line.target, baseUrl: `http://127.0.0.1:${String(port)}` };
    const api = createApi({ ...line, target, ...(pace && { pace }) }, recorder);
    await Promise.all(Array.from({ length: 6 }, () => api.send('listCustomers', {})));
    await close();
    assert.equal(arrivals.length, 6);
    return (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
  };

  test('sends so many requests a second at most, evenly apart', async (t) => {
    const took = await span(createPace(10));
    const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));

    t.diagnostic(
      `6 requests at 10 a second: ${took.toFixed(0)} ms, gaps ${gaps.map(Math.round).join(', ')} ms`,
    );
    assert.ok(took >= 450, `took ${String(took)} ms`);
    assert.ok(Math.max(...gaps) < 250, `gaps ${gaps.join(', ')}`);
  });

  test('lets everything go at once without a limit', async () => {
    for (const pace of [undefined, createPace(undefined)]) assert.ok((await span(pace)) < 450);
  });
});
