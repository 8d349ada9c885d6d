import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  coverageLine,
  coverageReport,
  coverageText,
  type CoverageReport,
  type CoverageScope,
} from '../../../../src/verdict/reports/coverage-report.ts';
import { everything } from '../../support/coverage-cases.ts';
import { seen, small } from '../../support/coverage-small.ts';
import { contract } from '../../support/real-contract.ts';

const whole: CoverageScope = { profile: 'full', isProduction: false, partial: false };
const of = (parts: Partial<CoverageScope>): CoverageReport =>
  coverageReport(contract, [], { ...whole, ...parts });

const operationsOf = ({ operations }: CoverageReport): string[] =>
  operations.map(({ operation }) => operation);
const reasonOf = ({ excluded }: CoverageReport, operation: string): string | undefined =>
  excluded.find(({ name, operations }) => name === 'operation' && operations.includes(operation))?.reason;

describe('the coverage that a run reports', () => {
  test('is of every operation in a full run', () => {
    assert.deepEqual(
      operationsOf(of({})),
      contract.table.operations.map(({ id }) => id),
    );
  });

  test('is of the operations of its profile, and names what is outside', () => {
    const core = of({ profile: 'core' });

    assert.ok(operationsOf(core).includes('createCustomer'), 'customers are in the core');
    assert.ok(!core.neverSucceeded.includes('listLimits'), 'limits are not');
    assert.equal(reasonOf(core, 'listLimits'), 'outside the profile core');
  });

  test('is of what can be tested without writing on a production target', () => {
    const production = of({ isProduction: true });

    assert.ok(operationsOf(production).includes('exchangeApiKey'), 'signing in writes nothing');
    assert.equal(reasonOf(production, 'createCustomer'), 'a production target is not written to');
  });

  test('names what is missing once, and counts it by area', () => {
    const report = coverageReport(small, [seen('createCustomer', { body: {} })], whole);
    const paths = report.criteria.find(({ criterion }) => criterion === 'paths');

    assert.deepEqual(paths?.missing, ['/widgets/{id}']);
    assert.deepEqual(report.areas[0]?.criteria[0], { criterion: 'paths', covered: 1, total: 2 });
  });
});

describe('the line about coverage', () => {
  test('groups areas by the level they reached, the highest first', () => {
    const [first, second, ...rest] = of({}).areas;
    assert.ok(first && second, 'there are areas');
    const report = { ...of({}), areas: [first, { ...second, level: 7 }, ...rest], covered: 3, total: 9 };

    assert.equal(
      coverageLine(report),
      `TCL 7 Customers; TCL 0 ${[first, ...rest].map(({ area }) => area).join(', ')}; 3 of 9 items`,
    );
  });

  test('names no level of a partial run', () => {
    assert.match(
      coverageLine(of({ partial: true })),
      /^0 of \d+ items \(a partial run: levels are judged on whole runs only\)$/,
    );
  });
});

describe('the text about coverage', () => {
  const text = coverageText(coverageReport(small, [seen('createCustomer', { body: {} })], whole));

  test('says what was reached, and names what was not', () => {
    assert.match(text, /\nCustomers: TCL 0, \d+ of \d+\n/);
    assert.match(text, /\npaths \(TCL 1\): 1 of 2\n {2}\/widgets\/\{id\}\n/);
    assert.match(
      text,
      /\noperations that the documentation leaves in doubt, not covered\n {2}removeCustomer\n/,
    );
    assert.match(text, /\nOperations that never succeeded\n {2}listCustomers\n/);
    assert.match(
      text,
      /\n {2}status 429: .* \(listCustomers, createCustomer, retrieveCustomer, removeCustomer\)\n/,
    );
    assert.doesNotMatch(text, /partial/);
  });

  test('leaves out empty parts', () => {
    const full = coverageText(coverageReport(small, everything, { ...whole, partial: true }));

    assert.match(full, /partial run: levels are judged on whole runs only/);
    assert.doesNotMatch(full, /never succeeded|operations that/);
  });
});
