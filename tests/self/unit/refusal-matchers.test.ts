import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeExpects } from '@playwright/test';
import { expect as toNameField } from '../../../fixtures/matchers/to-name-field.ts';
import { expect as toRefuse } from '../../../fixtures/matchers/to-refuse.ts';
import type { Json } from '../../../src/contract/pointers.ts';
import { broken, complaint, created, customer, draft, refusal } from './judged-answers.ts';

const expect = mergeExpects(toNameField, toRefuse);

describe('toRefuse', () => {
  const asNumber = { firstName: 5 };

  test('passes a documented refusal, with nothing found', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', refusal);

    assert.equal(
      complaint(() => expect(answer).toRefuse('invalid')),
      '',
    );
    assert.deepEqual(findings(), []);
  });

  test('finds what was accepted at the place that was wrong, and says what was', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', customer, 201);

    assert.match(
      complaint(() => expect(answer).toRefuse('invalid')),
      /\/firstName must be of type string, received 5: status must be .* received 201/,
    );
    assert.deepEqual(findings(), ['MUST request /firstName']);
  });

  test('finds a refusal as something else', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', refusal, 404);

    assert.match(
      complaint(() => expect(answer).toRefuse('invalid')),
      /received 404/,
    );
    assert.deepEqual(findings(), ['MUST request /firstName']);
  });

  test('finds what is wrong about the refusal itself', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', { message: 'no' });

    assert.notEqual(
      complaint(() => expect(answer).toRefuse('invalid')),
      '',
    );
    assert.ok(findings().includes('MUST /errorCode'), findings().join(', '));
  });

  test('binds no more than the constraint is certain', async () => {
    const long = { firstName: 'a'.repeat(41) };
    const { answer, found: findings } = await broken(long, '/firstName', 'maxLength', customer, 201);

    assert.equal(
      complaint(() => expect(answer).toRefuse('invalid')),
      '',
    );
    assert.deepEqual(findings(), ['SHOULD request /firstName']);
  });

  test('judges nothing but what was wrong on purpose', async () => {
    const { answer } = await created(customer);

    assert.match(
      complaint(() => expect(answer).toRefuse('invalid')),
      /expected the answer of an attempt/,
    );
  });
});

describe('toNameField', () => {
  const phone = { primaryPhoneNumber: { ...draft.primaryPhoneNumber, number: 5 } };
  const naming = (...paths: string[]): Json => ({
    ...refusal,
    errors: paths.map((path) => ({ path, message: 'no', errorCode: 'NO' })),
  });

  for (const path of [
    'primaryPhoneNumber.number',
    '/primaryPhoneNumber/number',
    'number',
    "$['number']",
    'number[0]',
  ]) {
    test(`passes a refusal that names ${path}`, async () => {
      const { answer, found: findings } = await broken(
        phone,
        '/primaryPhoneNumber/number',
        'type',
        naming('type', path),
      );

      assert.equal(
        complaint(() => expect(answer).toNameField()),
        '',
      );
      assert.deepEqual(findings(), []);
    });
  }

  for (const [what, body] of [
    ['nothing', refusal],
    ['another field', naming('primaryPhoneNumber.type')],
    ['the object alone', naming('primaryPhoneNumber')],
  ] as const) {
    test(`finds, as no more than a SHOULD, a refusal that names ${what}`, async () => {
      const { answer, found: findings } = await broken(phone, '/primaryPhoneNumber/number', 'type', body);

      assert.equal(
        complaint(() => expect(answer).toNameField()),
        '',
      );
      assert.deepEqual(findings(), ['SHOULD /errors']);
    });
  }
});
