import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeExpects } from '@playwright/test';
import { expect as toDisregard } from '../../../fixtures/matchers/to-disregard.ts';
import { expect as toListAs } from '../../../fixtures/matchers/to-list-as.ts';
import { expect as toTolerate } from '../../../fixtures/matchers/to-tolerate.ts';
import type { Json } from '../../../src/contract/pointers.ts';
import { actor, complaint, created, customer, draft, id, listed, refusal } from './judged-answers.ts';

const expect = mergeExpects(toDisregard, toListAs, toTolerate);

describe('toTolerate', () => {
  const sent = { firstName: ' Ada ', lastName: 'Gr\u{1F680}en' };
  const kept = { ...customer, ...sent };

  for (const [what, body, status, findings] of [
    ['values that are kept', kept, 201, []],
    ['values that are refused as invalid, and notes it', refusal, 400, ['MAY status']],
    ['outer spaces that are gone, and notes it', { ...kept, firstName: 'Ada' }, 201, ['MAY /firstName']],
  ] as const) {
    test(`passes ${what}`, async () => {
      const { answer, found: all } = await created(body, status);

      assert.equal(
        complaint(() => expect(answer).toTolerate(sent)),
        '',
      );
      assert.deepEqual(all(), findings);
    });
  }

  test('finds damage, and names it', async () => {
    const { answer, found: findings } = await created({ ...kept, lastName: 'Gr?en' });

    assert.match(
      complaint(() => expect(answer).toTolerate(sent)),
      /\/lastName must be .* received "Gr\?en" \(re-encoded\)/,
    );
    assert.deepEqual(findings(), ['MUST /lastName']);
  });

  test('finds a refusal that is none', async () => {
    const { answer, found: findings } = await created(refusal, 302);

    assert.notEqual(
      complaint(() => expect(answer).toTolerate(sent)),
      '',
    );
    assert.deepEqual(findings(), ['MUST status']);
  });
});

describe('toDisregard', () => {
  const values = { status: 'SUSPENDED', createdBy: { id: 'mine' } };

  for (const [what, body, status] of [
    ['an answer that holds none of the values', customer, 201],
    ['a refusal as invalid', refusal, 400],
  ] as const) {
    test(`passes ${what}`, async () => {
      const { answer, found: findings } = await created(body, status);

      assert.equal(
        complaint(() => expect(answer).toDisregard(values, customer, 'createCustomer')),
        '',
      );
      assert.deepEqual(findings(), []);
    });
  }

  test('finds each value that was taken over, at any depth', async () => {
    const { answer, found: findings } = await created({
      ...customer,
      status: 'SUSPENDED',
      createdBy: { ...actor, id: 'mine' },
    });

    assert.match(
      complaint(() => expect(answer).toDisregard(values, customer, 'createCustomer')),
      /\/status must not be taken over/,
    );
    assert.deepEqual(findings(), ['MUST /status', 'MUST /createdBy/id']);
  });

  test('passes a value that the API sets anyway', async () => {
    const { answer } = await created(customer);

    assert.equal(
      complaint(() => expect(answer).toDisregard({ status: 'ACTIVE' }, customer, 'createCustomer')),
      '',
    );
  });
});

describe('toListAs', () => {
  const page = (...content: Json[]): Json => ({
    ...{ totalElements: 1, totalPages: 1, number: 0, numberOfElements: 1, hasNext: false },
    content,
  });

  for (const [what, entries] of [
    ['an entry that holds what was sent', [customer]],
    [
      'an entry that holds part of it',
      [{ id, status: 'ACTIVE', type: 'INDIVIDUAL', lastName: 'Green', firstName: null }],
    ],
    ['a list without the entry, which others see to', []],
  ] as const) {
    test(`passes ${what}`, async () => {
      const { answer, found: findings } = await listed(page(...entries));

      assert.equal(
        complaint(() => expect(answer).toListAs(id, draft)),
        '',
      );
      assert.deepEqual(findings(), []);
    });
  }

  test('finds what an entry holds otherwise, where it stands', async () => {
    const { answer, found: findings } = await listed(
      page({ ...customer, id: 'other' }, { ...customer, lastName: 'GREEN', externalId: 'R-1' }),
    );

    assert.match(
      complaint(() => expect(answer).toListAs(id, draft)),
      /"GREEN" \(case changed\)/,
    );
    assert.deepEqual(findings(), ['MUST /content/1/lastName']);
  });
});
