import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { OperationId } from '../../../../src/contract/operations.ts';
import { startSandbox } from '../../../../src/sandbox/sandbox.ts';
import { basic, startApi, type Reply } from './api.ts';
import { individual } from './drafts.ts';

const api = await startApi();
const { first, other, shortLived } = api.sandbox.accounts;

function assertChallenged(reply: Reply, scheme: string): void {
  assert.equal(reply.status, 401);
  assert.match(reply.headers.get('www-authenticate') ?? '', new RegExp(`^${scheme} `));
}

describe('sandbox: access', () => {
  test('exchanges a key and a secret for a token and its lifetime', async () => {
    const reply = await api.send('exchangeApiKey', { authorization: basic(first) });
    assert.equal(reply.status, 200);
    assert.equal(reply.at('/expires_in'), 3600);
  });

  for (const [what, authorization] of Object.entries({
    'a wrong secret': basic({ ...first, secret: 'wrong' }),
    'an unknown key': basic({ ...first, key: 'unknown' }),
    "another account's secret": basic({ ...first, secret: other.secret }),
    'credentials that are not base64': 'Basic ***',
    'credentials without a colon': `Basic ${Buffer.from('nocolon').toString('base64')}`,
    'a scheme alone': 'Basic',
    'another scheme': `Bearer ${first.secret}`,
    'no credentials': '',
  })) {
    test(`issues no token for ${what}`, async () => {
      assertChallenged(await api.send('exchangeApiKey', { authorization }), 'Basic');
    });
  }

  test('rejects every operation without a valid token', async () => {
    for (const { id } of api.contract.table.operations.filter(({ security }) => security === 'bearer')) {
      for (const authorization of ['', 'Bearer', 'Bearer unknown', basic(first)]) {
        assertChallenged(await api.send(id as OperationId, { authorization }), 'Bearer');
      }
    }
  });

  test('lets tokens expire', async () => {
    const { id } = await api.send('createCustomer', { body: individual() });
    const token = await api.exchange(shortLived);
    const retrieve = (): Promise<Reply> => api.send('retrieveCustomer', { path: { customerId: id }, token });
    assert.equal((await retrieve()).status, 200);
    await delay(1050);
    assertChallenged(await retrieve(), 'Bearer');
  });

  test('uses the token lifetime that it is configured with', async () => {
    const brief = await startSandbox({ contract: api.contract, tokenLifetime: 7 });
    assert.equal(brief.accounts.first.tokenLifetime, 7);
    assert.equal(brief.accounts.shortLived.tokenLifetime, 1);
    assert.notEqual(brief.accounts.first.secret, first.secret);
    await assert.rejects(
      startSandbox({ contract: api.contract, port: Number(new URL(brief.url).port) }),
      /EADDRINUSE/,
    );
    await brief.close();
  });
});
