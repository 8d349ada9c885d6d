import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { startApi, type Reply } from './api.ts';
import { address, business, individual } from './drafts.ts';

const api = await startApi();
const owner = { firstName: 'Ana', lastName: 'Reyes' };
const addOwner = (customerId: string, more: JsonObject = {}): Promise<Reply> =>
  api.send('createBeneficialOwner', { path: { customerId }, body: { ...owner, ...more } });

describe('sandbox: beneficial owners', () => {
  test('creates, reads and lists owners of a business', async () => {
    const customerId = await api.customer(business());
    const phone = { number: '4155550123', type: 'MOBILE' };
    const reply = await addOwner(customerId, {
      primaryPhoneNumber: phone,
      ownershipPercentage: 50,
      addresses: [address()],
    });
    assert.equal(reply.status, 201);
    assert.deepEqual(
      [reply.at('/parentId'), reply.at('/verificationStatus/status')],
      [customerId, 'UNVERIFIED'],
    );
    assert.deepEqual(
      [reply.at('/primaryPhoneNumber/number'), reply.at('/addresses/0/primary')],
      ['+14155550123', true],
    );
    const path = { customerId, beneficiaryId: reply.id };
    assert.deepEqual((await api.send('retrieveBeneficialOwner', { path })).body, reply.body);
    const listed = await api.send('listBeneficialOwners', { path });
    assert.deepEqual(
      [listed.at('/0/id'), listed.at('/0/ownershipPercentage'), listed.at('/1')],
      [reply.id, undefined, undefined],
    );
    assert.deepEqual(
      (await api.send('listBeneficialOwners', { path: { customerId: await api.customer(business()) } })).body,
      [],
    );
  });

  test('updates only the properties that were sent', async () => {
    const customerId = await api.customer(business());
    const path = { customerId, beneficiaryId: (await addOwner(customerId, { title: 'CEO' })).id };
    const reply = await api.send('updateBeneficialOwner', { path, body: { firstName: 'Anna', id: 'x' } });
    assert.deepEqual([reply.status, reply.id], [200, path.beneficiaryId]);
    assert.deepEqual(
      [reply.at('/firstName'), reply.at('/lastName'), reply.at('/title')],
      ['Anna', 'Reyes', 'CEO'],
    );
    assert.ok(reply.textAt('/updatedAt') > reply.textAt('/createdAt'));
  });

  test('shows only the end of a social id', async () => {
    const customerId = await api.customer(business());
    for (const [socialId, shown] of [
      ['123-45-6789', '*******6789'],
      ['1234', '****'],
    ] as const) {
      const reply = await addOwner(customerId, { socialId, socialIdCountryCode: 'USA' });
      const path = { customerId, beneficiaryId: reply.id };
      const read = await api.send('retrieveBeneficialOwner', { path });
      assert.deepEqual([reply.at('/socialId'), read.at('/socialId')], [shown, shown]);
    }
    assert.deepEqual((await addOwner(customerId, { socialId: '1' })).errorPaths, ['socialIdCountryCode']);
    assert.deepEqual((await addOwner(customerId, { lastName: '' })).errorPaths, ['lastName']);
  });

  test('rejects individuals, and returns 404 for unknown ids', async () => {
    const person = await api.customer(individual());
    assert.equal((await addOwner(person)).status, 422);
    assert.equal((await api.send('listBeneficialOwners', { path: { customerId: person } })).status, 422);
    const [one, two] = [await api.customer(business()), await api.customer(business())];
    const path = { customerId: two, beneficiaryId: (await addOwner(one)).id };
    for (const id of ['retrieveBeneficialOwner', 'updateBeneficialOwner'] as const) {
      const body = id === 'updateBeneficialOwner' && { body: {} };
      assert.equal((await api.send(id, { path, ...body })).status, 404);
      assert.equal((await api.send(id, { path: { ...path, beneficiaryId: 'x' }, ...body })).status, 400);
    }
    assert.equal((await addOwner(randomUUID())).status, 404);
    await api.send('removeCustomer', { path: { customerId: one } });
    const gone = { ...path, customerId: one };
    assert.equal((await api.send('retrieveBeneficialOwner', { path: gone })).status, 404);
  });
});
