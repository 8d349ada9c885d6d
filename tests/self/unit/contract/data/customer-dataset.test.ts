import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  dataSetDrafts,
  type CustomerDraft,
  type DatasetCustomer,
} from '../../../../../src/contract/data/customer-dataset.ts';
import { requestViolations } from '../../../../../src/contract/validation/requests.ts';
import {
  emailOf,
  namesOf,
  phoneOf,
  placesOf,
  samples,
} from '../../../../../src/contract/data/dataset-samples.ts';
import { contract } from '../../../support/real-contract.ts';

const drafts = dataSetDrafts({ seed: 'a', runId: 'run' });
const { plain, odd, elsewhere, leaving, here: cityName, there: otherCityName } = drafts;
const everybody = [...plain, ...odd, ...elsewhere, ...leaving];
const asResidents = (given: CustomerDraft[]): DatasetCustomer[] =>
  given.map((draft, index) => {
    return { ...draft, id: String(index), createdAt: '2025-01-01T00:00:00Z', status: 'ACTIVE' };
  });

describe('the drafts of a data set', () => {
  test('are the same for the same seed, and different for another', () => {
    assert.deepEqual(dataSetDrafts({ seed: 'a', runId: 'run' }), drafts);
    assert.notEqual(dataSetDrafts({ seed: 'b', runId: 'run' }).here, cityName);
  });

  test('are all valid by the description', () => {
    for (const body of everybody) {
      assert.deepEqual(requestViolations(contract, contract.operation('createCustomer'), { body }), []);
    }
  });

  test('have at least 25 individuals and businesses in one city, and some in another', () => {
    assert.ok(plain.length >= 25, `${String(plain.length)} drafts`);
    for (const group of [plain, elsewhere, leaving]) {
      assert.deepEqual([...new Set(group.map(({ type }) => type))], ['INDIVIDUAL', 'BUSINESS']);
    }
    for (const draft of everybody) {
      const isHere = plain.includes(draft) || odd.includes(draft);

      assert.deepEqual(
        draft.addresses?.map((address) => address.cityName),
        [isHere ? cityName : otherCityName],
      );
    }
  });

  test('have made-up cities of 10 to 25 letters', () => {
    for (const city of [cityName, otherCityName]) assert.match(city, /^[A-Z][a-z]{9,24}$/);
    assert.notEqual(cityName, otherCityName);
  });

  test('carry the mark of the run', () => {
    for (const one of asResidents(everybody)) assert.match(emailOf(one), /@run\.kor-conformance\.example$/);
  });

  test('share no email address, phone number, externalId, first name or business name', () => {
    const all = asResidents(everybody);
    const own = [
      all.map(emailOf),
      all.map(phoneOf),
      all.map(({ externalId = '' }) => externalId),
      all.map((one) => namesOf(one)[0]),
    ];
    for (const values of own) assert.equal(new Set(values).size, everybody.length);
  });

  test('have several countries and postal codes, and reserved characters in some values', () => {
    const all = asResidents(plain);

    assert.ok(placesOf(all, 'countryCode').length > 1, 'countries');
    assert.ok(placesOf(all, 'zipCode').length > 1, 'postal codes');
    const values = all.flatMap((one) => [emailOf(one), ...namesOf(one)]).join('\n');
    for (const sign of ["'", '+', '&']) assert.ok(values.includes(sign), sign);
  });
});

describe('samples of residents', () => {
  test('are an individual and a business, if there are any', () => {
    assert.deepEqual(
      samples(asResidents(plain)).map(({ type }) => type),
      ['INDIVIDUAL', 'BUSINESS'],
    );
    assert.deepEqual(samples([]), []);
  });
});
