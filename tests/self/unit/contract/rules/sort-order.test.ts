import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DatasetCustomer } from '../../../../../src/contract/data/customer-dataset.ts';
import { minimalIndividual } from '../../../../../src/contract/data/drafts.ts';
import {
  isSurelySortable,
  orderViolations,
  sortKeys,
} from '../../../../../src/contract/rules/lists/sort-order.ts';

const draft = minimalIndividual({ seed: 'sorting', runId: 'r' });

/** Customers with ids a, b, c and so on. */
function residents(
  ...given: { firstName?: string; lastName?: string; createdAt?: string }[]
): DatasetCustomer[] {
  return given.map((each, index) => ({
    ...draft,
    createdAt: '2025-01-01T00:00:00Z',
    status: 'ACTIVE' as const,
    id: 'abcdefgh'.charAt(index),
    ...each,
  }));
}

/** The violations of a list with these ids on its pages. */
function disorder(known: DatasetCustomer[], sort: string[], ...pages: string[]): string[] {
  const bodies = pages.map((ids) => ({ content: ids.split('').map((id) => ({ id })) }));
  const found = orderViolations({ bodies, displays: bodies, source: '' }, sortKeys(sort), known);
  return found.map(({ page, pointer, level }) => `${level} ${String(page)}${pointer}`);
}

describe('a sorted list', () => {
  const hours = residents(
    { createdAt: '2025-01-01T10:00:00+02:00' },
    { createdAt: '2025-01-01T09:00:00Z' },
    { createdAt: '2025-01-01T10:00:00.5Z' },
  );

  test('has times in chronological order, across pages', () => {
    assert.deepEqual(disorder(hours, ['createdAt,ASC'], 'ab', 'c'), []);
    assert.deepEqual(disorder(hours, ['createdAt,DESC'], 'cb', 'a'), []);
    assert.deepEqual(disorder(hours, ['createdAt'], 'ac', 'b'), ['MUST 1/content/0/createdAt']);
    assert.deepEqual(disorder(hours, ['createdAt,DESC'], 'ab'), ['MUST 0/content/1/createdAt']);
  });

  test('may have times within a millisecond in any order, whatever the next key', () => {
    const close = residents(
      { createdAt: '2025-01-01T00:00:00.001Z', lastName: 'Bee' },
      { createdAt: '2025-01-01T00:00:00.0005Z', lastName: 'Ant' },
    );

    assert.deepEqual(disorder(close, ['createdAt', 'lastName'], 'ab'), []);
    assert.deepEqual(disorder(close, ['createdAt', 'lastName'], 'ba'), []);
  });

  test('has times in order even if each is within a millisecond of its neighbours', () => {
    const quick = residents(
      { createdAt: '2025-01-01T00:00:00.000Z' },
      { createdAt: '2025-01-01T00:00:00.001Z' },
      { createdAt: '2025-01-01T00:00:00.002Z' },
    );

    assert.deepEqual(disorder(quick, ['createdAt'], 'bac'), []);
    assert.deepEqual(disorder(quick, ['createdAt'], 'cba'), ['MUST 0/content/2/createdAt']);
  });

  const names = residents(
    { firstName: 'Ant', lastName: 'Fir' },
    { firstName: 'Bee', lastName: 'Elm' },
    { firstName: 'Bee', lastName: 'Fir' },
  );

  test('has words in alphabetical order, with a weaker level', () => {
    assert.deepEqual(disorder(names, ['firstName'], 'abc'), []);
    assert.deepEqual(disorder(names, ['firstName'], 'bac'), ['SHOULD 0/content/1/firstName']);
  });

  test('is sorted by the second key where the first is equal', () => {
    assert.deepEqual(disorder(names, ['lastName', 'firstName,DESC'], 'bca'), []);
    assert.deepEqual(disorder(names, ['lastName', 'firstName,DESC'], 'bac'), [
      'SHOULD 0/content/2/firstName',
    ]);
  });

  for (const [one, other] of [
    ['ant', 'Bee'],
    ['Ant', "O'Bee"],
    ['Ant', 'Bee Bop'],
    ['Ant', 'Ärger'],
    ['a1', 'a10'],
  ]) {
    test(`may have ${String(one)} and ${String(other)} in either order: collations differ`, () => {
      const both = residents({ firstName: one ?? '' }, { firstName: other ?? '' });

      assert.deepEqual(disorder(both, ['firstName'], 'ab'), []);
      assert.deepEqual(disorder(both, ['firstName'], 'ba'), []);
    });
  }

  test('may have entries without a value, and unknown entries, in any position', () => {
    const some = [...names.slice(0, 2), ...residents({}, {}, {}).slice(2)];

    assert.deepEqual(disorder(some, ['middleName'], 'cab'), []);
    assert.deepEqual(disorder(names, ['firstName'], 'xaxbx'), []);
    assert.deepEqual(disorder(names, ['firstName'], 'xbxax'), ['SHOULD 0/content/3/firstName']);
  });
});

describe('a judgement of the sort order', () => {
  test('is certain only for the time of creation', () => {
    assert.equal(isSurelySortable(sortKeys(['createdAt,DESC'])), true);
    assert.equal(isSurelySortable(sortKeys(['createdAt', 'lastName'])), false);
  });
});
