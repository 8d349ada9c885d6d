import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isObject, type Json, type JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { startApi, type Reply, type Sent } from './api.ts';
import { address, business, contact, individual } from './drafts.ts';

const api = await startApi();
const list = (query: Sent['query']): Promise<Reply> => api.send('listCustomers', { query: query ?? {} });
const valuesIn = (reply: Reply, name: string): (Json | undefined)[] => {
  const content = reply.at('/content');
  return Array.isArray(content) ? content.map((entry) => (isObject(entry) ? entry[name] : undefined)) : [];
};
const idsOf = async (query: Sent['query']): Promise<(Json | undefined)[]> =>
  valuesIn(await list(query), 'externalId');

const drafts = [
  individual({
    externalId: 'e1',
    firstName: 'Zoe',
    addresses: [address({ cityName: 'Paris', countryCode: 'FRA' })],
  }),
  individual({ externalId: 'e2', middleName: 'Ann', primaryEmail: { value: 'ann@example.com' } }),
  business({
    externalId: 'e3',
    businessName: 'Acme Greens',
    contacts: [contact(), contact({ primary: true, primaryEmail: { value: 'boss@example.com' } })],
  }),
  individual({
    externalId: 'e4',
    lastName: 'Brown',
    primaryPhoneNumber: { number: '2125550199', type: 'HOME' },
  }),
  business({ externalId: 'e5', addresses: [address({ zipCode: '90210' })] }),
];
const created: Reply[] = [];
for (const body of drafts) created.push(await api.send('createCustomer', { body }));
await api.send('suspendCustomer', { path: { customerId: created[3]?.id ?? '' } });

describe('sandbox: the list of customers', () => {
  const id = created[0]?.id ?? '';
  const cases: [Record<string, string>, string[]][] = [
    [{}, ['e1', 'e2', 'e3', 'e4', 'e5']],
    [{ search: id }, ['e1']],
    [{ search: 'GREENS' }, ['e3']],
    [{ search: 'sarah.GREEN@' }, ['e1', 'e4']],
    [{ search: 'boss@' }, ['e3']],
    [{ search: '2125550199' }, ['e4']],
    [{ search: '' }, ['e1', 'e2', 'e3', 'e4', 'e5']],
    [{ name: 'sarah green' }, ['e2']],
    [{ name: 'sarah ann green' }, ['e2']],
    [{ name: 'acme' }, ['e3', 'e5']],
    [{ name: 'ann@' }, []],
    [{ primaryEmail: 'boss@example.com' }, ['e3']],
    [{ primaryEmail: 'boss@example' }, []],
    [{ primaryPhoneNumber: '+12125550199' }, ['e4']],
    [{ primaryPhoneNumber: '2125550199' }, ['e4']],
    [{ externalId: 'e2' }, ['e2']],
    [{ externalId: 'E2' }, []],
    [{ type: 'BUSINESS' }, ['e3', 'e5']],
    [{ status: 'SUSPENDED' }, ['e4']],
    [{ cityName: 'Paris' }, ['e1']],
    [{ countryCode: 'FRA', zipCode: 'AB1 2CD' }, ['e1']],
    [{ zipCode: '90210' }, ['e5']],
    [{ zipCode: '90210', type: 'INDIVIDUAL' }, []],
    [{ search: 'green', type: 'INDIVIDUAL', name: 'zoe' }, ['e1']],
  ];
  for (const [query, expected] of cases) {
    test(`filters by ${JSON.stringify(query)}`, async () => {
      assert.deepEqual((await idsOf(query)).sort(), expected);
    });
  }

  test('contains complete customers', async () => {
    const reply = await list({ externalId: 'e1' });
    assert.deepEqual(reply.at('/content/0'), created[0]?.body);
  });

  test('sorts by several properties, newest first by default', async () => {
    assert.deepEqual(await idsOf({ sort: 'externalId' }), ['e1', 'e2', 'e3', 'e4', 'e5']);
    assert.deepEqual(await idsOf({ sort: 'externalId,DESC' }), ['e5', 'e4', 'e3', 'e2', 'e1']);
    const sort: [string, string][] = [
      ['sort', 'type,ASC'],
      ['sort', 'externalId,DESC'],
    ];
    assert.deepEqual(await idsOf(sort), ['e5', 'e3', 'e4', 'e2', 'e1']);
    assert.deepEqual(
      await idsOf([
        ['sort', 'firstName'],
        ['sort', 'externalId'],
      ]),
      ['e2', 'e4', 'e1', 'e3', 'e5'],
    );
    assert.deepEqual(
      await idsOf([
        ['sort', 'primaryPhoneNumber.number'],
        ['sort', 'externalId'],
      ]),
      ['e4', 'e1', 'e2', 'e3', 'e5'],
    );
    const times = valuesIn(await list({}), 'createdAt').map(String);
    assert.deepEqual(times, [...times].sort().reverse());
  });

  test('rejects a sort by an unknown property', async () => {
    for (const sort of [
      'unknown',
      'addresses',
      'primaryEmail',
      'metadata.any',
      'constructor',
      'firstName.x',
    ]) {
      const reply = await list({ sort });
      assert.deepEqual([reply.status, reply.errorPaths], [400, ['sort']], sort);
    }
  });

  test('paginates', async () => {
    const page = async (number: number): Promise<JsonObject> => {
      const { body } = await list({ sort: 'externalId', size: '2', page: String(number) });
      assert.ok(isObject(body));
      return body;
    };
    const { content, ...first } = await page(0);
    assert.deepEqual(first, {
      totalElements: 5,
      totalPages: 3,
      number: 0,
      numberOfElements: 2,
      hasNext: true,
    });
    assert.equal(Array.isArray(content) && content.length, 2);
    const [second, last, beyond] = [await page(1), await page(2), await page(2_147_483_647)];
    assert.deepEqual([second.hasNext, last.hasNext, last.numberOfElements], [true, false, 1]);
    assert.deepEqual([beyond.content, beyond.hasNext, beyond.totalElements], [[], false, 5]);
  });
});
