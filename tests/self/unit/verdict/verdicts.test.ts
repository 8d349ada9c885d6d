import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../../../src/contract/evidence.ts';
import {
  grouped,
  verdictNames,
  verdictsOf,
  worstOf,
  type TestOutcome,
  type Verdict,
} from '../../../../src/verdict/verdicts.ts';
import { evidenceOf, exchangeOf, findingOf, outcomeOf, waiverOf } from '../../support/run-records.ts';

const lenient = { strict: false, waivers: [] };

/** The verdicts of a run without those on every response, one per line. */
function lines(outcomes: TestOutcome[], findings: Finding[] = [], strict = false): string[] {
  return verdictsOf(outcomes, evidenceOf({ findings }), { strict, waivers: [] })
    .filter(({ requirement }) => !requirement.startsWith('ANS'))
    .map(({ requirement, verdict, pointer, blame }) =>
      [requirement, verdict, pointer, blame].filter(Boolean).join(' '),
    );
}

describe('a test that passed', () => {
  test('gives its requirement the verdict passed', () => {
    assert.deepEqual(lines([outcomeOf({})]), ['CUS-001 passed']);
  });

  test('keeps what was found besides, each at its place and level', () => {
    const findings = [
      findingOf({ level: 'SHOULD', pointer: '/a/0/b' }),
      findingOf({ level: 'SHOULD', pointer: '/a/1/b' }),
      findingOf({ level: 'MAY', pointer: '/c' }),
    ];

    assert.deepEqual(lines([outcomeOf({})], findings), [
      'CUS-001 passed',
      'CUS-001 warned /a/*/b api',
      'CUS-001 observed /c api',
    ]);
  });

  test('is not affected by a failed clean-up', () => {
    assert.deepEqual(lines([outcomeOf({})], [findingOf({ judged: false, blame: 'environment' })]), [
      'CUS-001 passed',
    ]);
  });
});

describe('a test that failed', () => {
  const failed = outcomeOf({ status: 'failed', message: 'why' });

  test('fails its requirement if a MUST was broken', () => {
    assert.deepEqual(lines([failed], [findingOf({ pointer: '/a' })]), ['CUS-001 failed /a api']);
  });

  test('fails it for a SHOULD only in a strict run', () => {
    const broken = [findingOf({ level: 'SHOULD', pointer: '/a' })];

    assert.deepEqual(lines([failed], broken, true), ['CUS-001 failed /a api']);
    assert.deepEqual(lines([outcomeOf({})], broken), ['CUS-001 passed', 'CUS-001 warned /a api']);
  });

  test('fails it if a built-in expectation failed, at the level of the requirement', () => {
    const expected = { ...failed, expectationFailed: true };

    assert.deepEqual(lines([expected]), ['CUS-001 failed api']);
    assert.deepEqual(lines([{ ...expected, requirement: 'CUS-033' }]), ['CUS-033 warned api']);
    assert.deepEqual(lines([{ ...expected, requirement: 'CUS-033' }], [], true), ['CUS-033 failed api']);
  });

  for (const blame of ['api', 'environment', 'suite'] as const)
    test(`leaves it not testable if blame ${blame} kept it from being judged`, () => {
      assert.deepEqual(lines([failed], [findingOf({ judged: false, blame })]), [
        `CUS-001 not testable ${blame}`,
      ]);
    });

  test('still fails it when the fault came only after the MUST was broken', () => {
    const findings = [findingOf({ pointer: '/a' }), findingOf({ judged: false, blame: 'environment' })];

    assert.deepEqual(lines([failed], findings), ['CUS-001 failed /a api']);
  });

  test('still fails it when the fault came only after a built-in expectation failed', () => {
    const trouble = [findingOf({ judged: false, blame: 'environment' })];

    assert.deepEqual(lines([{ ...failed, expectationFailed: true }], trouble), ['CUS-001 failed api']);
  });

  test('passes it when only another requirement failed the test', () => {
    const other = findingOf({ requirement: 'ANS-003', pointer: '/a', failedTest: true });

    assert.deepEqual(lines([failed], [other]), ['CUS-001 passed']);
  });

  test('does not pass it if the suite itself failed, whatever else was found', () => {
    const other = findingOf({ requirement: 'ANS-003', pointer: '/a' });

    assert.deepEqual(lines([failed]), ['CUS-001 not testable suite']);
    assert.deepEqual(lines([failed], [other]), ['CUS-001 not testable suite']);
    assert.deepEqual(lines([{ ...failed, errors: 2 }], [{ ...other, failedTest: true }]), [
      'CUS-001 not testable suite',
    ]);
  });

  test('because of its timeout says nothing about the API', () => {
    assert.deepEqual(lines([{ ...failed, status: 'timedOut' }]), ['CUS-001 not testable suite']);
  });
});

describe('a test that did not run', () => {
  for (const status of ['skipped', 'interrupted'] as const)
    test(`because it was ${status} leaves its requirement not tested`, () => {
      assert.deepEqual(lines([outcomeOf({ status })]), ['CUS-001 not tested']);
    });

  test('because it was interrupted gives a reason', () => {
    const interrupted = outcomeOf({ status: 'interrupted', message: '' });
    const verdicts = verdictsOf([interrupted], evidenceOf({}), lenient);

    assert.ok(verdicts.some(({ reason }) => reason === 'the run ended before it'));
  });
});

