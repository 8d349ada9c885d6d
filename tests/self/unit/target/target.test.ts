import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { secretsOf, targetName, type Target } from '../../../../src/target/target.ts';

const target: Target = {
  kind: 'sandbox',
  baseUrl: 'https://api.example.com',
  credentials: { key: 'k1', secret: 's1' },
};

describe('a target', () => {
  test('is named by its address and kind', () => {
    assert.equal(targetName(target), 'https://api.example.com (sandbox)');
  });

  test('that is the embedded sandbox says that it proves nothing', () => {
    assert.equal(targetName({ ...target, kind: 'embedded' }), 'embedded sandbox; says nothing about any API');
  });

  test('has every key, secret and token as a secret, also as the pair that HTTP Basic sends', () => {
    const pairs = {
      otherCredentials: { key: 'k2', secret: 's2' },
      shortLivedCredentials: { key: 'k3', secret: 's3' },
    };

    assert.deepEqual(secretsOf({ ...target, ...pairs, expiredToken: 't' }).sort(), [
      'k1',
      'k1:s1',
      'k2',
      'k2:s2',
      'k3',
      'k3:s3',
      's1',
      's2',
      's3',
      't',
    ]);
    assert.deepEqual(secretsOf(target).sort(), ['k1', 'k1:s1', 's1']);
  });
});
