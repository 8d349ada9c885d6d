import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding, OpenPoint } from '../../../../src/contract/evidence.ts';
import type { OperationId } from '../../../../src/contract/operations.ts';
import { conformanceOf } from '../../../../src/verdict/conformance.ts';
import { hindrancesOf } from '../../../../src/verdict/environment-faults.ts';
import { observationsOf } from '../../../../src/verdict/observations.ts';
import type { Conformance } from '../../../../src/verdict/reports/report-types.ts';
import type { Verdict } from '../../../../src/verdict/verdicts.ts';
import {
  evidenceOf,
  everySuccess,
  exchangeOf,
  factsOf,
  findingOf,
  outcomeOf,
  recordOf,
} from '../../support/run-records.ts';

const of = (parts: Parameters<typeof recordOf>[0]): Conformance =>
  conformanceOf(factsOf({}), recordOf(parts));

describe('observations', () => {
  const noted = (about: string, seen: string, operation?: OperationId): OpenPoint => ({
    ...{ kind: 'observation', test: 't', about, seen, operation },
  });
  const lines = (verdicts: Verdict[], points: OpenPoint[]): string[] =>
    observationsOf(verdicts, points).map(({ about, seen }) => `${about}: ${seen}`);

  test('name a choice once if every operation makes the same', () => {
    const points = [noted('invalid', '400', 'createCustomer'), noted('invalid', '400', 'updateCustomer')];

    assert.deepEqual(lines([], points), ['status of "invalid": 400']);
  });

  test('name the operations if they differ, in a fixed order', () => {
    const points = [
      noted('invalid', '422', 'updateCustomer'),
      noted('invalid', '400', 'listCustomers'),
      noted('invalid', '400', 'createCustomer'),
    ];
    const expected = ['status of "invalid": 400 (createCustomer, listCustomers), 422 (updateCustomer)'];

    assert.deepEqual(lines([], points), expected);
    assert.deepEqual(lines([], points.toReversed()), expected);
  });

  test('are worded the same for other values', () => {
    const seen = (reason: string): string[] =>
      lines(
        [
          {
            ...{ requirement: 'LST-024', level: 'MAY', operation: 'listCustomers', pointer: 'query x' },
            ...{ verdict: 'observed', count: 1, reason },
          },
        ],
        [],
      );

    assert.deepEqual(
      seen('query x=abc does not lead to "1-2"'),
      seen('query x=d,e does not lead to "3\\"4"'),
    );
    assert.match(seen('query x=abc does not lead to "1"')[0] ?? '', /: listCustomers: query x=… does not/);
  });

  test('list once what was seen of a requirement, in a fixed order', () => {
    const found = (operation: OperationId, reason: string): Verdict => ({
      ...{ requirement: 'CUS-054', level: 'MAY', operation, pointer: `/${reason}` },
      ...{ verdict: 'observed', count: 1, reason },
    });
    const verdicts = [found('retrieveCustomer', 'b was kept'), found('retrieveCustomer', 'a was kept')];
    const expected = [/^CUS-054 .*: retrieveCustomer: a was kept; retrieveCustomer: b was kept$/];

    for (const each of [verdicts, verdicts.toReversed()])
      for (const [index, line] of lines(each, []).entries()) assert.match(line, expected[index] ?? /never/);
  });

  test('say yes when an open point holds', () => {
    const passed = {
      level: 'MAY',
      operation: 'listCustomers',
      pointer: '',
      verdict: 'passed',
      count: 1,
    } as const;

    assert.match(
      lines([{ requirement: 'LST-024', ...passed }], [])[0] ?? '',
      /matches a part of the value: yes$/,
    );
    assert.deepEqual(lines([{ requirement: 'CUS-001', ...passed }], []), []);
  });
});

