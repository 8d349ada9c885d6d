import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  locatedValues,
  locationViolations,
  type Directions,
} from '../../../../../src/contract/rules/location-header.ts';
import { contract } from '../../../support/real-contract.ts';

const operation = contract.operation('retrieveIdentityVerification');
const requested = 'https://api.example.com/base/v1/identity-verifications';
const id = '0e01f271-80b1-4724-b5dc-6959c7cd88dc';
const directions = (location?: string): Directions => ({
  response: { headers: location === undefined ? [] : [['Location', location]] },
  requested,
  operation,
});
const complaints = (location?: string): string =>
  locationViolations(directions(location))
    .map(({ pointer, level, message }) => `${pointer} ${level}: ${message}`)
    .join('\n');

describe('a Location header', () => {
  for (const location of [
    `/base/v1/identity-verifications/${id}`,
    `https://api.example.com/base/v1/identity-verifications/${id}`,
    `identity-verifications/${id}`,
    `/v1/identity-verifications/${id}/`,
  ]) {
    test(`${location} leads to the application`, () => {
      assert.equal(complaints(location), '');
      assert.deepEqual(locatedValues(directions(location)), { applicationId: id });
    });
  }

  test('with another host is wrong, even if it contains the id', () => {
    const location = `https://elsewhere.example/v1/identity-verifications/${id}`;

    assert.match(complaints(location), /^header Location MUST: .* must lead to the same host, received/);
    assert.deepEqual(locatedValues(directions(location)), { applicationId: id });
  });

  test('with invalid percent encoding is used as it is', () => {
    const location = '/base/v1/identity-verifications/%E0%A4%A';

    assert.equal(complaints(location), '');
    assert.deepEqual(locatedValues(directions(location)), { applicationId: '%E0%A4%A' });
  });

  test('that is missing or leads to another resource is wrong', () => {
    assert.match(complaints(), /must be a URI, received nothing/);
    assert.match(
      complaints('/v1/customers/1'),
      /must lead to \/v1\/identity-verifications\/\{applicationId\}/,
    );
    assert.equal(locatedValues(directions('/v1/customers/1')), undefined);
  });
});
