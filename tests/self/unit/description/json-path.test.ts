import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toPointer } from '../../../../src/contract/schema/pointers.ts';
import { locationsOf } from '../../../../src/description/reading/json-path.ts';

const document = {
  store: {
    book: [
      { title: 'A', price: 8, isbn: '1' },
      { title: "B's", price: 12 },
      { title: 'C', price: 22, isbn: '2', 'x-mark': { price: 1 } },
    ],
    'a/b~c': null,
  },
  limit: 12,
};
const found = (query: string): string[] => locationsOf(document, query).map(toPointer);

describe('a JSONPath', () => {
  const cases: [query: string, ...pointers: string[]][] = [
    ['$', ''],
    ['$.store.book', '/store/book'],
    ['$[\'store\']["book"]', '/store/book'],
    ["$.store['a/b~c']", '/store/a~1b~0c'],
    ['$.store.book[0]', '/store/book/0'],
    ['$.store.book[-1]', '/store/book/2'],
    ['$.store.book[0:2]', '/store/book/0', '/store/book/1'],
    ['$.store.book[?length(@.title) > 1]', '/store/book/1'],
    ["$.store.book[?match(@.title, '[AC]')]", '/store/book/0', '/store/book/2'],
    ['$.store.book[0, 2]', '/store/book/0', '/store/book/2'],
    ['$.store.book[1,1]', '/store/book/1'],
    ['$.store.book[3]'],
    ['$.store.*', '/store/book', '/store/a~1b~0c'],
    ['$.store.book[*].isbn', '/store/book/0/isbn', '/store/book/2/isbn'],
    ['$..isbn', '/store/book/0/isbn', '/store/book/2/isbn'],
    ["$..['x-mark']", '/store/book/2/x-mark'],
    ['$.store.book[?@.isbn]', '/store/book/0', '/store/book/2'],
    ['$.store.book[?!@.isbn]', '/store/book/1'],
    ["$.store.book[?@['x-mark']]", '/store/book/2'],
    ["$.store.book[?@.title == 'C']", '/store/book/2'],
    ["$.store.book[?@.title == 'B\\'s']", '/store/book/1'],
    ['$.store.book[?@.title != "C" && @.price >= 12]', '/store/book/1'],
    ['$.store.book[?@.price < 10 || @.price > 20]', '/store/book/0', '/store/book/2'],
    ['$.store.book[?(@.price < 10 || @.isbn) && !(@.title == "C")]', '/store/book/0'],
    ['$.store.book[?@.price == $.limit]', '/store/book/1'],
    ['$.store.book[?@.price < "x"]'],
    ['$.store[?@ == null]', '/store/a~1b~0c'],
    ['$.nope.book'],
    ['$.store.book.title'],
  ];
  for (const [query, ...pointers] of cases)
    test(`${query} leads to ${pointers.length === 0 ? 'nothing' : pointers.join(' and ')}`, () => {
      assert.deepEqual(found(query), pointers);
    });

  const wrong: [query: string, said: RegExp][] = [
    ['store', /^is no JSONPath of RFC 9535 \(at "store"\)$/],
    ['', /\(at its end\)$/],
    ['$.x-mark', /\(at "-mark"\); a name with a hyphen goes in brackets and quotes: \['x-name'\]$/],
    ['$.store.', /\(at its end\)$/],
    ['$.store book', /\(at "book"\)$/],
    ['$.store.book[?(@.isbn]', /\(at "\]"\)$/],
    ['$.store.book[?!nosuch(@)]', /^has nosuch\(\) with 1 arguments, which is no function of RFC 9535$/],
    ['$.store.book[?length(@.title, 1) > 1]', /^has length\(\) with 2 arguments/],
  ];
  for (const [query, said] of wrong)
    test(`"${query}" is refused`, () => {
      assert.throws(() => found(query), { name: 'SyntaxError', message: said });
    });
});
