import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicAuthorization } from '../../../src/exchange/session.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { contract } from './real-contract.ts';
import { plainAnswer } from './sandbox-client.ts';

test('a fault remembers nothing of another sandbox that had it', async () => {
  const fault = faults.find(({ name }) => name === 'listCustomers without a token');
  assert.ok(fault);
  const statuses: number[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const sandbox = await startSandbox({ contract, fault });
    const { accounts, url } = sandbox;
    const authorization = basicAuthorization(accounts.first);
    await plainAnswer(url, { method: 'POST', target: '/v1/api-keys/exchange', authorization });
    statuses.push((await plainAnswer(url, { method: 'GET', target: '/v1/customers' })).status);
    await sandbox.close();
  }

  assert.deepEqual(statuses, [200, 200]);
});
