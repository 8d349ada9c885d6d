import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  summariesApart,
  verdictsApart,
} from '../../../../src/certificate/rejudgement/verdict-differences.ts';
import type { Conformance, VerdictReport } from '../../../../src/verdict/reports/report-types.ts';

function verdict(of: Partial<VerdictReport>): VerdictReport {
  return { level: 'MUST', operation: 'createCustomer', pointer: '', verdict: 'passed', count: 1, ...of };
}

function run(verdicts: VerdictReport[], of: object = {}): Conformance {
  const evidence = { tests: ['a', 'b'], exchanges: 2 };
  const requirements = [{ id: 'CUS-003', level: 'MUST', verdict: verdicts[0]?.verdict, verdicts, evidence }];
  const none = { waivers: [], observations: [], leftovers: [], drift: { undescribed: [], unseen: [] } };
  const description = { digest: 'd', overlays: [] };
  return { requirements, result: 'passed', description, ...none, ...of } as unknown as Conformance;
}

describe('two judgements of a run', () => {
  test('agree if every verdict is the same, whatever led to it and however often', () => {
    const found = verdictsApart(run([verdict({ reason: 'a' })]), run([verdict({ reason: 'b', count: 2 })]));

    assert.deepEqual(found, []);
  });

  test('report the requirement and place where they differ, and the new reason', () => {
    const now = verdict({ verdict: 'failed', pointer: '/status', reason: 'it is wrong\n\nmore' });

    assert.deepEqual(verdictsApart(run([verdict({})]), run([verdict({}), now])), [
      'CUS-003 createCustomer /status: recorded passed, the evidence says failed: it is wrong',
    ]);
    assert.deepEqual(verdictsApart(run([verdict({})]), run([now])), [
      'CUS-003 createCustomer /status: recorded passed, the evidence says failed: it is wrong',
    ]);
    assert.deepEqual(verdictsApart(run([now]), run([verdict({})])), [
      'CUS-003 createCustomer /status: recorded failed, the evidence says passed',
    ]);
    assert.deepEqual(verdictsApart(run([verdict({ verdict: 'passed' })]), run([{ ...now, pointer: '' }])), [
      'CUS-003 createCustomer: recorded passed, the evidence says failed: it is wrong',
    ]);
  });

  test('report another reason for what is not tested', () => {
    const untested = (reason: string): Conformance => {
      const { requirements, ...rest } = run([]);
      return {
        ...rest,
        requirements: requirements.map((each) => ({ ...each, verdict: 'not tested', reason })),
      };
    };

    assert.deepEqual(verdictsApart(untested('a'), untested('a')), []);
    assert.deepEqual(verdictsApart(untested('a'), untested('b')), [
      'CUS-003: recorded not tested: a; the evidence says: b',
    ]);
  });

  test('report a level that differs', () => {
    const [found] = verdictsApart(run([verdict({ level: 'SHOULD' })]), run([verdict({})]));

    assert.equal(found, 'CUS-003 createCustomer: recorded passed (SHOULD), the evidence says passed (MUST)');
  });

  test('report a requirement that only one has, and the sum of its verdicts', () => {
    const none = { ...run([]), requirements: [] };
    const edited = run([verdict({})]);
    edited.requirements[0] = {
      ...edited.requirements[0],
      verdict: 'failed',
    } as Conformance['requirements'][0];

    assert.deepEqual(verdictsApart(run([verdict({})]), none), [
      'CUS-003: recorded passed, the evidence says nothing',
    ]);
    assert.deepEqual(verdictsApart(none, run([verdict({})])), [
      'CUS-003: not recorded, the evidence says passed',
    ]);
    assert.deepEqual(verdictsApart(edited, run([verdict({})])), [
      'CUS-003: recorded failed, the evidence says passed',
    ]);
  });

  test('leave out requirements that do not apply', () => {
    assert.deepEqual(
      verdictsApart(run([verdict({})]), run([]), () => false),
      [],
    );
  });

  test('report the sums in which they differ', () => {
    assert.deepEqual(summariesApart(run([], { exitCode: 0 }), run([], { exitCode: 1 })), [
      'the exit code: recorded 0, the evidence says 1',
    ]);
  });

  const edits: [what: string, now: object][] = [
    ['the description', { description: { digest: 'another', overlays: [] } }],
    ['the description', { description: { digest: 'd', overlays: ['minimal.yaml 0123456789abcdef'] } }],
    ['the suite', { suite: 'rocketkor-conformance 9.9.9' }],
    ['the number of derived cases', { derivedCases: 1 }],
    ['the states of waivers', { waivers: [{ requirement: 'CUS-003', state: 'used' }] }],
    ['the observations', { observations: [{ about: 'reads after writes', seen: 'follow at once' }] }],
    ['the drift', { drift: { undescribed: [{ operation: 'a', pointer: '/b' }], unseen: [] } }],
    ['the leftovers', { leftovers: [{ operation: 'createCustomer', id: 'a', reason: 'b' }] }],
    ['the problems of the run', { problems: ['it was interrupted'] }],
  ];
  for (const [what, now] of edits)
    test(`report that ${what} differs: ${JSON.stringify(now)}`, () => {
      const [found = '', ...others] = summariesApart(run([], now), run([]));

      assert.ok(found.startsWith(`${what}: recorded `), found);
      assert.deepEqual(others, []);
    });

  test('report another wording of a requirement, and another basis, in any order', () => {
    const edited = (parts: object): Conformance => {
      const copy = run([]);
      Object.assign(copy.requirements[0] ?? {}, parts);
      return copy;
    };

    const told = (parts: object): string => verdictsApart(edited(parts), run([])).join('\n');
    const sentence = 'CUS-003: its level, its text or its tests are not those of this suite';

    for (const parts of [{ text: 'a' }, { source: 'b' }, { evidence: { tests: ['a'], exchanges: 2 } }])
      assert.equal(told(parts), sentence);
    assert.equal(told({ evidence: { tests: ['b', 'a'], exchanges: 2 } }), '');
  });

  test('agree on overlays under any file names in the archive', () => {
    const named = (name: string): Conformance =>
      run([], { description: { digest: 'd', overlays: [`${name} 0123456789abcdef`] } });

    assert.deepEqual(summariesApart(named('minimal.yaml'), named('1-minimal.yaml')), []);
  });
});
