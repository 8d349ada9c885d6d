import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  fromPointer,
  isObject,
  textOf,
  toPointer,
  valueAt,
} from '../../../../../src/contract/schema/pointers.ts';

/** The document and the pointers of RFC 6901, section 5. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('a JSON Pointer', () => {
  const leads = {
    '': document,
    '/foo/1': 'baz',
    '/': 0,
    '/a~1b': 1,
    '/c%d': 2,
    '/e^f': 3,
    '/ ': 7,
    '/m~0n': 8,
  };
  for (const [pointer, value] of Object.entries(leads)) {
    test(`"${pointer}" leads to ${JSON.stringify(value)}`, () => {
      assert.deepEqual(valueAt(document, pointer), value);
    });
  }

  for (const pointer of [
    '/nope',
    '/foo/2',
    '/foo/-',
    '/foo/bar',
    '/foo/1/0',
    '/foo/',
    '/constructor',
    '/foo/length',
  ]) {
    test(`"${pointer}" leads nowhere`, () => {
      assert.equal(valueAt(document, pointer), undefined);
    });
  }

  test('is the same after parsing and writing, in any spelling', () => {
    const tokens = ['a/b', 'm~n', '~1', '~01', '', 'ü', '0'];

    assert.deepEqual(fromPointer(toPointer(tokens)), tokens);
  });

  test('may begin with the # of a reference', () => {
    assert.deepEqual(fromPointer('#/components/schemas/A'), ['components', 'schemas', 'A']);
  });

  test('leads nowhere in an undefined document', () => {
    assert.equal(valueAt(undefined, '/a'), undefined);
  });
});

describe('a JSON value', () => {
  test('is an object when it is neither null nor a list', () => {
    assert.deepEqual([{}, [], null, 'a', undefined].map(isObject), [true, false, false, false, false]);
  });

  test('has text only when it is a string', () => {
    assert.deepEqual(['a', 1, null, undefined].map(textOf), ['a', '', '', '']);
  });
});
