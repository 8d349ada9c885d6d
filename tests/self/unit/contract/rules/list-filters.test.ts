import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  dataSetDrafts,
  type CustomerDraft,
  type DatasetCustomer,
} from '../../../../../src/contract/data/customer-dataset.ts';
import { dayFilterCases } from '../../../../../src/contract/rules/lists/day-filters.ts';
import {
  filterCases,
  type DataSet,
  type FilterTopic,
} from '../../../../../src/contract/rules/lists/list-filters.ts';
import { requestViolations } from '../../../../../src/contract/validation/requests.ts';
import { contract } from '../../../support/real-contract.ts';

const drafts = dataSetDrafts({ seed: 'filters', runId: 'run' });
const asResidents = (given: CustomerDraft[], prefix: string): DatasetCustomer[] =>
  given.map((draft, index) => ({
    ...draft,
    id: `${prefix}${String(index)}`,
    createdAt: '2025-03-01T12:00:00Z',
    status: index === 3 || index === 22 ? 'SUSPENDED' : 'ACTIVE',
  }));
const set: DataSet = {
  isolation: { here: { cityName: drafts.here }, there: { cityName: drafts.there } },
  residents: asResidents([...drafts.plain, ...drafts.odd], 'r'),
  elsewhere: asResidents(drafts.elsewhere, 'e'),
  removed: asResidents(drafts.leaving, 'g'),
};

/** The minimum number of queries of each topic, and whether some of them must find no customer. */
const topics: [FilterTopic, number, boolean?][] = [
  ['search', 9],
  ['name', 6],
  ['primaryEmail', 2],
  ['primaryPhoneNumber', 2],
  ['externalId', 2],
  ['days', 3, true],
  ['timeZones', 24, true],
  ['type', 2],
  ['status', 2],
  ['address', 7],
  ['removed', 1],
  ['combined', 6, true],
  ['signs', 5, true],
  ['parts', 6],
  ['otherCase', 6],
  ['phoneForms', 4],
];

describe('the queries of a topic', () => {
  for (const [topic, fewest, isVain = false] of topics) {
    test(`${topic}: are valid, and say which customers they must find and which not`, () => {
      const cases = filterCases(set, topic);

      assert.ok(cases.length >= fewest, `${String(cases.length)} queries`);
      for (const { query, matching, others } of cases) {
        const found = requestViolations(contract, contract.operation('listCustomers'), {
          query: { ...query },
        });
        assert.deepEqual(found, []);
        assert.deepEqual(
          matching.filter((one) => others.includes(one)),
          [],
        );
        assert.ok(isVain || matching.length > 0, JSON.stringify(query));
      }
    });
  }

  test('find every customer with a last name, and exclude all others', () => {
    const [, family] = filterCases(set, 'name');

    assert.ok((family?.matching.length ?? 0) > 1, 'several share the name');
    assert.equal((family?.matching.length ?? 0) + (family?.others.length ?? 0), 30);
  });
});

describe('queries by day', () => {
  const residents = ['2025-03-01T09:59:59.999Z', '2025-03-01T10:00:00Z'].flatMap((createdAt, index) =>
    asResidents(drafts.plain.slice(0, 1), String(index)).map((one) => ({ ...one, createdAt })),
  );
  const told = (...zones: (string | undefined)[]): string[] =>
    dayFilterCases(residents, zones).map(
      ({ query, matching }) =>
        `${query.createdAtFrom ?? ''}..${query.createdAtTo ?? ''}: ${matching.map(({ id }) => id.slice(0, 1)).join('')}`,
    );

  test('use days in UTC without a zone', () => {
    assert.deepEqual(told(undefined), ['2025-03-01..2025-03-01: 01', '2025-03-02..: ', '..2025-02-28: ']);
  });

  test('use the days of a zone if they begin at another time there', () => {
    for (const zone of ['+14:00', 'UTC+14:00', 'GMT+14:00', 'Pacific/Kiritimati']) {
      assert.deepEqual(told(zone), [
        '2025-03-01..2025-03-01: 0',
        '2025-03-02..2025-03-02: 1',
        '2025-03-03..: ',
        '..2025-02-28: ',
      ]);
    }
    assert.equal(told('-11:00')[0], '2025-02-28..2025-02-28: 01');
  });

  test('include zones whose day differs from UTC at any hour', () => {
    for (const hour of ['00', '09', '10', '23']) {
      const [one] = residents;
      const createdAt = `2025-03-01T${hour}:30:00Z`;
      const cases = dayFilterCases(one ? [{ ...one, createdAt }] : []);
      const days = cases.flatMap(({ query, matching }) => (matching.length > 0 ? [query.createdAtFrom] : []));

      assert.ok(days.includes('2025-03-01') && new Set(days).size > 1, `${hour}: ${days.join(' ')}`);
    }
  });
});
