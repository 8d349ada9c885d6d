import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { OperationId } from '../../../../src/contract/operations.ts';
import type { Json, JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { startApi } from './api.ts';
import { business, individual, passport } from './drafts.ts';

const api = await startApi();

const owner = { firstName: 'Ana', lastName: 'Reyes' };

interface Belongings {
  path: Record<string, string>;
  query: Record<string, string>;
  document: JsonObject;
}

/** One resource of each kind, of the first account. */
async function belongings(): Promise<Belongings> {
  const customerId = await api.customer(business());
  const beneficiary = await api.send('createBeneficialOwner', { path: { customerId }, body: owner });
  const beneficiaryId = beneficiary.id;
  const document = passport(beneficiaryId, { holderType: 'BENEFICIARY' });
  const documentId = (await api.send('createDocument', { body: document })).id;
  const query = { scopeId: customerId, scopeType: 'CUSTOMER', contentUrlType: 'UPLOAD' };
  const limitId = (await api.send('listLimits', { query })).textAt('/0/id');
  const body = { accountId: customerId, identityVerificationProfileId: 'kyb-profile-1' };
  const submitted = await api.send('submitIdentityVerification', { body });
  const applicationId = submitted.headers.get('location')?.split('/').at(-1) ?? '';
  const path = { customerId, beneficiaryId, documentId, limitId, applicationId };
  return { path, query, document };
}

describe('sandbox: business accounts', () => {
  test('hides the resources of another business account', async () => {
    const { path, query, document } = await belongings();
    const bodies: Record<string, Json> = {
      updateCustomer: business(),
      createBeneficialOwner: owner,
      updateBeneficialOwner: owner,
      createDocument: document,
      updateDocument: document,
      updateLimit: { amount: 1 },
      updateLimits: { [path.limitId ?? '']: { amount: '1' } },
    };
    const asked = api.contract.table.operations.filter(
      (each) => each.path.includes('{') || each.id in bodies || each.path.includes('limits'),
    );
    for (const { id } of asked) {
      const body = bodies[id];
      const sent = { path, query, token: api.otherToken, ...(body !== undefined && { body }) };
      assert.equal((await api.send(id as OperationId, sent)).status, 404, id);
    }
    assert.equal(asked.length, 18);
    assert.equal((await api.send('retrieveCustomer', { path })).status, 200);
  });

  test('lists and verifies only its own customers', async () => {
    const { path } = await belongings();
    const token = api.otherToken;
    const lists = [
      'listCustomers',
      'listDocuments',
      'listIdentityVerifications',
      'listWatchlistEvents',
    ] as const;
    for (const id of lists) assert.equal((await api.send(id, { token })).at('/totalElements'), 0, id);
    const body = { accountId: path.customerId ?? '', identityVerificationProfileId: 'kyb-profile-1' };
    assert.equal((await api.send('submitIdentityVerification', { body, token })).status, 422);
  });

  test('responds alike for a customer of another account and an unknown id', async () => {
    const { id } = await api.send('createCustomer', { body: individual() });
    const [foreign, unknown] = await Promise.all(
      [id, randomUUID()].map((customerId) =>
        api.send('retrieveCustomer', { path: { customerId }, token: api.otherToken }),
      ),
    );
    assert.deepEqual(
      [foreign?.status, foreign?.at('/message'), foreign?.at('/errorCode')],
      [unknown?.status, unknown?.at('/message'), unknown?.at('/errorCode')],
    );
  });
});
