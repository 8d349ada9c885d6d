import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlanRecord } from '../../../../src/contract/evidence.ts';
import { evidenceIn } from '../../../../src/verdict/evidence-file.ts';
import { lossProblems, planProblems } from '../../../../src/verdict/evidence-losses.ts';
import { outcomeOf } from '../../support/run-records.ts';

const verdicts: PlanRecord['verdicts'] = [{ requirement: 'CUS-001', tests: 1, cases: 0 }];
const plan: PlanRecord = { kind: 'plan', test: 'plan', runId: 'r', verdicts };
const lines = [
  '{"kind":"observation","test":"t","about":"a","seen":"b"}',
  '{"kind":"check","test":"t","requirement":"CUS-001","level":"MUST","call":"c","exchange":{"test":"t","index":1}}',
  '{"kind":"end","test":"t","lines":2}',
];
const losses = (kept: readonly string[]): string[] =>
  lossProblems(evidenceIn(`${kept.join('\n')}\n`), [outcomeOf({ id: 't' })]);

describe('the evidence log of a run', () => {
  test('has a loss for each missing line of a test', () => {
    assert.deepEqual(losses(lines), []);
    for (const lost of lines)
      assert.deepEqual(losses(lines.filter((line) => line !== lost)), [
        'the lines of 1 test are not all in the evidence log: CUS-001',
      ]);
    assert.equal(losses([]).length, 1);
  });

  test('has a loss for a duplicated line', () => {
    assert.equal(losses([lines[0] ?? '', ...lines]).length, 1);
  });

  test('need not have lines of a test that was not run', () => {
    assert.deepEqual(lossProblems({ lines: new Map() }, [outcomeOf({ status: 'skipped' })]), []);
  });

  test('contains the plan of the run and no other', () => {
    const of = { runId: 'r', verdicts };

    assert.deepEqual(planProblems(plan, of), []);
    assert.match(planProblems(undefined, of).join(), /^the evidence log has no plan/);
    assert.match(planProblems({ ...plan, runId: 'another' }, of).join(), /is of another run$/);
    assert.match(planProblems({ ...plan, verdicts: [] }, of).join(), /is of another run$/);
  });
});
