import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createDigests,
  digestOfStandIn,
  standInFor,
} from '../../../../../src/exchange/redaction/keyed-digests.ts';
import {
  redactedInResponse,
  redactedInRequest,
  redactedPointers,
  isRedactedAt,
} from '../../../../../src/exchange/redaction/redacted-fields.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { basicAuthorization } from '../../../../../src/exchange/session.ts';
import { secretNames, type Target } from '../../../../../src/target/target.ts';

const real = { kind: 'sandbox', baseUrl: '', credentials: { key: 'k3y-canary', secret: 's3cret' } } as const;
const standIns = {
  ...real,
  credentials: { key: 'kor-stand-in-account-key', secret: 'kor-stand-in-account-secret' },
};

/** Digests as a run on a target makes them, with its redactor. */
function digesting(target: Target, key = 'key') {
  const names = secretNames(target);
  const redactor = createRedactor([...names.keys()]);
  return { digests: createDigests(key, redactor, names), redactor };
}

function authorized(authorization: string) {
  return { method: 'GET', origin: 'https://a.example', target: '/v1', headers: { authorization } } as const;
}

const shown = { method: 'GET', url: 'https://a.example/v1', headers: { authorization: '[redacted]' } };

describe('a digest', () => {
  test('is the same for equal text and key, and different if either differs', () => {
    const { digests } = digesting(real);

    assert.equal(digests.of('a'), digesting(real).digests.of('a'));
    assert.notEqual(digests.of('a'), digests.of('b'));
    assert.notEqual(digests.of('a'), digesting(real, 'other').digests.of('a'));
  });

  test('of credentials is the same for their placeholders', () => {
    const header = (target: Target): unknown =>
      redactedInRequest(digesting(target).digests, authorized(basicAuthorization(target.credentials)), shown);
    const half = (target: Target): unknown =>
      redactedInRequest(
        digesting(target).digests,
        authorized(basicAuthorization({ key: target.credentials.key, secret: 'wrong' })),
        shown,
      );

    assert.deepEqual(header(real), header(standIns));
    assert.deepEqual(half(real), half(standIns));
    assert.notDeepEqual(header(real), half(real));
  });

  for (const token of ['-t0ken-of-hyphens', 't0ken-of-hyphens-', '_t0ken+'])
    test(`of the token ${token} is the same in the response that issued it and in a header`, () => {
      const { digests, redactor } = digesting(real);
      const issued = digests.of(token);
      redactor.add(token);

      assert.equal(digests.of(token), issued);
      assert.equal(digests.ofHeader('authorization', `Bearer ${token}`), digests.ofSecret('Bearer ', issued));
    });

  test('of a token is that of its placeholder, alone, in a header and altered', () => {
    const [then, now] = [digesting(real), digesting(standIns)];
    then.redactor.add('t0ken');
    then.redactor.add('t0kem', { from: 't0ken', how: 'altered' });
    const token = standInFor(then.digests.of('t0ken'));
    now.redactor.add(token);
    now.redactor.add(`${token}x`, { from: token, how: 'altered' });

    assert.equal(now.digests.of(token), then.digests.of('t0ken'));
    const ofHeader = ({ digests }: typeof now, value: string): string =>
      digests.ofHeader('authorization', value);
    assert.equal(ofHeader(now, `Bearer ${token}`), ofHeader(then, 'Bearer t0ken'));
    assert.equal(ofHeader(now, `Bearer ${token}x`), ofHeader(then, 'Bearer t0kem'));
    assert.equal(then.digests.ofSecret('Bearer ', then.digests.of('t0ken')), ofHeader(then, 'Bearer t0ken'));
    assert.equal(digestOfStandIn('t0ken'), undefined);
  });
});

describe('the hidden places of an exchange', () => {
  const { digests } = digesting(real);

  test('are none when everything is recorded', () => {
    const headers: [string, string][] = [['a', 'b']];

    assert.equal(
      redactedInResponse(digests, { headers, text: '{}' }, { status: 200, headers, body: '{}' }),
      undefined,
    );
  });

  test('are given with the type of each value', () => {
    const headers: [string, string][] = [
      ['a', 'b'],
      ['set-cookie', 'c'],
    ];
    const written = {
      status: 200,
      headers: [headers[0], ['set-cookie', '[redacted]']] as [string, string][],
      body: '{"a":[{"b":"[redacted]","c":"number"}],"d":1}',
    };
    const text = '{"a":[{"b":"x","c":5}],"d":1}';
    const places = redactedInResponse(digests, { headers, text }, written) ?? {};

    assert.deepEqual(places, {
      'header 1': `string ${digests.of('c')}`,
      'body/a/0/b': `string ${digests.of('x')}`,
      'body/a/0/c': `number ${digests.of('5')}`,
    });
    assert.deepEqual(redactedPointers(places, headers), ['header set-cookie', '/a/0/b', '/a/0/c']);
  });

  test('are the whole body if it is not JSON', () => {
    const places = redactedInResponse(
      digests,
      { headers: [], text: 'a@b.example' },
      { status: 500, headers: [], body: '[redacted]' },
    );

    assert.deepEqual(Object.keys(places ?? {}), ['body']);
    assert.equal(isRedactedAt('/anything', ['']), true);
    assert.equal(isRedactedAt('status', ['']), false);
  });

  test('determine the findings at and below them, and nowhere else', () => {
    assert.equal(isRedactedAt('/a/b', ['/a']), true);
    assert.equal(isRedactedAt('/ab', ['/a']), false);
    assert.equal(isRedactedAt('', ['/a']), false);
    assert.equal(isRedactedAt('header x', ['header x']), true);
  });
});
