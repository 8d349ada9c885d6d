import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { responseViolations, parsedJson } from '../../../../../src/contract/validation/violations.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const responses = { '200': { description: '', content: { 'application/json': { schema } } } };
const contract = contractOf(
  documentOf({ paths: { '/pet': { get: { operationId: 'readPet', responses } } } }),
);

/** The violations of a response with a body, with a JSON content type. */
function said(text: string, coding?: string): string[] {
  const headers: [string, string][] = [['content-type', 'application/json']];
  if (coding !== undefined) headers.push(['content-encoding', coding]);
  const body = parsedJson(text);
  const response = { status: 200, headers, text, body, display: body ?? text };
  return responseViolations(contract, contract.operation('readPet'), response).map(
    ({ level, rule, pointer, message }) => `${level} ${rule} ${pointer}: ${message}`,
  );
}

describe('a redirect', () => {
  test('is reported with its target', () => {
    const headers: [string, string][] = [['location', 'https://elsewhere.example/pet']];
    const response = { status: 308, headers, text: '', body: undefined, display: '' };
    const [violation] = responseViolations(contract, contract.operation('readPet'), response);

    assert.match(
      violation?.message ?? '',
      /received 308, which leads to "https:\/\/elsewhere\.example\/pet",/,
    );
  });
});

describe('a body', () => {
  test('must not begin with a byte order mark; the violation says so, and the rest is parsed as usual', () => {
    const [violation, ...others] = said('\uFEFF{"id":"a"}');

    assert.deepEqual(parsedJson('\uFEFF{"id":"a"}'), { id: 'a' });
    assert.match(violation ?? '', /^MUST json : body must not begin with a byte order mark/);
    assert.deepEqual(others, []);
  });

  test('must not have a content encoding that was not offered', () => {
    const told = [
      'MUST json : body must be in a content coding that was offered (gzip, deflate or br), received "zstd"',
    ];

    assert.deepEqual(said('(\uFFFD/\uFFFD', 'zstd'), told);
    assert.deepEqual(said('(\uFFFD/\uFFFD', 'gzip, ZSTD'), told);
    assert.match(said('<html>', 'gzip').join(), /^MUST json : body must be JSON, received "<html>"$/);
    assert.deepEqual(said('{"id":"a"}', 'identity'), []);
  });

  test('should not have a name twice in one object', () => {
    assert.deepEqual(said('{"id":1,"id":"a"}'), [
      'SHOULD doubled /id: /id appears more than once in its object: only the last value was judged',
    ]);
  });
});
