import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { requestContradiction } from '../../../../src/contract/validation/impossible-requests.ts';
import type { Json, JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { requestViolations, type RequestParts } from '../../../../src/contract/validation/requests.ts';
import { contractOf, documentOf } from '../../support/small-contract.ts';

/** Why the description is to blame for a request that it does not allow; undefined when it is not. */
function reasonFor(
  { parameter, body, media }: { parameter?: JsonObject; body?: JsonObject; media?: JsonObject },
  parts: RequestParts,
): string | undefined {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' }, ...media } };
  const put: Json = {
    operationId: 'putPet',
    'x-outcomes': { success: { '200': 'accepted' } },
    ...(parameter && { parameters: [{ name: 'size', in: 'query', schema: parameter }] }),
    ...(body && { requestBody: { required: true, content } }),
    responses: { '200': { description: '' } },
  };
  const contract = contractOf(documentOf({ paths: { '/pet': { put } }, schemas: { Pet: body ?? {} } }));
  const operation = contract.operation('putPet');
  const violations = requestViolations(contract, operation, parts);
  assert.ok(violations.length > 0, 'the request must break something');
  return requestContradiction(contract, operation, parts, violations);
}

const object = (properties: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required,
});

describe('a request that the description does not allow', () => {
  test('is blamed on the description if a parameter can have no value', () => {
    const reason = reasonFor(
      { parameter: { type: 'integer', minimum: 9, maximum: 1 } },
      { query: { size: 5 } },
    );

    assert.match(reason ?? '', /no value satisfies both minimum 9 at #.*\/schema and maximum 1 at #/);
  });

  test('is blamed on the suite if a parameter can have a value', () => {
    assert.equal(
      reasonFor({ parameter: { type: 'integer', minimum: 9 } }, { query: { size: 5 } }),
      undefined,
    );
  });

  test('is blamed on the description if a property can have no value', () => {
    const body = object({ name: { type: 'string', minLength: 9, maxLength: 1 } }, ['name']);

    assert.match(
      reasonFor({ body }, { body: { name: 'Rex' } }) ?? '',
      /the description contradicts itself: no value satisfies both minLength 9 at #\/components\/schemas\/Pet\/properties\/name/,
    );
    assert.match(reasonFor({ body }, { body: {} }) ?? '', /no value satisfies/);
  });

  test('is blamed on the description if no value can be generated and its own example is invalid too', () => {
    const body = object({ name: { type: 'string', format: 'uuid', pattern: '^[xyz]{9}$' } }, ['name']);
    const media = { example: { name: 'Rex' } };

    assert.match(
      reasonFor({ body, media }, { body: { name: 'Tom' } }) ?? '',
      /its own sample at #\/paths\/~1pet\/put\/requestBody\/content\/application~1json\/example breaks \w+ at #/,
    );
    assert.equal(
      reasonFor({ body }, { body: { name: 'Tom' } }),
      undefined,
      'the suite may be too dull for it',
    );
  });

  test('is blamed on the suite if a valid value can be generated, whatever an example says', () => {
    const body = object({ name: { type: 'string', maxLength: 3, examples: ['long'] } }, ['name']);

    assert.equal(reasonFor({ body }, { body: { name: 'longer' } }), undefined);
  });

  test('is blamed on the suite if the body is missing or not accepted', () => {
    assert.equal(reasonFor({ body: object({}) }, {}), undefined);
    assert.equal(reasonFor({}, { body: {} }), undefined);
  });
});
