import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { curlOf, type Exchange } from '../../../../src/contract/evidence.ts';

const request = {
  method: 'POST',
  url: "https://api.example/v1/a?b='c'&d=$HOME",
  headers: { accept: 'application/json', 'x-quote': "it's `x`" },
  body: '{"a":"it\'s $(x)\\n"}',
};
const exchange: Exchange = {
  kind: 'exchange',
  test: 't',
  index: 1,
  operation: 'createCustomer',
  startedAt: '2025-01-01T00:00:00.000Z',
  milliseconds: 1,
  request,
};

describe('the curl line of an exchange', () => {
  test('passes exactly the sent request to the shell', () => {
    const line = curlOf(exchange).replace(/^curl/, String.raw`printf '%s\n'`);
    const words = execFileSync('sh', ['-c', line], { encoding: 'utf8', timeout: 5000 }).trimEnd().split('\n');

    assert.deepEqual(words, [
      '-sS',
      '-X',
      'POST',
      request.url,
      '-H',
      'accept: application/json',
      '-H',
      `x-quote: ${request.headers['x-quote']}`,
      '--data-raw',
      request.body,
    ]);
  });

  test('sends no body if the request had none', () => {
    assert.doesNotMatch(curlOf({ ...exchange, request: { ...request, body: undefined } }), /--data/);
  });

  test('is one line', () => {
    assert.doesNotMatch(curlOf(exchange), /\n/);
  });

  test('requests no content encoding, which curl would not decode', () => {
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    const line = curlOf({ ...exchange, request: { ...request, headers } });

    assert.ok(!line.includes('gzip') || line.includes('--compressed'), line);
  });
});
