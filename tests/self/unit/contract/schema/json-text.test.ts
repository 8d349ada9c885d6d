import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asItCame, doubledMembers, rewritten } from '../../../../../src/contract/schema/json-text.ts';
import { valueAt, type Json } from '../../../../../src/contract/schema/pointers.ts';
import { shown } from '../../../../../src/contract/words.ts';
import { recordedBody } from '../../../../../src/exchange/redaction/recorded-body.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { cannedTarget } from '../../../support/canned-target.ts';
import { contract } from '../../../support/real-contract.ts';

describe('the names that occur twice in one object', () => {
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

  test('are kept when the text is rewritten', () => {
    const text = '\uFEFF{"b":{"a":1,"a":"secret"},"c":[1]}';
    const value = JSON.parse('{"b":{"a":"[redacted]"},"c":[1]}') as Json;

    assert.equal(rewritten(value, text, '-'), '\uFEFF{"b":{"a":"-","a":"[redacted]"},"c":[1]}');
    assert.equal(rewritten({ a: [1] }, '{ "a": [1] }', '-'), '{"a":[1]}');
  });

  test('are recorded without the value that parsers drop: it may be a secret of others', () => {
    const cleaning = { contract, redactor: createRedactor([]), schema: undefined, ownIds: [] };

    assert.equal(
      recordedBody('{"name":"Ada Stranger", "name":"Ours"}', { ...cleaning, ownIds: undefined }),
      '{"name":"[redacted]","name":"Ours"}',
    );
  });
});

describe('an integer with more digits than a number holds', () => {
  const text = '{"a":[1,9007199254740993],"b":{"c":-12345678901234567890},"d":9007199254740992,"e":1e400}';
  const value = JSON.parse(text) as Json;

  test('is shown with its original digits, alone and among others', () => {
    const display = asItCame(value, text);

    assert.equal(shown(valueAt(display, '/a/1')), '9007199254740993');
    assert.equal(shown(valueAt(display, '/b')), '{"c":-12345678901234567890}');
    assert.equal(shown(valueAt(display, '/d')), '9007199254740992');
    assert.equal(asItCame(1, '1'), 1);
  });

  test('is recorded with its original digits, next to hidden values', () => {
    const given = '{"a":9007199254740993,"b":"secret"}';

    assert.equal(
      rewritten({ a: Number('9007199254740993'), b: '[redacted]' }, given, '-'),
      '{"a":9007199254740993,"b":"[redacted]"}',
    );
  });

  test('of a response is reported and recorded with its original digits', async () => {
    const body = '{"timestamp":9007199254740993,"traceId":"a","message":"No","errorCode":"NO"}';
    const { api, recorder, close } = await cannedTarget([{ status: 404, body }]);
    await api.send('retrieveCustomer', { path: { customerId: 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f' } });
    await close();
    const { exchange, violations = [] } = {
      exchange: recorder.exchanges.at(-1),
      violations: recorder.responses.at(-1)?.violations,
    };

    assert.match(violations.map(({ message }) => message).join(), /received 9007199254740993$/);
    assert.equal(exchange?.answer?.body, body);
  });
});
