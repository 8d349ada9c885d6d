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

describe('an answer', () => {
  test('may hold every field that any part of its schema declares', () => {
    assert.deepEqual(found({ name: 'a', metadata: {}, phones: [{ number: '1' }] }), []);
  });

  test('should hold no other field, however deep', () => {
    assert.deepEqual(found({ nick: 'a', phones: [{ number: '1' }, { 'a/b': '2' }] }), [
      'SHOULD undeclared /nick',
      'SHOULD undeclared /phones/1/a~1b',
    ]);
  });

  test('must hold no other field where the description is pinned to that', () => {
    const closed = { ...document, 'x-undeclared-fields': 'rejected' };
    const levels = undeclaredFields(closed, '/components/schemas/Customer', { name: 'a', nick: 'b' });

    assert.deepEqual(
      levels.map(({ level, pointer }) => `${level} ${pointer}`),
      ['MUST /nick'],
    );
  });

  test('must hold no field that is named for a secret', () => {
    assert.deepEqual(found({ passwordHash: 'x' }), ['MUST sensitive /passwordHash']);
  });

  test('must hold no such field within one that is not described either', () => {
    assert.deepEqual(found({ login: { user: 'a', password: 'x' } }), [
      'SHOULD undeclared /login',
      'MUST sensitive /login/password',
    ]);
  });

  test('may hold any key in a map', () => {
    assert.deepEqual(found({ metadata: { token: 'a', colour: 'b', '7': 'c' } }), []);
  });

  test('may hold anything where the description says nothing of the members', () => {
    assert.deepEqual(found({ open: { anything: 1 } }), []);
  });

  for (const body of [null, 'text', 5, [], {}]) {
    test(`that is ${JSON.stringify(body)} has no field to speak of`, () => {
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
    test(`speaks of a secret: ${name}`, () => assert.equal(namesSecret(name), true));
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
    test(`does not speak of a secret: ${name}`, () => assert.equal(namesSecret(name), false));
  }
});

describe('an error as a problem of RFC 9457', () => {
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

  test('has the members of one with its media type alone', () => {
    assert.deepEqual(undeclaredIn('application/problem+json; charset=utf-8'), ['/nick']);
    assert.deepEqual(undeclaredIn('application/json'), ['/type', '/title', '/status', '/nick']);
  });
});
