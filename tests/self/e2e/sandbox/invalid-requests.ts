import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { startApi, type Sent } from './api.ts';
import { address, business, contact, individual } from './drafts.ts';
import { assertError } from './error-object.ts';

const api = await startApi();
async function assertInvalid(sent: Sent, ...paths: string[]): Promise<void> {
  const reply = await api.send('createCustomer', sent);
  assertError(reply, 400);
  assert.deepEqual([...reply.errorPaths].sort(), [...paths].sort(), reply.text);
}

describe('sandbox: invalid requests', () => {
  test('lists every problem by its path', async () => {
    await assertInvalid({ body: {} }, 'type');
    await assertInvalid({ body: { type: 'OTHER' } }, 'type');
    await assertInvalid({ body: [] }, 'body');
    await assertInvalid({ body: null }, 'body');
    const { lastName, ...rest } = individual({
      firstName: '',
      primaryPhoneNumber: { type: 'FAX' },
      primaryEmail: { value: 'x' },
    });
    assert.equal(lastName, 'Green');
    const paths = [
      'firstName',
      'lastName',
      'primaryEmail.value',
      'primaryPhoneNumber.number',
      'primaryPhoneNumber.type',
    ];
    await assertInvalid({ body: rest }, ...paths);
    await assertInvalid(
      { body: individual({ addresses: [address(), { type: 'MAILING' }] }) },
      'addresses.1.streetLine1',
      'addresses.1.zipCode',
    );
  });

  test('enforces conditional constraints', async () => {
    const withAddress = (more: Parameters<typeof address>[0]): Sent => ({
      body: individual({ addresses: [address(more)] }),
    });
    await assertInvalid(withAddress({ countryCode: 'USA' }), 'addresses.0.stateCode');
    await assertInvalid(withAddress({ type: 'SHIPPING' }), 'addresses.0.name');
    await assertInvalid(
      withAddress({ type: 'PHYSICAL', streetLine1: 'P.O. Box 12' }),
      'addresses.0.streetLine1',
    );
    await assertInvalid({ body: business({ contacts: [] }) }, 'contacts');
    await assertInvalid({ body: business({ contacts: [contact()] }) }, 'contacts.0.primary', 'contacts');
    await assertInvalid(
      { body: individual({ metadata: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } }) },
      'metadata',
    );
    await assertInvalid({ body: individual({ metadata: { a: 1 } }) }, 'metadata.a');
  });

  test('rejects malformed ids', async () => {
    for (const id of ['', '1', 'not-a-uuid', `${randomUUID()}0`, 'x'.repeat(300), 'a b/c']) {
      const path = { customerId: id, limitId: id, applicationId: id };
      const replies = await Promise.all([
        api.send('retrieveCustomer', { path }),
        api.send('suspendCustomer', { path }),
        api.send('updateLimit', { path, body: {} }),
        api.send('retrieveIdentityVerification', { path }),
      ]);
      for (const reply of replies) assertError(reply, 400);
    }
  });

  test('rejects invalid parameters', async () => {
    const query = {
      page: '-1',
      size: '0',
      type: 'PERSON',
      status: 'GONE',
      createdAtFrom: '2025-02-30',
      sort: 'createdAt,UP',
    };
    const reply = await api.send('listCustomers', { query });
    assertError(reply, 400);
    assert.deepEqual([...reply.errorPaths].sort(), [
      'createdAtFrom',
      'page',
      'size',
      'sort.0',
      'status',
      'type',
    ]);
    assert.deepEqual((await api.send('listLimits')).errorPaths, ['scopeId', 'scopeType']);
    for (const page of ['1.5', 'x', '', '1e1'])
      assertError(await api.send('listCustomers', { query: { page } }), 400);
    assertError(
      await api.send('listCustomers', {
        query: [
          ['page', '0'],
          ['page', '1'],
        ],
      }),
      400,
    );
    assertError(await api.send('listWatchlistEvents', { query: { accountId: `${randomUUID()},1` } }), 400);
    assert.equal((await api.send('listCustomers', { query: { unknown: '1' } })).status, 200);
  });
});
