import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../src/contract/schema/pointers.ts';
import { extensionProblems } from '../../../../src/description/problems/extension-problems.ts';
import { documentOf } from '../../support/small-contract.ts';

/** The problems of a document with one operation. */
function problems(parts: Record<string, Json>, operation: Record<string, Json> = {}): string[] {
  const get = { operationId: 'listPets', responses: { '200': {}, '404': {} }, ...operation };
  return extensionProblems(documentOf({ paths: { '/pets': { get } }, ...parts })).map(
    ({ pointer, reason }) => `${pointer} ${reason}`,
  );
}

describe('an extension that determines how responses are judged', () => {
  const cases: [
    title: string,
    parts: Record<string, Json>,
    operation: Record<string, Json>,
    said?: RegExp,
  ][] = [
    ['is right in an outcome', {}, { 'x-outcomes': { success: { '200': 'accepted', '404': 'observed' } } }],
    [
      'is wrong in an outcome',
      {},
      { 'x-outcomes': { success: { '200': 'acepted' } } },
      /success\/200 must be one of accepted, discouraged, observed, and is "acepted"/,
    ],
    [
      'is wrong in an outcome of all operations',
      { 'x-outcomes': { invalid: { '400': 'yes' } } },
      {},
      /^\/x-outcomes\/invalid\/400 must be one of/,
    ],
    [
      'is missing in an outcome',
      {},
      { 'x-outcomes': { success: {} } },
      /success must have at least one status/,
    ],
    [
      'names a status that is not described',
      {},
      { 'x-outcomes': { success: { '201': 'accepted' } } },
      /success\/201 is not a status of the responses/,
    ],
    ['is right of updates', {}, { 'x-update': 'replace' }],
    [
      'is wrong of updates',
      {},
      { 'x-update': 'replaces' },
      /x-update must be one of unspecified, replace, merge/,
    ],
    ['is right of undeclared fields', { 'x-undeclared-fields': 'rejected' }, {}],
    [
      'is wrong of undeclared fields',
      { 'x-undeclared-fields': true },
      {},
      /must be one of discouraged, rejected, and is true/,
    ],
    ['is right of unset fields', { 'x-unset-fields': { absent: 'accepted' } }, {}],
    [
      'leaves out that unset fields may be absent',
      { 'x-unset-fields': { null: 'accepted' } },
      {},
      /must have "absent"/,
    ],
    [
      'is wrong of unset fields',
      { 'x-unset-fields': { absent: 'accepted', null: 'rejected' } },
      {},
      /\/x-unset-fields\/null must be one of accepted/,
    ],
    [
      'is right of certainty',
      { components: { a: { 'x-certainty': { type: 'sibling' } } } },
      { 'x-certainty': 'inferred' },
    ],
    ['is wrong of certainty', {}, { 'x-certainty': 'sure' }, /get\/x-certainty must be one of documented/],
    [
      'is wrong of the certainty of a keyword',
      { components: { a: { 'x-certainty': { type: 'sure' } } } },
      {},
      /a\/x-certainty must be one of/,
    ],
    ['is data in an example', { components: { a: { example: { 'x-certainty': 'sure' } } } }, {}],
  ];
  for (const [title, parts, operation, said] of cases)
    test(title, () => {
      const found = problems(parts, operation);

      assert.equal(found.length, said ? 1 : 0, found.join('\n'));
      assert.match(found.join(), said ?? /^$/);
    });
});
