import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutSignedUrls } from '../../../src/contract/signed-urls.ts';
import { contract } from './real-contract.ts';

const schema = '/components/schemas/Document';

describe('a signed URL', () => {
  test('is led to its host alone, and stays a URL', () => {
    const url = { value: 'https://files.example:8443/put?signature=canary', allowed: 'PUT', expiresIn: 600 };

    assert.deepEqual(withoutSignedUrls(contract, schema, { url, name: 'Passport' }), {
      url: { ...url, value: 'https://files.example:8443/redacted' },
      name: 'Passport',
    });
  });

  test('is hidden whole where it is none, and nothing else is touched', () => {
    const body = { url: { value: 'canary' }, number: 'X1', metadata: { a: 'https://example.com/a' } };

    assert.deepEqual(withoutSignedUrls(contract, schema, body), { ...body, url: { value: 'redacted' } });
    assert.deepEqual(withoutSignedUrls(contract, undefined, body), body);
  });
});
