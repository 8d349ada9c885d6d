import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  coverageViolations,
  membershipViolations,
  pagingViolations,
  type ListedPages,
  type PageViolation,
} from '../../../../../src/contract/rules/lists/pagination.ts';
import type { Json, JsonObject } from '../../../../../src/contract/schema/pointers.ts';

/** Correct pages of a list of ids, at most two on each. */
function pagesOf(...ids: string[]): JsonObject[] {
  const starts = ids.flatMap((_, index) => (index % 2 === 0 ? [index] : []));
  return (starts.length === 0 ? [0] : starts).map((start, number) => {
    const content = ids.slice(start, start + 2).map((id) => ({ id }));
    return {
      totalElements: ids.length,
      totalPages: starts.length,
      number,
      numberOfElements: content.length,
      hasNext: start + 2 < ids.length,
      content,
    };
  });
}

const listed = (bodies: (Json | undefined)[]): ListedPages => ({
  bodies,
  displays: bodies.map((body) => body ?? null),
  source: '/paths/x',
});
const places = (found: PageViolation[]): string[] =>
  found.map(({ page, pointer, level }) => `${level} ${String(page)}${pointer}`);
const paging = (bodies: (Json | undefined)[], total: number): string[] =>
  places(pagingViolations(listed(bodies), 2, total));
const coverage = (bodies: (Json | undefined)[], ...ids: string[]): string[] =>
  places(coverageViolations(listed(bodies), ids));

/** Pages with one member of one page changed. */
function changed(bodies: JsonObject[], page: number, change: JsonObject): JsonObject[] {
  return bodies.map((body, index) => (index === page ? { ...body, ...change } : body));
}

describe('the envelope of pages', () => {
  test('is correct if it agrees with the content of the pages', () => {
    assert.deepEqual(paging(pagesOf('a', 'b', 'c'), 3), []);
    assert.deepEqual(paging(pagesOf('a', 'b'), 2), []);
    assert.deepEqual(paging(pagesOf(), 0), []);
  });

  const wrong: [JsonObject, string][] = [
    [{ totalElements: 4 }, '/totalElements'],
    [{ totalPages: 3 }, '/totalPages'],
    [{ number: 1 }, '/number'],
    [{ numberOfElements: 1 }, '/numberOfElements'],
    [{ hasNext: false }, '/hasNext'],
    [{ totalElements: '3' }, '/totalElements'],
  ];
  for (const [change, pointer] of wrong) {
    test(`is wrong with ${JSON.stringify(change)} on the first page`, () => {
      assert.deepEqual(paging(changed(pagesOf('a', 'b', 'c'), 0, change), 3), [`MUST 0${pointer}`]);
    });
  }

  test('is wrong when another page follows the last, and is empty', () => {
    const empty = { ...pagesOf()[0], totalElements: 3, totalPages: 2, number: 2 };
    const bodies = [...changed(pagesOf('a', 'b', 'c'), 1, { hasNext: true }), empty];

    assert.deepEqual(paging(bodies, 3), ['MUST 1/hasNext']);
  });

  test('is wrong when a page has more entries than its size', () => {
    const body = { totalElements: 3, totalPages: 1, number: 0, numberOfElements: 3, hasNext: false };

    assert.deepEqual(paging([{ ...body, content: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }], 3), [
      'MUST 0/content',
    ]);
  });

  test('does not matter for pages that were not requested', () => {
    const [first = {}] = pagesOf('a', 'b', 'c', 'd', 'e');

    assert.deepEqual(paging([first], 5), []);
  });

  test('may count one page for an empty list', () => {
    assert.deepEqual(paging(changed(pagesOf(), 0, { totalPages: 1 }), 0), ['MAY 0/totalPages']);
    assert.deepEqual(paging(changed(pagesOf(), 0, { totalPages: 2 }), 0), ['MUST 0/totalPages']);
  });

  test('is missing if there is no page', () => {
    assert.equal(paging([undefined], 0).length, 5);
  });

  test('is shown as messages may show it', () => {
    const [body = {}] = changed(pagesOf(), 0, { number: 'secret' });
    const [found] = pagingViolations({ ...listed([body]), displays: [{ number: 'string' }] }, 2, 0);

    assert.equal(found?.message, '/number on page 0 must be 0, received "string"');
  });
});

describe('all pages together', () => {
  test('contain every entry once, in any order', () => {
    assert.deepEqual(coverage(pagesOf('a', 'b', 'c'), 'c', 'b', 'a'), []);
    assert.deepEqual(coverage(pagesOf()), []);
  });

  test('lack an entry, contain one twice, or contain an unexpected one', () => {
    assert.deepEqual(coverage(pagesOf('a', 'b', 'a', 'x'), 'a', 'b', 'c'), [
      'MUST 1/content/0/id',
      'MUST 1/content/1',
      'MUST 0/content',
    ]);
  });

  test('contain no entry without an id', () => {
    assert.deepEqual(coverage([{ content: [{}, null, 'a'] }], 'a').length, 4);
  });

  test('reveal nothing of customers of others', () => {
    const pages = { ...listed([{ content: [{ id: 'x' }] }]), displays: [{ content: [{ id: 'hashed' }] }] };
    const [found] = coverageViolations(pages, []);

    assert.match(found?.message ?? '', /"hashed"/);
    assert.doesNotMatch(found?.message ?? '', /"x"/);
  });
});

describe('a filtered list', () => {
  const members = (...there: string[]): PageViolation[] =>
    membershipViolations(listed(pagesOf(...there)), {
      matching: ['a', 'b'],
      others: ['c'],
      query: { name: 'Zoe', type: 'BUSINESS' },
    });

  test('may contain entries that the run did not create', () => {
    assert.deepEqual(members('a', 'b', 'x'), []);
  });

  test('lacks no entry that matches', () => {
    const [found] = members('b');

    assert.equal(found?.pointer, 'query name,type');
    assert.equal(found.message, 'query name=Zoe and type=BUSINESS does not include "a"');
    assert.deepEqual(
      members().map(({ message }) => message),
      ['query name=Zoe and type=BUSINESS does not include 2 entries: ["a","b"]'],
    );
  });

  test('contains no entry that does not match', () => {
    assert.deepEqual(places(members('a', 'b', 'c')), ['MUST 1/content/0']);
  });
});
