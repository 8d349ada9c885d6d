import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Certainty } from '../../../../../src/contract/schema/certainty.ts';
import { coverageOf, type Coverage } from '../../../../../src/contract/coverage/coverage.ts';
import {
  criteria,
  criterionNames,
  type Criterion,
} from '../../../../../src/contract/coverage/criteria/criterion.ts';
import {
  keyOf,
  tallied,
  type CriterionTally,
  type LevelTally,
} from '../../../../../src/contract/coverage/criteria/tally.ts';
import type { Exchange } from '../../../../../src/contract/evidence.ts';
import { contract } from '../../../support/real-contract.ts';
import { exchangeOf } from '../../../support/run-records.ts';
import {
  breachCases,
  everything,
  flowCases,
  inputCases,
  outputCases,
} from '../../../support/coverage-cases.ts';
import { seen, small } from '../../../support/coverage-small.ts';

function criterionOf(coverage: LevelTally, criterion: string): CriterionTally {
  const found = coverage.criteria.find((each) => each.criterion === criterion);
  assert.ok(found, `there is a criterion ${criterion}`);
  return found;
}

/** The missing items of one criterion, whether a level needs them or not. */
function missing(criterion: string, exchanges: Exchange[]): string[] {
  const { missing: needed, doubtful } = criterionOf(coverageOf(small, exchanges), criterion);
  return [...needed, ...doubtful.missing];
}

describe('coverage', () => {
  for (const { criterion, name, met, missed } of [
    ...inputCases,
    ...breachCases,
    ...outputCases,
    ...flowCases,
  ])
    test(`decides for ${criterion} whether ${name} was covered`, () => {
      assert.ok(missing(criterion, []).includes(name), 'it is missing where nothing was recorded');
      for (const [index, each] of met.entries())
        assert.ok(!missing(criterion, each).includes(name), `recording ${String(index)} covers it`);
      for (const [index, each] of missed.entries())
        assert.ok(missing(criterion, each).includes(name), `recording ${String(index)} does not cover it`);
    });

  test('counts every status of an operation', () => {
    const { operations } = coverageOf(small, [seen('listCustomers'), seen('listCustomers', { status: 503 })]);

    assert.deepEqual(operations.find(({ operation }) => operation === 'listCustomers')?.statuses, {
      200: 1,
      503: 1,
    });
  });

  test('names the operations that never responded with success', () => {
    const { neverSucceeded } = coverageOf(small, [
      seen('createCustomer'),
      seen('listCustomers', { status: 204 }),
    ]);

    assert.deepEqual(neverSucceeded, ['listCustomers', 'retrieveCustomer', 'removeCustomer']);
  });

  test('ignores exchanges of other operations, and exchanges without a response', () => {
    const others = [
      exchangeOf({ operation: 'updateLimits' }),
      { ...seen('listCustomers'), answer: undefined },
    ];

    assert.equal(coverageOf(small, others).covered, 0);
  });

  test('is complete on a small contract', () => {
    const levelled = coverageOf(small, everything).criteria.filter(({ level }) => level !== undefined);

    assert.deepEqual(
      levelled.flatMap((each) => each.missing),
      [],
    );
    assert.equal(coverageOf(small, everything).level, 7);
  });
});

describe('what is counted', () => {
  const nothing = coverageOf(small, []);
  const names = (criterion: string): string[] => missing(criterion, []);

  test('has one item for all statuses of an outcome', () => {
    assert.deepEqual(
      names('outcomes').filter((name) => name.startsWith('createCustomer')),
      ['unauthenticated', 'invalid', 'malformedBody', 'missingBody', 'success', 'conflict'].map(
        (name) => `createCustomer ${name}`,
      ),
    );
  });

  test('excludes outcomes that an operation cannot have', () => {
    assert.deepEqual(
      names('outcomes').filter((name) => name.startsWith('retrieveCustomer')),
      ['unauthenticated', 'forbidden', 'malformedId', 'notFound', 'success'].map(
        (name) => `retrieveCustomer ${name}`,
      ),
    );
  });

  test('excludes properties that the other side sets, undocumented properties, and entries of a map', () => {
    const body = names('parameters').filter((name) => name.startsWith('createCustomer'));
    const response = names('answerProperties').filter((name) => name.startsWith('createCustomer'));
    const both = ['/on', '/parts', '/parts/*/name', '/notes', '/hint'];

    assert.deepEqual(body.sort(), ['/secret', ...both].map((name) => `createCustomer body ${name}`).sort());
    assert.deepEqual(
      response.sort(),
      [...both, '/id', '/checked'].map((name) => `createCustomer ${name}`).sort(),
    );
  });

  test('excludes rate limits, server errors and gateway errors, with the reason', () => {
    const reasons = new Map(nothing.excluded.map(({ name, reason }) => [name, reason]));

    assert.match(reasons.get('status 429') ?? '', /rate limit or a failure of the API/);
    assert.match(reasons.get('status 503') ?? '', /rate limit or a failure of the API/);
    assert.match(reasons.get('status 405') ?? '', /no possible outcome of the operation has it/);
    assert.match(reasons.get('outcome repeated') ?? '', /leaves it open/);
    assert.match(reasons.get('outcome malformedBody') ?? '', /has no request body/);
  });

  test('separates what the documentation leaves in doubt, and everything of a doubtful operation', () => {
    assert.ok(
      criterionOf(nothing, 'parameters').doubtful.missing.includes('listCustomers query kind'),
      'a parameter in doubt',
    );
    assert.deepEqual(criterionOf(nothing, 'operations').doubtful.missing, ['removeCustomer']);
    assert.equal(nothing.operations.find(({ operation }) => operation === 'removeCustomer')?.total, 0);
  });
});

