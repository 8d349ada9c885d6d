import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { valid } from '../../support/view-validity.ts';

describe('a response', () => {
  for (const [weaker, where] of [
    [{ 'x-made-up': false }, 'beside a weaker declaration'],
    [{ maxLength: 9 }, 'beside a declaration of something else'],
  ] as const)
    test(`must not leave unset what is required ${where}`, () => {
      const composed = {
        allOf: [
          { type: 'object', properties: { name: { type: 'string', minLength: 1 } } },
          { required: ['name'], properties: { name: weaker } },
        ],
      };

      for (const name of [null, '', 5])
        assert.equal(valid(composed, { name }).response, false, JSON.stringify(name));
      assert.equal(valid(composed, { name: 'Rex' }).response, true);
    });

  test('may leave unset what another property requires if that one is unset, and only then', () => {
    const chip = { type: 'string', minLength: 1 };
    const composed = {
      allOf: [
        { type: 'object', properties: { chip, country: { type: 'string' } } },
        { dependentRequired: { chip: ['country'] } },
      ],
    };

    for (const body of [{}, { chip: null }, { chip: '', country: null }, { chip: '1', country: 'USA' }])
      assert.equal(valid(composed, body).response, true, JSON.stringify(body));
    for (const body of [{ chip: '1' }, { chip: '1', country: null }])
      assert.equal(valid(composed, body).response, false, JSON.stringify(body));
    assert.equal(valid(composed, { chip: '' }).request, false);
  });

  test('does not meet a condition with an unset property, just as with an absent one', () => {
    const conditional = {
      type: 'object',
      properties: { chip: { type: 'string' }, kind: { type: 'string' }, name: { type: 'string' } },
      allOf: [
        { if: { required: ['chip'] }, then: { required: ['name'] } },
        { if: { properties: { kind: { const: 'DOG' } } }, else: { required: ['name'] } },
        { not: { required: ['chip', 'kind'] } },
      ],
    };

    for (const body of [{}, { chip: null }, { kind: null }, { chip: null, kind: 'DOG' }])
      assert.equal(valid(conditional, body).response, true, JSON.stringify(body));
    for (const body of [{ chip: '1' }, { chip: '1', kind: 'DOG', name: 'Rex' }, { kind: 'CAT' }])
      assert.equal(valid(conditional, body).response, false, JSON.stringify(body));
    assert.equal(valid(conditional, { kind: null }, {}).response, false);
  });

  test('may contain null where a schema allows it, and then meets a condition', () => {
    const conditional = {
      type: 'object',
      properties: { chip: { type: ['string', 'null'] } },
      if: { required: ['chip'] },
      then: { required: ['name'] },
    };

    assert.equal(valid(conditional, { chip: null }).response, false);
  });
});
