import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { areaOf, inScope } from '../../../../../src/contract/coverage/scope.ts';

describe('the scope of a run', () => {
  test('contains everything in the full profile', () => {
    assert.deepEqual([inScope('CUS-001', 'full', false), inScope('LIM-001', 'full', false)], [true, true]);
  });

  test('contains authentication and customers in the core profile', () => {
    assert.deepEqual(
      (['AUT-001', 'SEC-001', 'CUS-001', 'ANS-001', 'LIM-001', 'IDV-001'] as const).map((id) =>
        inScope(id, 'core', false),
      ),
      [true, true, true, true, false, false],
    );
  });

  test('contains only requirements whose tests write nothing on production', () => {
    assert.deepEqual([inScope('AUT-001', 'core', true), inScope('CUS-001', 'core', true)], [true, false]);
  });

  test('has an area for every requirement prefix, and none for an unknown one', () => {
    assert.equal(areaOf('LIM-001').tag, 'Transaction Limits');
    assert.throws(() => areaOf('XXX-001'), /no area is called XXX/);
  });
});
