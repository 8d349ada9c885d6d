import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { figuresOf } from '../../../../src/proof/mutants/tally.ts';
import { titleOf } from '../../../../src/proof/mutants/mutant.ts';
import { draft, fateIn, individual, jsonExchange, percentOf, scoreOf } from './mutant-exchanges.ts';
import { contract } from '../../support/real-contract.ts';

const created = jsonExchange(individual);
const everyCheck = ["toMatchContract('success')", 'toRoundTrip(sent)'];

function short(title: string, calls = everyCheck, exchange = created): string {
  const { fate, level, rules } = fateIn(scoreOf([exchange], calls), title) ?? {};
  return fate === undefined ? 'none' : [level ?? rules?.join('+'), fate].join(' ');
}

describe('a mutant of a property', () => {
  const rows: [title: string, expected: string][] = [
    ['createCustomer 201 /firstName dropped', 'MUST killed'],
    ['createCustomer 201 /firstName renamed', 'MUST killed'],
    ['createCustomer 201 /firstName nulled', 'MUST killed'],
    ['createCustomer 201 /firstName retyped', 'MUST killed'],
    ['createCustomer 201 /status enum', 'MUST killed'],
    ['createCustomer 201 /createdAt format', 'MUST killed'],
    ['createCustomer 201 /externalId dropped', 'MUST killed'],
    ['createCustomer 201 /primaryEmail/value format', 'MUST killed'],
    ['createCustomer 201 /createdBy dropped', 'SHOULD advised'],
    ['createCustomer 201 /createdBy/type enum', 'SHOULD advised'],
    ['createCustomer 201 /addresses dropped', 'unset-optional equivalent'],
    ['createCustomer 201 /primaryEmail/verified dropped', 'owes-nothing equivalent'],
    ['createCustomer 201 /nothing dropped', 'none'],
  ];
  for (const [title, expected] of rows)
    test(`${title}: ${expected}`, () => {
      assert.equal(short(title), expected);
    });

  test('survives if no check compares what was sent with what was returned', () => {
    assert.equal(
      short('createCustomer 201 /externalId dropped', ["toMatchContract('success')"]),
      'MUST survived',
    );
  });

  test('is legal if it was not sent', () => {
    const { externalId: _unsent, ...rest } = draft;
    const body = JSON.stringify(rest);
    const exchange = { ...created, request: { ...created.request, body } };

    assert.equal(
      short('createCustomer 201 /externalId nulled', everyCheck, exchange),
      'unset-optional equivalent',
    );
  });

  test('is legal in a list entry that may leave it out', () => {
    const page = { totalElements: 1, totalPages: 1, number: 0, numberOfElements: 1, hasNext: false };
    const request = { method: 'GET', url: 'https://api.example/v1/customers', headers: {} };
    const parts = { operation: 'listCustomers', request } as const;
    const listed = jsonExchange({ ...page, content: [individual] }, parts, 200);

    assert.equal(
      short('listCustomers 200 /content/*/firstName dropped', everyCheck, listed),
      'list-may-summarise equivalent',
    );
    assert.equal(short('listCustomers 200 /content/*/id dropped', everyCheck, listed), 'MUST killed');
  });
});

describe('a mutant of a whole response', () => {
  const rows: [title: string, expected: string][] = [
    ['createCustomer 201 status status 200', 'also-right equivalent'],
    ['createCustomer 201 status status 202', 'MUST killed'],
    ['createCustomer 201 status status 409', 'MUST killed'],
    ['createCustomer 201 status status 500', 'MUST killed'],
    ['createCustomer 201 status status 503', 'of-the-environment equivalent'],
    ['createCustomer 201 content-type altered', 'MUST killed'],
    ['createCustomer 201 content-type removed', 'MUST killed'],
    ['createCustomer 201 body emptied', 'MUST killed'],
    ['createCustomer 201 body cut off', 'MUST killed'],
    ['createCustomer 201 body wrapped in an object', 'MUST killed'],
    ['createCustomer 201 body wrapped in an array', 'MUST killed'],
  ];
  for (const [title, expected] of rows)
    test(`${title}: ${expected}`, () => {
      assert.equal(short(title), expected);
    });

  test('changes a described header, and removes it', () => {
    const response = { status: 201, headers: [['location', '/v1/x']] as const, body: '' };
    const exchange = { ...created, operation: 'submitIdentityVerification', answer: response } as const;

    assert.equal(
      short('submitIdentityVerification 201 header Location removed', [], exchange),
      'MUST killed',
    );
    assert.equal(
      short('submitIdentityVerification 201 header Location altered', [], exchange),
      'MUST killed',
    );
  });

  test('survives if no check knows the expected outcome', () => {
    assert.equal(short('createCustomer 201 status status 409', []), 'MUST survived');
  });
});

describe('a score', () => {
  test('is the same again for the same run', () => {
    assert.deepEqual(scoreOf([created], everyCheck), scoreOf([created], everyCheck));
  });

  test('is complete with every check, lower without one, and no rule contradicts the judge', () => {
    const full = scoreOf([created], everyCheck);

    assert.equal(percentOf(full), 100);
    assert.deepEqual(full.overruled, []);
    assert.ok(percentOf(scoreOf([created], [])) < 98);
  });

  test('counts every mutant once, by group and kind, and the equivalent ones by rule', () => {
    const score = scoreOf([created], everyCheck);
    const { all, byGroup, byKind, byRule } = figuresOf(contract, score);
    const sum = (tallies: Record<string, { mutants: number }>): number =>
      Object.values(tallies).reduce((total, { mutants }) => total + mutants, 0);

    assert.deepEqual([sum(byGroup), sum(byKind)], [all.mutants, all.mutants]);
    assert.equal(byRule.flatMap(({ mutants }) => mutants).length, all.equivalent);
    assert.equal(new Set(score.fates.map(({ mutant }) => titleOf(mutant))).size, all.mutants);
  });

  test('counts a mutant that only a SHOULD notices as surviving if a MUST is due', () => {
    const fate = fateIn(scoreOf([created], everyCheck, 'SHOULD'), 'createCustomer 201 /externalId dropped');

    assert.equal(fate?.fate, 'survived');
  });
});