describe('hindrances', () => {
  const found = (test: string, fault: 'dns' | 'timeout', message: string) =>
    findingOf({ test, fault, message, judged: false, blame: 'environment' });

  test('count the tests that each kind ended, the most frequent first, with the first occurrence and what to do', () => {
    const outcomes = ['a', 'b', 'c'].map((id) => outcomeOf({ id, status: 'failed' }));
    const all = [
      found('preflight', 'dns', 'of no test'),
      found('a', 'dns', 'no name'),
      found('b', 'timeout', 'first'),
      found('b', 'timeout', 'second'),
      found('c', 'timeout', 'third'),
      findingOf({}),
    ];
    const hindrances = hindrancesOf(all, outcomes);

    assert.deepEqual(
      hindrances.map(({ fault, tests, first }) => [fault, tests, first]),
      [
        ['timeout', 2, 'first'],
        ['dns', 1, 'no name'],
      ],
    );
    for (const { nextStep } of hindrances) assert.match(nextStep, /\w/);
  });
});

describe('the score', () => {
  test('is lowered by what failed, was not testable or not tested, and not by observations', () => {
    const { MUST } = of({ outcomes: [outcomeOf({})] }).score;
    const observed = of({
      outcomes: [outcomeOf({})],
      evidence: evidenceOf({ findings: [findingOf({ level: 'MAY', pointer: '/x' })] }),
    }).score.MUST;
    const failed = of({ outcomes: [outcomeOf({ status: 'failed', expectationFailed: true })] }).score.MUST;

    assert.equal(MUST.passed, 1);
    assert.ok(MUST.total > 100, String(MUST.total));
    assert.deepEqual(observed, MUST);
    assert.deepEqual(failed, { ...MUST, passed: 0 });
  });
});

describe('drift', () => {
  test('names undescribed properties, and on whole runs described ones that were never returned', () => {
    const undescribed = findingOf({ requirement: 'ANS-005', level: 'SHOULD', pointer: '/content/3/nick' });
    const { drift } = of({
      outcomes: [outcomeOf({})],
      evidence: evidenceOf({ exchanges: everySuccess, findings: [undescribed] }),
    });

    assert.deepEqual(drift, {
      undescribed: [{ operation: 'createCustomer', pointer: '/content/*/nick' }],
      unseen: [],
    });
  });
});

describe('an undescribed property', () => {
  test('is one finding, which names every operation where it was found', () => {
    const at = (operation: 'createCustomer' | 'retrieveCustomer', pointer: string): Finding =>
      findingOf({
        requirement: 'ANS-005',
        level: 'SHOULD',
        operation,
        pointer,
        message: 'nick is not described',
      });
    const found = [
      at('createCustomer', '/nick'),
      at('retrieveCustomer', '/nick'),
      at('retrieveCustomer', '/a/nick'),
    ];
    const { requirements } = of({
      outcomes: [outcomeOf({})],
      evidence: evidenceOf({ exchanges: everySuccess, findings: found }),
    });
    const warned = requirements
      .find(({ id }) => id === 'ANS-005')
      ?.verdicts.filter(({ verdict }) => verdict === 'warned');

    assert.deepEqual(
      warned?.map(({ count, operation, reason }) => [operation, count, reason]),
      [['createCustomer', 3, 'nick is not described, nor in responses of retrieveCustomer']],
    );
  });
});

describe('a witness', () => {
  test('is the exchange that a finding names, cut to what a reader needs', () => {
    const exchange = exchangeOf({
      index: 2,
      request: { method: 'POST', url: 'https://api.example/v1/customers?a=b', headers: {} },
      answer: { status: 201, headers: [], body: 'x'.repeat(5000) },
    });
    const finding = findingOf({ exchange: { test: 't', index: 2 }, source: '/paths' });
    const { requirements } = of({
      outcomes: [outcomeOf({ status: 'failed' })],
      evidence: evidenceOf({ exchanges: [exchange], findings: [finding] }),
    });
    const { verdicts, evidence, replay } = requirements.find(({ id }) => id === 'CUS-001') ?? {};

    assert.equal(verdicts?.[0]?.witness?.request, 'POST /v1/customers?a=b');
    assert.match(verdicts[0].witness.curl, /^curl -sS -X POST/);
    assert.match(verdicts[0].witness.answer?.body ?? '', /^x{2000}… \(5000 characters\)$/);
    assert.deepEqual(evidence, { tests: ['t'], exchanges: 1 });
    assert.match(replay ?? '', /--grep @CUS-001$/);
  });
});
