import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentedPart } from '../../../../../src/contract/schema/documented-properties.ts';
import {
  fullBusiness,
  fullIndividual,
  minimalBusiness,
  minimalIndividual,
  seededFaker,
  type DraftSeed,
} from '../../../../../src/contract/data/drafts.ts';
import { isObject, toPointer, type Json } from '../../../../../src/contract/schema/pointers.ts';
import { requestViolations } from '../../../../../src/contract/validation/requests.ts';
import { undeclaredFields } from '../../../../../src/contract/privacy/undeclared-properties.ts';
import { objectAt } from '../../../../../src/description/reading/document.ts';
import { contract } from '../../../support/real-contract.ts';

const kinds = { minimalIndividual, fullIndividual, minimalBusiness, fullBusiness };
const seeds = Array.from({ length: 50 }, (_, index): DraftSeed => ({
  seed: `seed ${index}`,
  runId: 'run-1',
}));
const schema = '/components/schemas/Customer';

/** Every text in a value, with its pointer. */
function texts(value: Json, trail: string[] = []): [pointer: string, text: string][] {
  if (typeof value === 'string') return [[toPointer(trail), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([token, inner]) => texts(inner, [...trail, token]));
}

for (const [name, draft] of Object.entries(kinds)) {
  const all = seeds.map((seed) => draft(seed) as Json);

  describe(`a ${name}`, () => {
    test('is valid by the description for every seed', () => {
      for (const body of all) {
        assert.deepEqual(requestViolations(contract, contract.operation('createCustomer'), { body }), []);
        assert.deepEqual(undeclaredFields(contract.document, schema, body), []);
      }
    });

    test('is the same to the byte for the same seed', () => {
      for (const seed of seeds.slice(0, 5))
        assert.equal(JSON.stringify(draft(seed)), JSON.stringify(draft(seed)));
    });

    test('is different for every other seed', () => {
      assert.equal(new Set(all.map((body) => JSON.stringify(body))).size, seeds.length);
    });

    test('carries the mark of its run in every email address, and in no other text', () => {
      for (const [pointer, text] of all.flatMap((body) => texts(body)))
        assert.equal(
          text.endsWith('@run-1.kor-conformance.example'),
          pointer.endsWith('/primaryEmail/value'),
          text,
        );
    });

    test('has only phone numbers that are reserved for fiction', () => {
      for (const [pointer, text] of all.flatMap((body) => texts(body)))
        if (pointer.endsWith('/number')) assert.match(text, /^\+1[2-9]\d\d55501\d\d$/);
    });

    test('has no text that an API may trim, and only printable Latin characters', () => {
      for (const [pointer, text] of all.flatMap((body) => texts(body)))
        assert.match(text, /^(?! )[\u0020-\u007E\u00C0-\u017F]+(?<! )$/, pointer);
    });
  });
}

describe('a full draft', () => {
  const writable = (component: string): string[] =>
    Object.entries(objectAt(contract.document, `/components/schemas/${component}/properties`))
      .filter(([, property]) => isObject(property) && property.readOnly !== true)
      .map(([name]) => name);

  test('has every property of the description that can be sent', () => {
    const seed = { seed: 's', runId: 'r' };

    assert.deepEqual(Object.keys(fullIndividual(seed)).sort(), writable('IndividualCustomer').sort());
    assert.deepEqual(Object.keys(fullBusiness(seed)).sort(), writable('BusinessCustomer').sort());
  });

  for (const [schema, draft] of [
    ['IndividualCustomer', fullIndividual({ seed: 's', runId: 'r' })],
    ['BusinessCustomer', fullBusiness({ seed: 's', runId: 'r' })],
  ] as const) {
    test(`of ${schema} is still valid without undocumented properties`, () => {
      const body = documentedPart(contract, `/components/schemas/${schema}`, draft);

      assert.deepEqual(requestViolations(contract, contract.operation('createCustomer'), { body }), []);
      assert.deepEqual(
        ['metadata', 'addresses', 'sex', 'website'].map((name) => name in body),
        [true, true, false, false],
      );
    });
  }

  test('has an industry code from the range that sibling pages document, 001001 to 999999', () => {
    const { industryCode = '' } = fullBusiness({ seed: 's10313', runId: 'r' });

    assert.ok(industryCode >= '001001' && industryCode <= '999999', industryCode);
  });
});

describe('a minimal draft', () => {
  test('has a business name no longer than sibling pages allow, 40 characters', () => {
    const { businessName } = minimalBusiness({ seed: 's11550', runId: 'r' });

    assert.ok(businessName.length <= 40, businessName);
  });
});

describe('a source of synthetic values', () => {
  test('gives the same dates on another day', () => {
    const [first, second] = [seededFaker({ seed: 'a' }), seededFaker({ seed: 'a' })];

    assert.deepEqual(first.date.birthdate(), second.date.birthdate());
    assert.equal(first.date.recent().toISOString().slice(0, 4), '2024');
  });
});
