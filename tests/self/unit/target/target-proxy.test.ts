import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readConfiguration } from '../../../../src/target/configuration.ts';
import { secretsOf, type Environment } from '../../../../src/target/target.ts';
import { problems } from './configuration-problems.ts';

const remote = {
  KOR_BASE_URL: 'https://api.example.com',
  KOR_API_KEY: 'k',
  KOR_API_SECRET: 's',
  KOR_TARGET_KIND: 'sandbox',
};
const HTTPS_PROXY = 'http://proxy.example.com:3128';
const proxyOf = (environment: Environment): string | undefined =>
  readConfiguration({ ...remote, ...environment }).target?.proxy;

describe('the proxy of a target', () => {
  test('is that of its scheme, in lower case first', () => {
    const plain = { KOR_BASE_URL: 'http://api.example.com', KOR_ALLOW_HTTP: 'api.example.com' };

    assert.equal(proxyOf({}), undefined);
    assert.equal(proxyOf({ HTTPS_PROXY, HTTP_PROXY: 'http://other' }), HTTPS_PROXY);
    assert.equal(proxyOf({ HTTPS_PROXY: 'http://other', https_proxy: HTTPS_PROXY }), HTTPS_PROXY);
    assert.equal(proxyOf({ HTTP_PROXY: 'http://other' }), undefined);
    assert.equal(proxyOf({ ...plain, HTTPS_PROXY, http_proxy: 'http://other' }), 'http://other');
  });

  for (const [none, isProxied] of [
    ['api.example.com', false],
    ['example.com', false],
    ['.example.com', false],
    ['*.Example.com', false],
    ['*', false],
    ['a, api.example.com:443', false],
    ['api.example.com:8443', true],
    ['pi.example.com', true],
    ['com.example', true],
    ['', true],
  ] as const)
    test(`is ${isProxied ? 'kept' : 'left out'} with NO_PROXY=${none}`, () => {
      assert.equal(proxyOf({ HTTPS_PROXY, NO_PROXY: none }), isProxied ? HTTPS_PROXY : undefined);
      assert.equal(proxyOf({ HTTPS_PROXY, no_proxy: none }), isProxied ? HTTPS_PROXY : undefined);
    });

  test('is never used for a target on this machine', () => {
    for (const host of ['localhost', '127.0.0.2', '[::1]'])
      assert.equal(proxyOf({ KOR_BASE_URL: `http://${host}:8080`, HTTP_PROXY: 'http://proxy' }), undefined);
  });

  test('must be a URL; the message does not repeat it, since it may contain a password', () => {
    for (const value of ['proxy.example.com:3128', 'socks5://us3r:p4ss@proxy', 'us3r:p4ss@proxy'])
      assert.deepEqual(problems({ ...remote, https_proxy: value }), [
        'https_proxy must be an http or https URL such as http://proxy.example.com:3128',
      ]);
  });

  test('has a password that no artifact may contain', () => {
    const { target } = readConfiguration({ ...remote, HTTPS_PROXY: 'http://us3r:p4%2Fss@proxy:3128' });

    assert.ok(target && secretsOf(target).includes('p4/ss'));
  });
});