describe('several tests of one requirement', () => {
  test('give the worst of their verdicts, in any order', () => {
    const outcomes = [
      outcomeOf({ id: 'a' }),
      outcomeOf({ id: 'b', status: 'failed', expectationFailed: true }),
      outcomeOf({ id: 'c', status: 'failed' }),
    ];

    for (const order of [outcomes, outcomes.toReversed()])
      assert.deepEqual(lines(order), ['CUS-001 failed api']);
  });

  test('give one verdict for each operation', () => {
    const outcomes = [outcomeOf({ id: 'a' }), outcomeOf({ id: 'b', operation: 'listCustomers' })];

    assert.equal(lines(outcomes).length, 2);
  });
});

describe('a description that contradicts itself', () => {
  const contradiction = findingOf({ judged: false, blame: 'description', pointer: '/a' });
  const failed = outcomeOf({ status: 'failed', expectationFailed: true, message: 'why' });

  test('leaves the requirement unjudged, even if an expectation failed because of it', () => {
    assert.deepEqual(lines([failed], [contradiction]), ['CUS-001 not testable /a description']);
  });

  test('excuses nothing else that the API broke', () => {
    assert.deepEqual(lines([failed], [contradiction, findingOf({ pointer: '/b' })]), [
      'CUS-001 failed /b api',
      'CUS-001 not testable /a description',
    ]);
  });

  test('for every response leaves that requirement unjudged, and not the one of the test', () => {
    const ofResponse = findingOf({ ...contradiction, requirement: 'ANS-003', failedTest: true });
    const evidence = evidenceOf({ exchanges: [exchangeOf({})], findings: [ofResponse] });
    const verdicts = verdictsOf([outcomeOf({ status: 'failed' })], evidence, lenient);
    const worst = (id: string): string => worstOf(verdicts.filter(({ requirement }) => requirement === id));

    assert.equal(worst('ANS-003'), 'not testable');
    assert.equal(worst('CUS-001'), 'passed');
  });
});

describe('a waiver', () => {
  const of = (findings: Finding[], status: 'passed' | 'failed' = 'passed'): string[] =>
    verdictsOf([outcomeOf({ status })], evidenceOf({ findings }), { strict: false, waivers: [waiverOf({})] })
      .filter(({ requirement }) => !requirement.startsWith('ANS'))
      .map(({ verdict, waiver }) => `${verdict} ${waiver ?? ''}`);

  test('covers what the API broke, a SHOULD, or what the API kept from being judged', () => {
    assert.deepEqual(of([findingOf({})]).at(-1), 'waived waivers.yaml:2');
    assert.deepEqual(of([findingOf({ level: 'SHOULD' })]).at(-1), 'waived waivers.yaml:2');
    assert.deepEqual(of([findingOf({ judged: false })], 'failed'), ['waived waivers.yaml:2']);
  });

  test('covers nothing with another blame, and no observation', () => {
    for (const blame of ['environment', 'suite', 'description'] as const)
      assert.deepEqual(of([findingOf({ judged: false, blame })], 'failed'), ['not testable ']);
    assert.equal(of([findingOf({ level: 'MAY' })]).at(-1), 'observed ');
  });
});

describe('a requirement on every response', () => {
  const of = (findings: Finding[]): Verdict[] =>
    verdictsOf([], evidenceOf({ exchanges: [exchangeOf({}), exchangeOf({})], findings }), lenient);

  test('has passed for each operation with such a response, unless something was found', () => {
    assert.deepEqual(
      of([]).map(({ requirement, operation, verdict }) => `${requirement} ${operation} ${verdict}`),
      ['001', '002', '003', '004', '005', '007', '009', '011'].map((id) => `ANS-${id} createCustomer passed`),
    );
  });

  test('has failed if a MUST was broken, also in a test that passed or outside of tests', () => {
    const found = findingOf({ requirement: 'ANS-003', pointer: '/status' });
    const verdicts = of([found]).filter(({ requirement }) => requirement === 'ANS-003');

    assert.equal(worstOf(verdicts), 'failed');
  });

  test('has no verdict without a response', () => {
    const unanswered = exchangeOf({ answer: undefined });

    assert.deepEqual(verdictsOf([], evidenceOf({ exchanges: [unanswered] }), lenient), []);
  });
});

describe('the worst verdict', () => {
  test('is the first in the order from failed to passed, and not tested for an empty list', () => {
    assert.deepEqual(
      [...verdictNames],
      ['failed', 'not testable', 'warned', 'waived', 'observed', 'not tested', 'passed'],
    );
    assert.equal(worstOf([]), 'not tested');
  });
});

describe('grouping', () => {
  test('keeps the order of groups and of their members', () => {
    assert.deepEqual(
      [...grouped([3, 1, 4, 2], (value) => value % 2)],
      [
        [1, [3, 1]],
        [0, [4, 2]],
      ],
    );
  });
});
