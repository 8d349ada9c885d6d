import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isObject, valueAt, type Json, type JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { startApi, type Reply } from './api.ts';
import { address, business, contact, individual } from './drafts.ts';

const api = await startApi();
const at = (customerId: string): { path: { customerId: string } } => ({ path: { customerId } });
const create = (body: Json): Promise<Reply> => api.send('createCustomer', { body });
const retrieve = (id: string): Promise<Reply> => api.send('retrieveCustomer', at(id));
const update = (id: string, body: JsonObject): Promise<Reply> =>
  api.send('updateCustomer', { ...at(id), body });
const primaries = (reply: Reply): Json[] => {
  const addresses = reply.at('/addresses');
  return Array.isArray(addresses)
    ? addresses.map((each) => (isObject(each) ? (each.primary ?? null) : null))
    : [];
};

describe('sandbox: customers', () => {
  test('creates an individual that is ACTIVE and returns the same when read', async () => {
    const reply = await create(individual());
    assert.equal(reply.status, 201);
    assert.match(reply.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    assert.deepEqual([reply.at('/status'), reply.at('/primaryEmail/verified')], ['ACTIVE', false]);
    assert.match(reply.textAt('/createdAt'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.equal(reply.at('/createdAt'), reply.at('/updatedAt'));
    assert.deepEqual(reply.at('/createdBy'), reply.at('/updatedBy'));
    assert.equal(reply.at('/createdBy/type'), 'service-account');
    assert.equal(reply.at('/middleName'), undefined);
    assert.deepEqual((await retrieve(reply.id)).body, reply.body);
  });

  test('creates a business with its contacts', async () => {
    const reply = await create(
      business({ contacts: [contact(), contact({ primary: true })], industryCode: '001001' }),
    );
    assert.deepEqual([reply.at('/contacts/0/primary'), reply.at('/contacts/1/primary')], [false, true]);
    assert.equal(reply.at('/contacts/0/primaryPhoneNumber/verified'), false);
    assert.equal(reply.at('/firstName'), undefined);
    assert.deepEqual((await retrieve(reply.id)).body, reply.body);
  });

  test('accepts the examples of the description', async () => {
    for (const name of ['IndividualDraft', 'BusinessDraft']) {
      const value = valueAt(api.contract.document, `/components/examples/${name}/value`);
      assert.ok(value !== undefined);
      assert.equal((await create(value)).status, 201);
    }
  });

  test('ignores unknown properties and properties that only the API sets', async () => {
    const body = individual({
      id: 'mine',
      status: 'GONE',
      createdAt: 1,
      unknown: 'x',
      businessName: 'x',
      addresses: [address({ verified: true, x: 1 })],
    });
    const reply = await create({
      ...body,
      primaryEmail: { value: 'a@example.com', verified: true },
      metadata: { any: 'key' },
    });
    assert.equal(reply.status, 201);
    assert.equal(reply.at('/status'), 'ACTIVE');
    assert.deepEqual([reply.at('/unknown'), reply.at('/businessName')], [undefined, undefined]);
    assert.deepEqual(reply.at('/addresses/0'), address({ primary: true }));
    assert.deepEqual([reply.at('/primaryEmail/verified'), reply.at('/metadata/any')], [false, 'key']);
  });

  test('stores telephone numbers as E.164', async () => {
    const forms = {
      '+14155550101': '+14155550101',
      '14155550101': '+14155550101',
      '4155550101': '+14155550101',
      '+442079460000': '+442079460000',
      '442079460000': '+442079460000',
      '+15556589': '+15556589',
      '14151234': '+14151234',
      '5556589': '+15556589',
      '0000': '+10000',
      '012345678901234': '+012345678901234',
    };
    for (const [number, stored] of Object.entries(forms)) {
      const reply = await create(
        individual({ primaryPhoneNumber: { number, type: 'MOBILE', extension: '1' } }),
      );
      assert.deepEqual(reply.at('/primaryPhoneNumber'), {
        number: stored,
        type: 'MOBILE',
        extension: '1',
        verified: false,
      });
    }
  });

  test('makes one address of each type primary', async () => {
    const [mailing, physical] = [{ type: 'MAILING' }, { type: 'PHYSICAL' }];
    const ofTypes = (...each: JsonObject[]): Promise<Reply> =>
      create(individual({ addresses: each.map(address) }));
    assert.deepEqual(primaries(await ofTypes(mailing, mailing, physical)), [true, false, true]);
    assert.deepEqual(primaries(await ofTypes(mailing, { ...mailing, primary: true })), [false, true]);
    assert.deepEqual(primaries(await ofTypes({ ...mailing, primary: true }, { ...mailing, primary: true })), [
      true,
      false,
    ]);
    const reply = await ofTypes(mailing, { ...mailing, primary: true });
    assert.deepEqual(primaries(await update(reply.id, individual({ addresses: [address(), address()] }))), [
      true,
      false,
    ]);
  });

  test('keeps the recipient name of a shipping address only', async () => {
    const name = { firstName: 'Ana', lastName: 'Reyes' };
    const reply = await create(
      individual({ addresses: [address({ type: 'SHIPPING', name }), address({ name })] }),
    );
    assert.deepEqual([reply.at('/addresses/0/name'), reply.at('/addresses/1/name')], [name, undefined]);
  });
});
