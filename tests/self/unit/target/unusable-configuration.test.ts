import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readConfiguration } from '../../../../src/target/configuration.ts';
import { problems } from './configuration-problems.ts';

const remote = {
  KOR_BASE_URL: 'https://api.example.com',
  KOR_API_KEY: 'k',
  KOR_API_SECRET: 's',
  KOR_TARGET_KIND: 'sandbox',
};
const local = { KOR_BASE_URL: 'http://127.0.0.1:8080', KOR_API_KEY: 'k', KOR_API_SECRET: 's' };

describe('an unusable value', () => {
  const values: [name: string, value: string, said: RegExp][] = [
    ['KOR_BASE_URL', 'api.example.com', /has no scheme: write https:/],
    ['KOR_BASE_URL', 'localhost:8080', /has no scheme/],
    ['KOR_BASE_URL', '127.0.0.1:8080', /has no scheme/],
    ['KOR_BASE_URL', '//localhost', /has no scheme/],
    ['KOR_BASE_URL', 'http:/localhost', /has no scheme/],
    ['KOR_BASE_URL', 'https://a b', /is not a URL/],
    ['KOR_BASE_URL', 'https://api.example.com\u200b', /holds the character U\+200B, which is invisible/],
    ['KOR_API_KEY', 'a\u200bb', /holds the character U\+200B/],
    ['KOR_API_SECRET', '\ufeffab', /holds the character U\+FEFF/],
    ['KOR_API_SECRET', 'a\u00a0b', /holds the character U\+00A0/],
    ['KOR_BASE_URL', 'ftp://api.example.com', /must be an http or https URL/],
    ['KOR_BASE_URL', 'https://api.example.com/v1', /must not end in \/v1/],
    ['KOR_BASE_URL', 'https://api.example.com/kor/v1/', /must not end in \/v1/],
    ['KOR_BASE_URL', 'https://api.example.com/?a=1', /query or a fragment/],
    ['KOR_BASE_URL', 'https://api.example.com/#a', /query or a fragment/],
    ['KOR_BASE_URL', 'https://user:pass@api.example.com', /must not hold credentials/],
    ['KOR_BASE_URL', 'http://api.example.com', /must be https .*KOR_ALLOW_HTTP=api\.example\.com/],
    ['KOR_BASE_URL', 'http://127.0.0.1.example.com', /must be https/],
    ['KOR_BASE_URL', 'http://localhost.example.com', /must be https/],
    ['KOR_BASE_URL', 'http://10.0.0.1', /must be https/],
    ['KOR_BASE_URL', 'https://api.example.com?', /query or a fragment/],
    ['KOR_API_KEY', 'a:b', /no colon/],
    ['KOR_API_KEY', 'a b', /no spaces/],
    ['KOR_EXPIRED_TOKEN', 'a\nb', /printable ASCII/],
    ['KOR_SEED', 'a\u0007', /control character/],
    ['KOR_TARGET_KIND', 'staging', /must be one of sandbox, production/],
    ['KOR_TARGET_KIND', 'embedded', /must be one of/],
    ['KOR_PROFILE', 'all', /must be one of core, full/],
    ['KOR_RUN_ID', 'Run 1', /must be 1 to 40 lower-case letters/],
    ['KOR_RUN_ID', '-a', /must be 1 to 40/],
    ['KOR_RUN_ID', 'a'.repeat(41), /must be 1 to 40/],
    ['KOR_EMAIL_DOMAIN', 'QA.example.org', /must be a domain such as qa.example.org, in lower case/],
    ['KOR_EMAIL_DOMAIN', '@qa.example.org', /without an at sign/],
    ['KOR_EMAIL_DOMAIN', 'localhost', /must be a domain/],
    ['KOR_EMAIL_DOMAIN', 'qa..example.org', /must be a domain/],
    ['KOR_EMAIL_DOMAIN', '192.0.2.1', /must be a domain/],
    ['KOR_EMAIL_DOMAIN', `${'a'.repeat(60)}.${'b'.repeat(40)}.org`, /at most 100 characters/],
    ['KOR_SEED', 'a'.repeat(65), /64/],
    ['KOR_STRICT', 'yes', /must be one of 0, 1/],
    ['KOR_EXCHANGE_TIMEOUT_MS', 'soon', /must be a whole number of milliseconds/],
    ['KOR_EXCHANGE_TIMEOUT_MS', '099', /./],
    ['KOR_EXCHANGE_TIMEOUT_MS', '600001', /./],
    ['KOR_EXCHANGE_TIMEOUT_MS', '1.5', /./],
    ['KOR_TEST_TIMEOUT_MS', '0', /./],
    ['KOR_TEST_TIMEOUT_MS', '-1', /./],
    ['KOR_MAX_RPS', '0', /must be a number of requests a second above 0/],
    ['KOR_MAX_RPS', '0.000', /./],
    ['KOR_MAX_RPS', '-1', /./],
    ['KOR_MAX_RPS', 'many', /./],
    ['KOR_API_KY', 'k', /is not a variable of this suite/],
    ['KOR_BASEURL', 'k', /is not a variable of this suite/],
    ['kor_base_url', 'k', /is not a variable of this suite/],
  ];
  for (const [name, value, said] of values)
    test(`of ${name} is ${value.slice(0, 40)}`, () => {
      const found = problems({ ...remote, [name]: value });

      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', said);
      assert.match(found[0] ?? '', new RegExp(`^${name} `));
    });

  test('is never repeated when it may be a secret', () => {
    for (const name of [
      'KOR_BASE_URL',
      'KOR_API_SECRET',
      'KOR_TARGET_KIND',
      'KOR_OTHER_API_SECRET',
      'KOR_STRICT',
    ])
      assert.doesNotMatch(
        problems({ ...local, KOR_API_KEY: '', [name]: 'k4n4ry' }).join('\n'),
        /k4n4ry/,
        name,
      );
    assert.doesNotMatch(
      problems({ ...remote, KOR_BASE_URL: 'https://me:k4n4ry@host:port' }).join(),
      /k4n4ry/,
    );
  });

  test('is a second account that equals the first', () => {
    const same = { ...remote, KOR_OTHER_API_KEY: 'k', KOR_OTHER_API_SECRET: 's' };

    assert.match(problems(same).join(), /^KOR_OTHER_API_KEY is the same as KOR_API_KEY/);
  });

  test('is one that has no effect', () => {
    const file = 'specs/overlays/strict.yaml';

    assert.deepEqual(problems({ ...remote, KOR_ALLOW_HTTP: 'api.example.com' }), [
      'KOR_ALLOW_HTTP is set, and KOR_BASE_URL needs none: it is https, or on this machine',
    ]);
    assert.equal(problems({ ...local, KOR_ALLOW_HTTP: '127.0.0.1' }).length, 1);
    assert.match(
      problems({ ...local, KOR_WEBHOOK_CAPTURES: 'package.json' }).join(),
      /^KOR_WEBHOOK_CAPTURES is set, and the profile core has no webhooks/,
    );
    assert.deepEqual(problems({ ...local, KOR_WEBHOOK_CAPTURES: 'package.json', KOR_PROFILE: 'full' }), []);
    assert.deepEqual(problems({ KOR_OVERLAY: `${file}, ${file}` }), [`KOR_OVERLAY names ${file} twice`]);
  });

  test('is reported together with all others', () => {
    const environment = {
      KOR_BASE_URL: 'http://api.example.com/v1',
      KOR_API_KEY: 'k',
      KOR_OTHER_API_KEY: 'k2',
      KOR_STRICT: 'yes',
      KOR_NOPE: '1',
    };
    const names = problems(environment).map((line) => line.split(' ')[0]);

    assert.deepEqual(names.sort(), [
      'KOR_API_SECRET',
      'KOR_BASE_URL',
      'KOR_BASE_URL',
      'KOR_NOPE',
      'KOR_OTHER_API_SECRET',
      'KOR_STRICT',
      'KOR_TARGET_KIND',
    ]);
  });
});

describe('a host that is not this machine', () => {
  const unsaid = { ...remote, KOR_TARGET_KIND: '' };

  test('needs a kind that says whether it may be written to', () => {
    assert.match(
      problems(unsaid).join(),
      /^KOR_TARGET_KIND is missing: the suite creates and deletes customers/,
    );
    assert.deepEqual(problems({ ...unsaid, KOR_TARGET_KIND: 'production' }), []);
  });

  test('may be reached over http when it is named', () => {
    const plain = { ...remote, KOR_BASE_URL: 'http://kor.internal:8080' };

    assert.deepEqual(problems({ ...plain, KOR_ALLOW_HTTP: 'kor.internal' }), []);
    assert.equal(problems({ ...plain, KOR_ALLOW_HTTP: 'other.internal' }).length, 1);
  });

  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])
    test(`is not ${host}: it needs neither https nor a kind`, () => {
      assert.equal(
        readConfiguration({ ...local, KOR_BASE_URL: `http://${host}:8080` }).target?.kind,
        'sandbox',
      );
    });
});
