import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { doubledMembers, rewritten } from '../../../src/contract/doubled-members.ts';
import type { Json } from '../../../src/contract/pointers.ts';
import { writtenBody } from '../../../src/exchange/display.ts';
import { createRedactor } from '../../../src/exchange/redaction.ts';
import { contract } from './real-contract.ts';

describe('the names that stand twice in one object', () => {
  const texts: [text: string, pointers: string[]][] = [
    ['', []],
    ['"a"', []],
    ['{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}],"d":"a","e":["a","a"]}', []],
    ['{"a":1,"a":1}', ['/a']],
    ['{"a":1,"b":2,"a":3,"a":4}', ['/a']],
    [String.raw`{"a":1,"\u0061":2}`, ['/a']],
    ['[0,[1,{"x":{"a":[],"a":{}}}]]', ['/1/1/x/a']],
    [String.raw`{"\"{":"},\"b\":", "b":[","], "c/~":1, "c/~":2}`, ['/c~1~0']],
    ['{"a":{"b":1,"b":2},"a":{"b":1}}', ['/a/b', '/a']],
    ['{"":1,"":2,"__proto__":1}', ['/']],
  ];
  for (const [text, pointers] of texts)
    test(`of ${text} are ${pointers.join(' and ') || 'none'}`, () => {
      assert.deepEqual(doubledMembers(text), pointers);
    });

  test('are kept where the text is written anew', () => {
    const text = '\uFEFF{"b":{"a":1,"a":"secret"},"c":[1]}';
    const value = JSON.parse('{"b":{"a":"[redacted]"},"c":[1]}') as Json;

    assert.equal(rewritten(value, text, '-'), '\uFEFF{"b":{"a":"-","a":"[redacted]"},"c":[1]}');
    assert.equal(rewritten({ a: [1] }, '{ "a": [1] }', '-'), '{"a":[1]}');
  });

  test('are written down without the value that nobody reads: it may be a secret of somebody else', () => {
    const cleaning = { contract, redactor: createRedactor([]), schema: undefined, ownIds: [] };

    assert.equal(
      writtenBody('{"name":"Ada Stranger", "name":"Ours"}', { ...cleaning, ownIds: undefined }),
      '{"name":"[redacted]","name":"Ours"}',
    );
  });
});
