import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { isoTime } from '../../../../src/sandbox/http/clock.ts';
import { createInstance } from '../../../../src/sandbox/http/instance.ts';
import { createServer } from '../../../../src/sandbox/http/server.ts';
import { currentContract, readReply, type Reply } from './api.ts';
import { individual } from './drafts.ts';

const customers = 10_000;
const slowest = 500;

describe('sandbox: many customers', () => {
  test(`lists ${String(customers)} of them quickly, each once`, async () => {
    const instance = createInstance(await currentContract(), 60);
    const account = instance.store.get(instance.accounts.first.businessAccountId);
    for (let index = 0; index < customers; index += 1) {
      const time = isoTime(Date.now() - (index % 7) * 1000);
      const own = {
        id: randomUUID(),
        status: 'ACTIVE',
        type: 'INDIVIDUAL',
        createdAt: time,
        updatedAt: time,
      };
      account?.customers.set(own.id, { ...individual(), ...own });
    }
    const server = createServer(instance);
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const headers = { authorization: `Bearer ${instance.tokens.issue(instance.accounts.first)}` };
    const list = async (query: string): Promise<Reply> =>
      readReply(await fetch(`${url}/v1/customers?${query}`, { headers }));

    const queries = [
      '',
      'sort=primaryEmail.value&sort=id',
      'search=nobody',
      'createdAtFrom=2020-01-01&timeZone=Asia/Tokyo',
    ];
    for (const query of queries) {
      const start = process.cpuUsage();
      await list(query);
      assert.ok(workSince(start) < slowest, query);
    }

    const seen = new Set<unknown>();
    for (let page = 0; page < customers / 100; page += 1) {
      const { body } = await list(`size=1000&page=${String(page)}`);
      const { content } = body as { content: { id: string }[] };
      for (const { id } of content) seen.add(id);
    }
    await server.close();
    assert.equal(seen.size, customers);
  });
});

/** Milliseconds of processor time of this process; other processes do not count. */
function workSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
