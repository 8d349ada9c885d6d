import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extentOf } from '../../../../../src/contract/schema/json-extent.ts';

describe('the extent of a JSON text', () => {
  const extents: [text: string, depth: number, values: number][] = [
    ['', 0, 1],
    ['"a"', 0, 1],
    ['[]', 1, 2],
    ['[1,2,3]', 1, 4],
    ['{"a":[{"b":[]}],"c":[]}', 4, 7],
    ['[[],[],[]]', 2, 7],
    ['["[[[", "]]],,", {"{": "}"}]', 2, 5],
    [String.raw`["\"[[", "\\", [1]]`, 2, 5],
    [String.raw`["\\\"[[["`, 1, 2],
    ['["[[[', 1, 2],
    ['[['.repeat(500), 1000, 1001],
  ];
  for (const [text, depth, values] of extents) {
    test(`is ${String(depth)} deep, with ${String(values)} values at most, for ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.deepEqual(extentOf(text), { depth, values });
    });
  }
});
