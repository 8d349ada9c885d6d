import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { depthOf } from '../../../src/contract/json-depth.ts';

describe('the depth of a JSON text', () => {
  const depths: [text: string, depth: number][] = [
    ['', 0],
    ['"a"', 0],
    ['[]', 1],
    ['{"a":[{"b":[]}],"c":[]}', 4],
    ['[[],[],[]]', 2],
    ['["[[[", "]]]", {"{": "}"}]', 2],
    [String.raw`["\"[[", "\\", [1]]`, 2],
    [String.raw`["\\\"[[["]`, 1],
    ['["[[[', 1],
    ['[['.repeat(500), 1000],
  ];
  for (const [text, depth] of depths) {
    test(`is ${String(depth)} for ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.equal(depthOf(text), depth);
    });
  }
});
