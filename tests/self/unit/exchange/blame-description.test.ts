import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contradictionIn } from '../../../../src/contract/validation/description-contradictions.ts';
import { isObject } from '../../../../src/contract/schema/pointers.ts';
import { bodyViolations } from '../../../../src/contract/validation/body-violations.ts';
import { contract as real } from '../../support/real-contract.ts';
import { samplesOf } from '../../support/samples-of-document.ts';
import { validatorsOf } from '../../support/small-contract.ts';

describe('the description of the project', () => {
  const samples = samplesOf(real.document);

  test('has samples, and each is valid by its schema, in the views that use it', () => {
    const schemas = Object.fromEntries(
      samples.map(({ schema }, index) => [`Sample${String(index)}`, schema]),
    );
    const { components } = real.document;
    const own = isObject(components) && isObject(components.schemas) ? components.schemas : {};
    const document = {
      ...real.document,
      components: { ...(isObject(components) ? components : {}), schemas: { ...own, ...schemas } },
    };
    const validators = validatorsOf(document);
    const broken = samples.flatMap(({ pointer, value }, index) =>
      (['request', 'response'] as const).flatMap((view) => {
        const validate = validators[view][`/components/schemas/Sample${String(index)}`];
        const isDraft = pointer.includes('/requestBody/') && view === 'response';
        const isResponse = pointer.includes('/responses/') && view === 'request';
        if (isDraft || isResponse || validate?.(value) === true) return [];
        return [`${view} ${pointer} ${JSON.stringify(validate?.errors)}`];
      }),
    );

    assert.ok(samples.length > 30, String(samples.length));
    assert.deepEqual(broken, []);
  });

  test('does not excuse a response that differs from its example', () => {
    for (const schema of ['/components/schemas/Customer', '/components/schemas/Limit']) {
      const body = { type: 'BUSINESS', status: 5, id: 5, createdAt: 'x', primaryEmail: 5, amount: 'x' };
      const violations = bodyViolations(real, 'response', schema, body, body);
      const excuses = violations.map((each) =>
        contradictionIn(real, { view: 'response', schema, body }, each),
      );

      assert.ok(excuses.length > 2);
      assert.deepEqual(new Set(excuses), new Set([undefined]));
    }
  });
});
