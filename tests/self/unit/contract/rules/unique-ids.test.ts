import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DescribedBody } from '../../../../../src/contract/validation/violation-at.ts';
import { sharedIds, unnamedActors } from '../../../../../src/contract/rules/unique-ids.ts';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { contract } from '../../../support/real-contract.ts';

const described = (body: JsonObject): DescribedBody => ({
  contract,
  schema: '/components/schemas/Customer',
  body: { type: 'INDIVIDUAL', ...body },
});
const others = [{ id: 'a' }, { id: 'b' }];

describe('an id', () => {
  test('is unique when no other resource has it', () => {
    assert.deepEqual(sharedIds(described({ id: 'c' }), others), []);
  });

  test('is shared when another resource has it, or when others share one', () => {
    for (const [id, all] of [
      ['a', others],
      ['c', [...others, { id: 'a' }]],
    ] as const) {
      const messages = sharedIds(described({ id }), all).map(({ message }) => message);

      assert.deepEqual(messages, ['/id must be unique, "a" is shared by several resources']);
    }
  });

  test('is left to the schema when it is missing', () => {
    assert.deepEqual(sharedIds(described({}), [{}, {}]), []);
  });
});

describe('an actor', () => {
  const wrong = (createdBy: JsonObject | null | undefined): string[] =>
    unnamedActors(
      described(createdBy === undefined ? {} : { createdBy }),
      ['createdBy'],
      'service-account',
    ).map(({ message }) => message);

  test('is accepted with an id and the expected type', () => {
    assert.deepEqual(wrong({ id: 'a', type: 'service-account' }), []);
  });

  test('is reported when it is missing or null', () => {
    for (const actor of [undefined, null]) assert.deepEqual(wrong(actor), ['/createdBy is missing']);
  });

  test('is reported without an id, or with another type', () => {
    assert.deepEqual(wrong({ id: ' ', type: 'internal' }), [
      '/createdBy/id must identify the actor, received " "',
      '/createdBy/type must be "service-account", received "internal"',
    ]);
  });
});
