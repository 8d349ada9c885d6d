import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { summariesApart, verdictsApart } from '../../../src/proof/rejudgement/verdicts-apart.ts';
import type { Conformance, VerdictReport } from '../../../src/verdict/report.ts';

function verdict(of: Partial<VerdictReport>): VerdictReport {
  return { level: 'MUST', operation: 'createCustomer', pointer: '', verdict: 'passed', count: 1, ...of };
}

function run(verdicts: VerdictReport[], of: object = {}): Conformance {
  const requirements = [{ id: 'CUS-003', level: 'MUST', verdict: verdicts[0]?.verdict, verdicts }];
  return { requirements, result: 'passed', description: { digest: 'd' }, ...of } as unknown as Conformance;
}

describe('two judgements of a run', () => {
  test('agree where every verdict is the same, whatever led to it and however often', () => {
    const found = verdictsApart(run([verdict({ reason: 'a' })]), run([verdict({ reason: 'b', count: 2 })]));

    assert.deepEqual(found, []);
  });

  test('tell which requirement and place they differ on, and the new reason', () => {
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

  test('tell another reason for what is not tested', () => {
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

  test('tell a level that differs', () => {
    const [found] = verdictsApart(run([verdict({ level: 'SHOULD' })]), run([verdict({})]));

    assert.equal(found, 'CUS-003 createCustomer: recorded passed (SHOULD), the evidence says passed (MUST)');
  });

  test('tell a requirement that only one speaks of, and the sum of its verdicts', () => {
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

  test('leave out what nobody means', () => {
    assert.deepEqual(
      verdictsApart(run([verdict({})]), run([]), () => false),
      [],
    );
  });

  test('tell in which sums they differ', () => {
    assert.deepEqual(summariesApart(run([], { exitCode: 0 }), run([], { exitCode: 1 })), [
      'the exit code: recorded 0, the evidence says 1',
    ]);
  });
});