describe('the level', () => {
  const items = criterionNames.map((criterion) => itemOf(criterion, 'documented'));
  const keys = (...criterion: Criterion[]): Set<string> => new Set(criterion.map((each) => keyOf(each, 'a')));

  for (const criterion of criterionNames)
    test(`stays below the one that needs ${criterion} while some are missing, whatever else was covered`, () => {
      const others = criterionNames.filter((each) => each !== criterion);

      assert.equal(tallied(items, keys(...others)).level, (criteria[criterion] ?? 8) - 1);
    });

  test('needs nothing that is in doubt', () => {
    const doubtful = [itemOf('flows', 'sibling'), itemOf('outcomes', 'inferred')];
    const { level, criteria: all } = tallied([itemOf('paths', 'documented'), ...doubtful], keys('paths'));

    assert.equal(level, 7);
    assert.deepEqual(
      all.map((each) => each.doubtful.total),
      [0, 0, 0, 0, 0, 0, 1, 0, 1, 0],
    );
  });

  test('is 0 if nothing is needed, or nothing that is needed was covered', () => {
    assert.equal(tallied([], new Set()).level, 0);
    assert.equal(tallied([itemOf('paths', 'sibling')], keys('paths')).level, 0);
    assert.equal(tallied(items, keys('constraints')).level, 0);
  });
});

function itemOf(criterion: Criterion, certainty: Certainty): Parameters<typeof tallied>[0][number] {
  return { criterion, name: 'a', operation: 'o', area: 'A', certainty };
}

describe('coverage of the description', () => {
  test('names every area, and misses everything if nothing was recorded', () => {
    const coverage: Coverage = coverageOf(contract, []);

    assert.deepEqual(
      coverage.areas.map(({ area }) => area),
      [...new Set(contract.table.operations.map(({ group }) => group))],
    );
    assert.equal(coverage.level, 0);
    assert.equal(coverage.covered, 0);
    assert.ok(coverage.total > 900, `${String(coverage.total)} items`);
    for (const { covered, total, missing: names } of coverage.criteria) {
      assert.equal(covered + names.length, total);
      assert.equal(new Set(names).size, names.length, 'every name once');
    }
  });

  test('takes little time for 5,000 exchanges', () => {
    const page = JSON.stringify({ content: Array.from({ length: 25 }, () => customer), totalElements: 25 });
    const exchanges = Array.from({ length: 5_000 }, (_, index) =>
      exchangeOf({
        operation: index % 2 === 0 ? 'listCustomers' : 'createCustomer',
        ...(index % 2 === 1 && { request: { ...exchangeOf({}).request, body: JSON.stringify(customer) } }),
        answer: { status: 200, headers: [], body: index % 2 === 0 ? page : JSON.stringify(customer) },
      }),
    );
    const start = performance.now();
    coverageOf(contract, exchanges);
    const took = performance.now() - start;

    assert.ok(took < 10_000, `it took ${took.toFixed(0)} ms`);
  });
});

const phone = { number: '+14155550123', type: 'WORK' };
const address = { type: 'MAILING', streetLine1: '1 Main Street', zipCode: '63101', primary: true };
const customer = {
  ...{ id: '0e01f271-80b1-4724-b5dc-6959c7cd88dc', type: 'INDIVIDUAL', status: 'ACTIVE', firstName: 'Ana' },
  ...{ primaryPhoneNumber: phone, primaryEmail: { value: 'a@b.example' }, addresses: [address, address] },
};
