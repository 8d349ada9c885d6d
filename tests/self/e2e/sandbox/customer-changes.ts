import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Json, JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { startApi, type Reply } from './api.ts';
import { address, business, individual } from './drafts.ts';

const api = await startApi();
const at = (customerId: string): { path: { customerId: string } } => ({ path: { customerId } });
const create = (body: Json): Promise<Reply> => api.send('createCustomer', { body });
const retrieve = (id: string): Promise<Reply> => api.send('retrieveCustomer', at(id));
const update = (id: string, body: JsonObject): Promise<Reply> =>
  api.send('updateCustomer', { ...at(id), body });
describe('sandbox: updates of customers', () => {
  test('merges the properties of an update', async () => {
    const before = await create(individual({ middleName: 'Ann', addresses: [address(), address()] }));
    const { id } = before;
    const reply = await update(
      id,
      individual({ firstName: 'Sally', addresses: [address({ zipCode: '1' })] }),
    );
    assert.equal(reply.status, 200);
    assert.deepEqual([reply.at('/firstName'), reply.at('/middleName')], ['Sally', 'Ann']);
    assert.deepEqual(reply.at('/addresses'), [address({ zipCode: '1', primary: true })]);
    assert.ok(reply.textAt('/updatedAt') > before.textAt('/updatedAt'));
    assert.equal(reply.at('/createdAt'), before.at('/createdAt'));
    assert.deepEqual((await retrieve(id)).body, reply.body);
    const cleared = await update(id, individual({ addresses: [] }));
    assert.deepEqual([cleared.at('/addresses'), cleared.at('/firstName')], [[], 'Sarah']);
  });

  test('never changes the type, nor the customer when it rejects the update', async () => {
    const { id, body } = await create(individual());
    const reply = await update(id, business());
    assert.deepEqual([reply.status, reply.errorPaths], [400, ['type']]);
    assert.equal((await update(id, individual({ firstName: '' }))).status, 400);
    assert.deepEqual((await retrieve(id)).body, body);
  });

  test('rejects an externalId that is in use', async () => {
    const externalId = randomUUID();
    const { id } = await create(individual({ externalId }));
    const second = await create(business({ externalId }));
    assert.deepEqual([second.status, second.errorPaths], [409, ['externalId']]);
    const { id: otherId } = await create(individual());
    assert.equal((await update(otherId, individual({ externalId }))).status, 409);
    assert.equal((await update(id, individual({ externalId }))).status, 200);
    const elsewhere = await api.send('createCustomer', {
      body: individual({ externalId }),
      token: api.otherToken,
    });
    assert.equal(elsewhere.status, 201);
    await api.send('removeCustomer', at(id));
    assert.equal((await create(individual({ externalId }))).status, 201);
  });

  test('suspends and unsuspends, repeatedly', async () => {
    const { id } = await create(individual());
    for (const [operation, status] of [
      ['suspendCustomer', 'SUSPENDED'],
      ['unsuspendCustomer', 'ACTIVE'],
    ] as const) {
      assert.deepEqual(
        [(await api.send(operation, at(id))).status, (await retrieve(id)).at('/status')],
        [200, status],
      );
      const before = (await retrieve(id)).body;
      assert.equal((await api.send(operation, at(id))).status, 200);
      assert.deepEqual((await retrieve(id)).body, before);
    }
    await api.send('suspendCustomer', at(id));
    assert.equal((await update(id, individual({ firstName: 'Sally' }))).at('/status'), 'SUSPENDED');
    assert.equal((await api.send('removeCustomer', at(id))).status, 204);
  });

  test('returns 404 for a removed customer and for unknown ids', async () => {
    const { id } = await create(individual());
    assert.equal((await api.send('removeCustomer', at(id))).status, 204);
    for (const unknown of [id, randomUUID()]) {
      assert.equal((await update(unknown, individual())).status, 404);
      for (const operation of [
        'retrieveCustomer',
        'suspendCustomer',
        'unsuspendCustomer',
        'removeCustomer',
      ] as const) {
        assert.equal((await api.send(operation, at(unknown))).status, 404, operation);
      }
    }
  });
});
