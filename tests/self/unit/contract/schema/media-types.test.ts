import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { covers, isJson, jsonTypeIn } from '../../../../../src/contract/schema/media-types.ts';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { responseViolations } from '../../../../../src/contract/validation/violations.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const pet = { schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } };
const text = { schema: { type: 'string' } };

/** The violations of a response whose status is described with this content. */
function found(content: JsonObject, contentType: string, body: string): string[] {
  const get = { operationId: 'readPet', responses: { '200': { description: '', content } } };
  const contract = contractOf(documentOf({ paths: { '/pet': { get } } }));
  const headers: [string, string][] = [['content-type', contentType]];
  const json = isJson(contentType) ? (JSON.parse(body) as JsonObject) : undefined;
  const response = { status: 200, headers, text: body, body: json, display: json ?? body };
  return responseViolations(contract, contract.operation('readPet'), response).map(({ pointer, rule }) =>
    `${pointer} ${rule}`.trim(),
  );
}

describe('a media type', () => {
  test('is JSON by its name or its suffix, with any parameters and in any case', () => {
    const json = ['application/json', 'Application/JSON; charset=UTF-8', 'application/vnd.kor.v1+json'];
    const others = ['application/xml', 'text/plain', 'application/json-seq', 'image/svg+xml', ''];

    assert.deepEqual(json.filter(isJson), json);
    assert.deepEqual(others.filter(isJson), []);
  });

  test('is covered by itself, with or without parameters, and by a range', () => {
    const described = [
      'application/json',
      'application/json;v=1',
      'APPLICATION/json',
      'application/*',
      '*/*',
    ];

    assert.deepEqual(
      described.filter((each) => covers(each, 'application/json; charset=utf-8')),
      described,
    );
    assert.equal(covers('text/*', 'application/json'), false);
    assert.equal(covers('application/xml', 'application/json'), false);
  });

  test('of JSON is found in any position among others, the plainest first', () => {
    const cases: [described: string[], found: string | undefined][] = [
      [['application/xml', 'application/json'], 'application/json'],
      [['*/*', 'application/hal+json', 'application/json; charset=utf-8'], 'application/json; charset=utf-8'],
      [['text/plain', 'application/hal+json'], 'application/hal+json'],
      [['application/xml', 'application/*'], 'application/*'],
      [['text/*', 'application/pdf'], undefined],
      [[], undefined],
    ];
    for (const [described, expected] of cases) assert.equal(jsonTypeIn(described), expected);
  });
});

describe('a JSON response', () => {
  const orders: [title: string, content: JsonObject][] = [
    ['alone', { 'application/json': pet }],
    ['behind XML', { 'application/xml': text, 'application/json': pet }],
    ['before XML', { 'application/json': pet, 'application/xml': text }],
    ['with parameters', { 'text/plain': text, 'application/json;charset=UTF-8': pet }],
    ['as a range', { 'application/xml': text, '*/*': pet }],
  ];
  for (const [title, content] of orders)
    test(`is judged by the schema of its media type, described ${title}`, () => {
      assert.deepEqual(found(content, 'application/json', '{"id":"a"}'), []);
      assert.deepEqual(found(content, 'application/json; charset=utf-8', '{}'), ['/id required']);
    });

  test('may have another described media type, and none that is not described', () => {
    const content = { 'application/vnd.kor+json': pet };

    assert.deepEqual(found(content, 'application/vnd.kor+json', '{}'), ['/id required']);
    assert.deepEqual(found(content, 'application/json', '{}'), ['content-type content-type']);
  });

  test('is not required if another described media type was returned', () => {
    const content = { 'application/xml': text, 'application/json': pet };

    assert.deepEqual(found(content, 'application/xml', '<pet/>'), []);
    assert.deepEqual(found({ 'application/json': pet }, 'application/xml', '<pet/>'), [
      'content-type content-type',
    ]);
  });
});
