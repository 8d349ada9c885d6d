import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { namesSecret, undeclaredFields } from '../../../../../src/contract/privacy/undeclared-properties.ts';
import { responseViolations } from '../../../../../src/contract/validation/violations.ts';
import { refusal } from '../../../support/judged-responses.ts';
import { contract } from '../../../support/real-contract.ts';
import { documentOf } from '../../../support/small-contract.ts';

const document = documentOf({
  schemas: {
    Customer: {
      allOf: [{ $ref: '#/components/schemas/Named' }],
      properties: {
        metadata: { type: 'object', additionalProperties: { type: 'string' } },
        open: { type: 'object' },
        phones: { type: 'array', items: { $ref: '#/components/schemas/Phone' } },
      },
    },
    Named: { properties: { name: { type: 'string' } } },
    Phone: { properties: { number: { type: 'string' } } },
  },
});
const found = (body: Json): string[] =>
  undeclaredFields(document, '/components/schemas/Customer', body).map(
    ({ level, rule, pointer }) => `${level} ${rule} ${pointer}`,
  );

describe('a response', () => {
  test('may contain every property that any part of its schema declares', () => {
    assert.deepEqual(found({ name: 'a', metadata: {}, phones: [{ number: '1' }] }), []);
  });

  test('should not contain other properties, at any depth', () => {
    assert.deepEqual(found({ nick: 'a', phones: [{ number: '1' }, { 'a/b': '2' }] }), [
      'SHOULD undeclared /nick',
      'SHOULD undeclared /phones/1/a~1b',
    ]);
  });

  test('must not contain other properties if the description is pinned to that', () => {
    const closed = { ...document, 'x-undeclared-fields': 'rejected' };
    const levels = undeclaredFields(closed, '/components/schemas/Customer', { name: 'a', nick: 'b' });

    assert.deepEqual(
      levels.map(({ level, pointer }) => `${level} ${pointer}`),
      ['MUST /nick'],
    );
  });

  test('must not contain a property whose name indicates a secret', () => {
    assert.deepEqual(found({ passwordHash: 'x' }), ['MUST sensitive /passwordHash']);
  });

  test('must not contain such a property within an undeclared one either', () => {
    assert.deepEqual(found({ login: { user: 'a', password: 'x' } }), [
      'SHOULD undeclared /login',
      'MUST sensitive /login/password',
    ]);
  });

  test('may contain any key in a map', () => {
    assert.deepEqual(found({ metadata: { token: 'a', colour: 'b', '7': 'c' } }), []);
  });

  test('may contain anything if the description does not declare the properties', () => {
    assert.deepEqual(found({ open: { anything: 1 } }), []);
  });

  for (const body of [null, 'text', 5, [], {}]) {
    test(`that is ${JSON.stringify(body)} has no undeclared property`, () => {
      assert.deepEqual(found(body), []);
    });
  }

  test('is never quoted', () => {
    const [violation] = undeclaredFields(document, '/components/schemas/Customer', { apiSecret: 'k4n4ry' });

    assert.doesNotMatch(violation?.message ?? '', /k4n4ry/);
  });
});

describe('a property name', () => {
  for (const name of [
    'password',
    'passwordHash',
    'api_secret',
    'SSN',
    'card-pin',
    'privateKey',
    'APIToken',
    'userSSN',
  ]) {
    test(`indicates a secret: ${name}`, () => assert.equal(namesSecret(name), true));
  }

  for (const name of [
    'shipping',
    'tokenId',
    'errorCode',
    'hashtag',
    'opinion',
    'keyPrivate',
    'secretary',
    'PIN_ID',
  ]) {
    test(`does not indicate a secret: ${name}`, () => assert.equal(namesSecret(name), false));
  }
});

describe('an error as an RFC 9457 problem', () => {
  const body = { ...refusal, type: 'about:blank', title: 'Not found', status: 404, nick: 'n' };
  const undeclaredIn = (mediaType: string): string[] => {
    const text = JSON.stringify(body);
    const response = {
      status: 404,
      headers: [['content-type', mediaType]] as const,
      text,
      body,
      display: body,
    };
    return responseViolations(contract, contract.operation('retrieveCustomer'), response)
      .filter(({ rule }) => rule === 'undeclared')
      .map(({ pointer }) => pointer);
  };

  test('may have the members of a problem only with its media type', () => {
    assert.deepEqual(undeclaredIn('application/problem+json; charset=utf-8'), ['/nick']);
    assert.deepEqual(undeclaredIn('application/json'), ['/type', '/title', '/status', '/nick']);
  });
});
