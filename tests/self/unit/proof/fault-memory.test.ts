import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicAuthorization } from '../../../../src/exchange/session.ts';
import { faults, type Fault } from '../../../../src/sandbox/faults/index.ts';
import { startSandbox } from '../../../../src/sandbox/sandbox.ts';
import { contract } from '../../support/real-contract.ts';
import { plainResponse } from '../../support/sandbox-client.ts';

/** One fault of each kind that keeps state. */
const remembering = [
  'listCustomers without a token',
  'individuals read as they were created',
  'pages overlap',
  'list that forgets',
  'other limits changed too',
  'unchanged limits answered',
];

function faultCalled(wanted: string): Fault {
  const fault = faults.find(({ name }) => name === wanted);
  assert.ok(fault, `there is no fault ${wanted}`);
  return fault;
}

test('a fault keeps no state of another sandbox that had it', async () => {
  const statuses: number[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const sandbox = await startSandbox({ contract, fault: faultCalled('listCustomers without a token') });
    const { accounts, url } = sandbox;
    const authorization = basicAuthorization(accounts.first);
    await plainResponse(url, { method: 'POST', target: '/v1/api-keys/exchange', authorization });
    statuses.push((await plainResponse(url, { method: 'GET', target: '/v1/customers' })).status);
    await sandbox.close();
  }

  assert.deepEqual(statuses, [200, 200]);
});

for (const name of remembering)
  test(`"${name}" is created anew for each sandbox`, () => {
    const { tampering } = faultCalled(name);

    assert.notEqual(tampering(), tampering());
  });
