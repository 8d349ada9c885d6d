import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Outcome } from '../../../../../src/contract/operations.ts';
import { isSame, outcomeViolation, parsedJson } from '../../../../../src/contract/validation/violations.ts';
import { headerOf, placeOf } from '../../../../../src/contract/validation/violation.ts';
import { contract } from '../../../support/real-contract.ts';

const violation = (
  operation: string,
  status: number,
  outcome: Outcome,
  text = '',
): ReturnType<typeof outcomeViolation> =>
  outcomeViolation(
    contract.operation(operation),
    { status, text, body: parsedJson(text), display: parsedJson(text) ?? text, headers: [] },
    outcome,
  );

describe('the status of a response', () => {
  test('matches any status that is accepted for the outcome', () => {
    for (const status of [200, 201]) assert.equal(violation('createCustomer', status, 'success'), undefined);
  });

  test('breaks a SHOULD when it is discouraged', () => {
    assert.equal(violation('createCustomer', 422, 'invalid')?.level, 'SHOULD');
  });

  test('breaks a MUST otherwise, and the message names the expected and the received status', () => {
    const { level, message } = violation('createCustomer', 404, 'success', '{"message":"gone"}') ?? {};

    assert.equal(level, 'MUST');
    assert.equal(message, 'status must be 200 or 201 (success), received 404 {"message":"gone"}');
  });

  test('has a level no stronger than the certainty of its operation', () => {
    assert.equal(violation('unsuspendCustomer', 400, 'success')?.level, 'SHOULD');
  });

  test('is observed if the documentation leaves the status open', () => {
    assert.equal(violation('unsuspendCustomer', 404, 'success')?.level, 'MAY');
  });

  test('cannot be judged against an outcome that the operation does not have', () => {
    assert.throws(() => violation('removeCustomer', 404, 'conflict'), /conflict/);
  });
});

describe('a header', () => {
  const headers: [string, string][] = [
    ['X-A', '1'],
    ['x-b', '2'],
    ['x-a', '3'],
  ];

  test('is found in any case, and its occurrences are joined', () => {
    assert.equal(headerOf({ headers }, 'x-A'), '1, 3');
  });

  test('is undefined when there is none', () => {
    assert.equal(headerOf({ headers }, 'x-c'), undefined);
  });
});

describe('two violations', () => {
  test('are the same when they break the same rule in the same place', () => {
    const violation = { pointer: '/a', rule: 'type' };

    assert.equal(isSame(violation, { ...violation }), true);
    assert.equal(isSame(violation, { ...violation, rule: 'enum' }), false);
    assert.equal(isSame(violation, { ...violation, pointer: '/b' }), false);
  });

  test('of two entries of a list are in the same place', () => {
    assert.deepEqual(['/a/0/b/11', '/0', '/v1/a2', ''].map(placeOf), ['/a/*/b/*', '/*', '/v1/a2', '']);
  });
});

describe('a text', () => {
  test('that is JSON has a value, any other has none', () => {
    assert.deepEqual(['null', '{"a":1}', '', '<html>', '{'].map(parsedJson), [
      null,
      { a: 1 },
      undefined,
      undefined,
      undefined,
    ]);
  });
});
