import assert from 'node:assert/strict';
import { it } from 'node:test';
import { markedEmail } from '../../../src/contract/privacy/ownership-mark.ts';
import { korRun } from '../e2e/certified-run.ts';
import { targetVariables } from '../e2e/conformance-run.ts';
import { reply, startServer } from '../e2e/proxy.ts';

const all = 100_000;
/** The customer at a place of the list: one of others, except for one that an earlier run left behind. */
function customerAt(place: number): object {
  const isOurs = place === 77_777;
  const email = isOurs
    ? markedEmail({ runId: 'r-earlier' }, 'left', 'abcdefg')
    : `person${String(place)}@mail.example.org`;
  return {
    ...{ id: idAt(place), status: 'ACTIVE', type: 'INDIVIDUAL', firstName: 'Somebody', lastName: 'Else' },
    primaryEmail: { value: email, verified: false },
    primaryPhoneNumber: { number: '+12175553434', type: 'WORK', verified: false },
    ...{ createdAt: '2025-01-01T00:00:00.000Z', updatedAt: '2025-01-01T00:00:00.000Z' },
  };
}

function idAt(place: number): string {
  return `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
}

/** The response of a target with that many customers; adds every request that is not a GET to `changes`. */
function responseTo({ method, url }: { method: string; url: string }, changes: string[]): [number, object?] {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  if (pathname.endsWith('/exchange')) return [200, { access_token: 'token', expires_in: 3600 }];
  if (method !== 'GET') {
    changes.push(`${method} ${pathname}`);
    return [204];
  }
  if (pathname !== '/v1/customers') return [200, customerAt(Number(pathname.slice(-12)))];
  const [number = 0, size = 1] = ['page', 'size'].map((name) => Number(searchParams.get(name)));
  const first = number * size;
  const length = Math.min(size, all - first);
  const content = Array.from({ length }, (_, index) => customerAt(first + index));
  const totals = { totalElements: all, totalPages: Math.ceil(all / size), number, numberOfElements: length };
  return [200, { ...totals, hasNext: first + length < all, content }];
}

it('a sweep finds the one customer of an earlier run among 100,000 of others, and changes no other', async (t) => {
  const changes: string[] = [];
  let requests = 0;
  const server = await startServer((request, response) => {
    requests += 1;
    const [status, body] = responseTo(request, changes);
    const headers = { 'content-type': 'application/json' };
    reply(response, { status, headers, body: body ? JSON.stringify(body) : '' });
  });
  const variables = targetVariables(server.url, { key: 'the-key-of-all', secret: 'the-secret-of-all' });
  const started = performance.now();
  const swept = await korRun(['sweep', '--yes'], { variables, timeout: 300_000 });
  await server.close();

  assert.equal(swept.exitCode, 0, swept.output);
  assert.match(swept.output, /^1 removed; nothing is left$/m);
  assert.deepEqual(changes, [`DELETE /v1/customers/${idAt(77_777)}`]);
  const seconds = String(Math.round((performance.now() - started) / 1000));
  t.diagnostic(`1 of ${String(all)} found with ${String(requests)} requests in ${seconds} s`);
});
