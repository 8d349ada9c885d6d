import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limitedViolations } from '../../../../../src/contract/validation/violation-limit.ts';

const at = (pointer: string): { pointer: string; rule: string } => ({ pointer, rule: 'type' });
const entries = (count: number, of: string): string[] =>
  Array.from({ length: count }, (_, index) => `/${String(index)}/${of}`);

describe('the list of violations', () => {
  test('has each once, in order', () => {
    assert.deepEqual(limitedViolations(['/b', '/a', '/b'], at), ['/b', '/a']);
  });

  test('has at most a hundred of the same kind in a list, and all others', () => {
    const few = limitedViolations([...entries(5000, 'a'), '/b', ...entries(100, 'c')], at);

    assert.deepEqual(few, [...entries(100, 'a'), '/b', ...entries(100, 'c')]);
  });

  test('has at most a thousand of a body', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `/name${String(index)}`);

    assert.deepEqual(limitedViolations(names, at), names.slice(0, 1000));
  });
});
