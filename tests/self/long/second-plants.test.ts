import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonObject } from '../../../src/contract/schema/pointers.ts';
import { contract } from '../support/real-contract.ts';
import { validatorsOf } from '../support/small-contract.ts';
import { comparison, type Tally } from '../e2e/second-comparison.ts';
import { opinionsOn } from '../e2e/second-opinion.ts';
import { alone, planted, plants } from '../e2e/second-plants.ts';

const opinions = await opinionsOn(contract.document);

/** Compares both validators on one schema of the description, with the suite's validators made from a changed text. */
function asked(schema: string, written: JsonObject): Tally {
  const about = opinions.filter(({ pointer }) => pointer === `/components/schemas/${schema}`);
  return comparison(validatorsOf(written), about, 1, { wholly: 1, random: 40, alike: 0 });
}

describe('the independent validator, compared with validators that have a planted fault', () => {
  for (const plant of plants)
    test(`disagrees: ${plant.what} (${plant.schema})`, (context) => {
      const { valid, invalid, disagreements } = asked(plant.schema, planted(contract.document, plant));

      context.diagnostic(
        `${String(disagreements.length)} disagreements, ${String(valid + invalid)} agreements`,
      );
      assert.ok(disagreements.length > 0, 'nobody noticed');
    });

  for (const form of ['null', 'empty'])
    test(`disagrees: a property cannot be unset as ${form}`, () => {
      const written = {
        ...alone(contract.document, 'IndividualCustomer'),
        'x-unset-fields': { [form]: 'accepted' },
      };

      assert.ok(asked('IndividualCustomer', written).disagreements.length > 0, 'nobody noticed');
    });

  test('agrees on the same schemas without the fault', () => {
    const known = new Set(['DocumentDraft']);
    for (const schema of new Set(plants.map((plant) => plant.schema))) {
      const { disagreements } = asked(schema, alone(contract.document, schema));

      assert.ok(disagreements.length === 0 || known.has(schema), schema);
    }
  });
});
