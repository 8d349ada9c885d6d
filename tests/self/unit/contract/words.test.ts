import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorInWords, inline, printable, shown } from '../../../../src/contract/words.ts';

const error = (
  keyword: string,
  params: Record<string, unknown> = {},
  message?: string,
): Parameters<typeof errorInWords>[0] => ({
  instancePath: '/a',
  schemaPath: '',
  keyword,
  params,
  ...(message !== undefined && { message }),
});

describe('a received value in a message', () => {
  test('is JSON', () => {
    assert.deepEqual(
      ['a"b', 5, null, { a: [true] }].map((value) => shown(value)),
      ['"a\\"b"', '5', 'null', '{"a":[true]}'],
    );
  });

  test('is "nothing" when there is none', () => {
    assert.equal(shown(undefined), 'nothing');
  });

  test('is truncated when it is long, with its length', () => {
    const text = shown('x'.repeat(1000));

    assert.ok(text.length < 150, text);
    assert.match(text, /^"x+… \(1002 characters\)$/);
  });
});

const steering: [name: string, text: string, escaped: string][] = [
  ['an escape sequence', '\u001b[31m', '\\u001b[31m'],
  ['a bell, a backspace and a return', '\u0007\b\r', '\\u0007\\u0008\\u000d'],
  ['a sequence of one byte', '\u009b2J', '\\u009b2J'],
  ['a deleted character', '\u007f', '\\u007f'],
  ['what turns the direction', '\u202e\u2066\u2069', '\\u202e\\u2066\\u2069'],
  ['what cannot be seen', '\u200b\u2060\ufeff\u00ad', '\\u200b\\u2060\\ufeff\\u00ad'],
  ['a tag beyond the first plane', '\u{e0041}', '\\udb40\\udc41'],
  ['half of a pair', '\ud800', '\\ud800'],
  ['separators of lines', '\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'],
];

describe('a printable text', () => {
  for (const [name, text, escaped] of steering)
    test(`shows ${name} escaped`, () => {
      assert.equal(printable(`a${text}b`), `a${escaped}b`);
      assert.equal(inline(`a${text}b`), `a${escaped}b`);
    });

  test('keeps line breaks, and characters that join letters of a script', () => {
    assert.equal(printable('a\n\tb \u0646\u0645\u06cc\u200c\u062e'), 'a\n\tb \u0646\u0645\u06cc\u200c\u062e');
  });

  test('has no line breaks inside a line', () => {
    assert.equal(inline('a\nb\tc'), 'a\\nb\\tc');
  });

  test('is the form in which a received value is shown', () => {
    assert.equal(shown('\u202e\u009b\u007f'), '"\\u202e\\u009b\\u007f"');
  });
});

describe('an ajv error as a sentence', () => {
  test('names the pointer, the rule and the received value', () => {
    assert.equal(
      errorInWords(error('enum', { allowedValues: ['ACTIVE', 'SUSPENDED'] }), 'active'),
      '/a must be one of ACTIVE, SUSPENDED, received "active"',
    );
  });

  test('names the property that is missing', () => {
    assert.equal(errorInWords(error('required', { missingProperty: 'b' }), {}), '/a/b is missing');
  });

  test('names the body if there is no pointer', () => {
    assert.equal(
      errorInWords({ ...error('type', { type: 'object' }), instancePath: '' }, []),
      'body must be of type object, received []',
    );
  });

  test('says that a property is write-only, and never its value', () => {
    assert.equal(errorInWords(error('false schema'), 's3cret'), '/a must not be present: it is write-only');
  });

  const others: [string, Record<string, unknown>, string | undefined, string][] = [
    ['const', { allowedValue: true }, undefined, 'must be true'],
    [
      'maxLength',
      { limit: 5 },
      'must NOT have more than 5 characters',
      'must NOT have more than 5 characters',
    ],
    ['format', { format: 'uuid' }, 'must match format "uuid"', 'must match format uuid'],
    ['unheardOf', {}, undefined, 'breaks unheardOf'],
  ];
  for (const [keyword, params, message, said] of others) {
    test(`of ${keyword} is "${said}"`, () => {
      assert.equal(errorInWords(error(keyword, params, message), 1), `/a ${said}, received 1`);
    });
  }
});
