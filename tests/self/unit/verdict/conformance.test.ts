import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReportFacts } from '../../../../src/verdict/reports/report-types.ts';
import {
  allBut,
  allPassed,
  failing,
  hindered,
  must,
  of,
  should,
  waived,
} from '../../support/passing-runs.ts';
import { evidenceOf, everySuccess, findingOf, outcomeOf } from '../../support/run-records.ts';

describe('the exit code', () => {
  const cases: [
    title: string,
    code: 0 | 1 | 2,
    run: Parameters<typeof of>[0],
    facts?: Partial<ReportFacts>,
  ][] = [
    ['everything passed', 0, { outcomes: allPassed }],
    ['a MUST failed', 1, { outcomes: allBut(must, failing) }],
    ['a SHOULD failed', 0, { outcomes: allBut(should, failing) }],
    ['a SHOULD failed in a strict run', 1, { outcomes: allBut(should, failing) }, { strict: true }],
    ['the target refused to prepare a MUST', 1, hindered(must, 'api')],
    ['the target refused to prepare a SHOULD', 0, hindered(should, 'api')],
    ['the target refused to prepare a SHOULD in a strict run', 1, hindered(should, 'api'), { strict: true }],
    ['the environment kept a MUST from being judged', 2, hindered(must, 'environment')],
    ['the suite kept a MUST from being judged', 2, hindered(must, 'suite')],
    ['the suite kept a SHOULD from being judged', 2, hindered(should, 'suite')],
    ['the environment kept a SHOULD from being judged', 0, hindered(should, 'environment')],
    [
      'a MUST was not tested for want of credentials',
      0,
      { outcomes: allBut('SEC-004', { status: 'skipped', message: 'needs another account' }) },
    ],
    ['the run itself had a problem', 2, { outcomes: allPassed, problems: ['it was interrupted'] }],
    ['a MUST failed and the run had a problem', 1, { outcomes: allBut(must, failing), problems: ['x'] }],
    ['nothing was judged', 2, { outcomes: [], evidence: evidenceOf({}) }],
    [
      'everything was skipped',
      2,
      {
        outcomes: allPassed.map((each) => ({ ...each, status: 'skipped' as const })),
        evidence: evidenceOf({}),
      },
    ],
    ['a part was selected, and passed', 0, { outcomes: allPassed.slice(0, 1) }],
    [
      'a documented operation never once succeeded',
      2,
      { outcomes: allPassed, evidence: evidenceOf({ exchanges: everySuccess.slice(1) }) },
    ],
    [
      'the target does without such an operation, as it may',
      0,
      {
        outcomes: [
          ...allPassed,
          outcomeOf({ operation: 'createCustomer', status: 'skipped', isNotOffered: true }),
        ],
        evidence: evidenceOf({
          exchanges: everySuccess.filter(({ operation }) => operation !== 'createCustomer'),
        }),
      },
    ],
    [
      'such an operation is missing from a part',
      0,
      { outcomes: allPassed.slice(1), evidence: evidenceOf({ exchanges: everySuccess.slice(1) }) },
    ],
    [
      'an operation in doubt never once succeeded',
      0,
      {
        outcomes: allPassed,
        evidence: evidenceOf({
          exchanges: everySuccess.filter(({ operation }) => operation !== 'unsuspendCustomer'),
        }),
      },
    ],
    ['the broken MUST is waived', 0, waived({ operation: 'createCustomer', pointer: '/status' })],
    ['the waiver has expired', 1, waived({ expires: '2024-12-31' })],
    ['the waiver is of another place', 1, waived({ pointer: '/type' })],
    ['a waiver is about nothing that fails any more', 1, waived({}, { requirement: 'CUS-002' })],
    ['a waiver matches nothing', 1, waived({}, { requirement: 'CUS-002', operation: 'createDocument' })],
  ];
  for (const [title, code, run, facts] of cases)
    test(`is ${String(code)} when ${title}`, () => {
      const { exitCode, result } = of(run, facts);

      assert.equal(exitCode, code);
      assert.equal(result, ['passed', 'failed', 'incomplete'][code]);
    });

  test('is 1 when one MUST failed and another could not be judged', () => {
    const { outcomes = [], evidence } = hindered('CUS-002', 'environment');
    const both = outcomes.map((each) => (each.requirement === must ? { ...each, ...failing } : each));

    assert.equal(of({ outcomes: both, ...(evidence && { evidence }) }).exitCode, 1);
  });

  test('is 1 when a response breaks a MUST that applies to every response', () => {
    const findings = [findingOf({ requirement: 'ANS-003', pointer: '/a' })];

    assert.equal(of({ outcomes: allPassed, evidence: evidenceOf({ findings }) }).exitCode, 1);
  });

  test('is 0 when such a MUST is lowered by the certainty of its place in the description', () => {
    const findings = [findingOf({ requirement: 'ANS-003', level: 'SHOULD', pointer: '/a' })];
    const evidence = evidenceOf({ exchanges: everySuccess, findings });

    assert.equal(of({ outcomes: allPassed, evidence }).exitCode, 0);
  });
});
