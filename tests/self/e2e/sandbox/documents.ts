import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { startApi, type Reply } from './api.ts';
import { business, individual, passport } from './drafts.ts';

const api = await startApi();
describe('sandbox: documents', () => {
  const register = (body: JsonObject): Promise<Reply> => api.send('createDocument', { body });
  const idsOf = async (query: Record<string, string>): Promise<unknown[]> => {
    const { content } = (await api.send('listDocuments', { query })).body as { content: { id: string }[] };
    return content.map(({ id }) => id);
  };

  test('registers, lists and updates documents', async () => {
    const [person, firm] = [await api.customer(individual()), await api.customer(business())];
    const reply = await register(passport(person));
    assert.deepEqual([reply.status, reply.at('/status'), reply.at('/url/allowed')], [201, 'NEW', 'PUT']);
    const path = { documentId: reply.id };
    assert.deepEqual((await api.send('retrieveDocument', { path })).body, reply.body);
    const deed = await register(passport(firm, { documentType: 'formation', description: 'Deed' }));
    const own = passport(api.sandbox.accounts.first.businessAccountId, { holderType: 'BUSINESS_ACCOUNT' });
    assert.equal((await register({ ...own, documentType: 'other', description: 'Anything' })).status, 201);
    assert.deepEqual(await idsOf({ holderId: person }), [reply.id]);
    assert.deepEqual(await idsOf({ documentTypes: 'passport,formation', sort: 'documentType' }), [
      deed.id,
      reply.id,
    ]);
    assert.deepEqual(
      [await idsOf({ documentStatus: 'SCANNED' }), (await idsOf({ documentStatus: 'NEW' })).length],
      [[], 3],
    );
    const { holderId, ...changes } = passport(person, { name: 'New name', documentType: 'passport' });
    const updated = await api.send('updateDocument', { path, body: changes });
    assert.deepEqual(
      [updated.status, updated.at('/name'), updated.at('/holderId')],
      [200, 'New name', holderId],
    );
    const other = await api.send('updateDocument', {
      path,
      body: { ...changes, documentType: 'other', description: 'x' },
    });
    assert.deepEqual([other.status, other.errorPaths], [400, ['documentType']]);
    const contentUrl = (contentUrlType: string): ReturnType<typeof api.send> =>
      api.send('retrieveDocumentContentUrl', { path, query: { contentUrlType } });
    const upload = await contentUrl('UPLOAD');
    assert.deepEqual([upload.status, upload.at('/allowed')], [200, 'PUT']);
    const download = await contentUrl('DOWNLOAD');
    assert.deepEqual([download.status, download.errorPaths], [409, ['contentUrlType']]);
    assert.equal((await api.send('retrieveDocumentContentUrl', { path })).status, 400);
    await api.send('removeCustomer', { path: { customerId: person } });
    assert.equal((await api.send('retrieveDocument', { path })).status, 404);
  });

  test('rejects invalid documents', async () => {
    const [person, firm] = [await api.customer(individual()), await api.customer(business())];
    assert.equal((await register(passport(randomUUID()))).status, 404);
    assert.equal((await register(passport(person, { holderType: 'BENEFICIARY' }))).status, 404);
    assert.equal((await register(passport(person, { holderType: 'BUSINESS_ACCOUNT' }))).status, 404);
    assert.equal((await register(passport(firm))).status, 422);
    assert.equal((await register(passport(person, { documentType: 'tax', description: 'x' }))).status, 422);
    const invalid: [JsonObject, string[]][] = [
      [{ contentLength: 5_242_881 }, ['contentLength']],
      [{ extension: 'GIF', name: '' }, ['extension', 'name']],
      [{ issuingDate: '2999-01-01' }, ['issuingDate']],
      [{ documentType: 'driving-license' }, ['expiryDate', 'issuingStateCode']],
    ];
    for (const [more, paths] of invalid) {
      const reply = await register(passport(person, more));
      assert.deepEqual([reply.status, [...reply.errorPaths].sort()], [400, paths], reply.text);
    }
    assert.equal((await api.send('retrieveDocument', { path: { documentId: 'no-such-one' } })).status, 404);
  });
});
