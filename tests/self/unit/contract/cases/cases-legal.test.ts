import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cases, CaseGroup } from '../../../../../src/contract/cases/groups.ts';
import type { LegalCase } from '../../../../../src/contract/cases/bodies.ts';
import {
  isObject,
  membersOf,
  textOf,
  valueAt,
  type Json,
} from '../../../../../src/contract/schema/pointers.ts';
import { derivedIn } from '../../../support/derived-cases.ts';
import { contract } from '../../../support/real-contract.ts';

const derived = {
  boundaries: derivedIn('boundaries'),
  keeping: derivedIn('keeping'),
  unusual: derivedIn('unusual'),
};

/** The cases of a property of an operation, of any level. */
function casesOfField(family: keyof typeof derived, operation: string, field: string): LegalCase[] {
  const groups = derived[family].filter(
    ({ group }) => group.operation === operation && group.field === field && group.variant !== 'BUSINESS',
  );
  return groups.flatMap(({ cases }) => cases.cases);
}

/** The values at a place in the cases of a property in the family keeping. */
function keptValues(field: string, pointer: string, operation = 'createCustomer'): (Json | undefined)[] {
  return casesOfField('keeping', operation, field).map(({ body }) => valueAt(body, pointer));
}

const lengthOf = (value: Json | undefined): number => (typeof value === 'string' ? value.length : 0);

describe('a derived legal body', () => {
  for (const [family, groups] of Object.entries(derived)) {
    test(`of ${family} is accepted by the validator`, () => {
      for (const { group, cases } of groups) assertValid(group, cases);
    });
  }

  test('has the social id of an owner only beside its country, also in an update', () => {
    const bodies = Object.values(derived)
      .flat()
      .filter(({ group: { operation } }) => /^(?:create|update)BeneficialOwner$/.test(operation))
      .flatMap(({ cases: { cases, minimal, full } }) => [minimal, full, ...cases.map(({ body }) => body)]);
    const withId = bodies.filter((body) => valueAt(body, '/socialId') !== undefined);

    assert.ok(withId.length > 10, String(withId.length));
    assert.ok(withId.every((body) => typeof valueAt(body, '/socialIdCountryCode') === 'string'));
  });

  test('has an unusual externalId that no other customer of the run has', () => {
    const ofReference = derived.unusual.filter(
      ({ group: { operation, field } }) => operation === 'createCustomer' && field === 'externalId',
    );
    const numbers = ofReference.flatMap(({ cases }) =>
      cases.cases.map(({ body }) => valueAt(body, '/externalId')),
    );

    assert.ok(numbers.length > 6);
    assert.equal(new Set(numbers).size, numbers.length);
  });

  test('is tried as usual for every property of a customer', () => {
    const fields = derived.keeping.filter(({ group }) => group.operation === 'createCustomer');

    for (const { group } of fields) {
      const names = casesOfField('keeping', 'createCustomer', group.field).map(({ name }) => name);

      assert.ok(group.variant === 'BUSINESS' || names.includes(`${group.field} as usual`), group.field);
    }
  });
});

describe('the bounds that are tried', () => {
  test('are every enum value, one by one', () => {
    const values = casesOfField('boundaries', 'createCustomer', 'sex').map(({ body }) =>
      valueAt(body, '/sex'),
    );

    assert.deepEqual([...new Set(values)].sort(), ['FEMALE', 'MALE', 'NONBINARY']);
  });

  test('are every enum value that conditions allow, with the properties that these require', () => {
    const names = casesOfField('boundaries', 'createDocument', 'documentType').map(({ name }) => name);

    for (const type of ['passport', 'driving-license', 'formation', 'other'])
      assert.ok(names.includes(`/documentType is ${type}`), `${type} of ${names.join(', ')}`);
  });

  test('are the longest and the shortest text', () => {
    const found = casesOfField('boundaries', 'createCustomer', 'firstName');

    assert.deepEqual(
      found.map(({ body, level }) => `${level} ${String(lengthOf(valueAt(body, '/firstName')))}`).slice(1),
      ['SHOULD 40', 'SHOULD 1'],
    );
  });

  test('are the smallest and largest numbers', () => {
    const found = casesOfField('boundaries', 'updateLimit', 'amount');

    assert.ok(
      found.some(({ body }) => valueAt(body, '/amount') === 0),
      'an amount of nothing',
    );
  });

  test('are a map with the most entries and an empty map', () => {
    const sizes = casesOfField('boundaries', 'createCustomer', 'metadata').map(
      ({ body }) => membersOf(valueAt(body, '/metadata')).length,
    );

    assert.equal(Math.max(...sizes), 5);
    assert.equal(Math.min(...sizes), 0);
  });
});

describe('the values that must be kept', () => {
  test('include 29 February and the ends of years and months', () => {
    const dates = keptValues('dateOfBirth', '/dateOfBirth');

    for (const date of ['1984-02-29', '1979-12-31', '1990-01-01', '1985-06-30'])
      assert.ok(dates.includes(date), date);
  });

  test('include an apostrophe and a text of maximum length', () => {
    const names = keptValues('firstName', '/firstName').map(String);

    for (const sign of [/'/, /^\w{40}$/])
      assert.ok(
        names.some((name) => sign.test(name)),
        `${String(sign)} in ${names.join(', ')}`,
      );
  });

  test('of maximum length have the level of that length', () => {
    const long = casesOfField('keeping', 'createCustomer', 'firstName').filter(
      ({ body }) => lengthOf(valueAt(body, '/firstName')) === 40,
    );

    assert.deepEqual(
      long.map(({ level }) => level),
      ['SHOULD'],
    );
  });

  test('include a plus-addressed email in the domain of the run', () => {
    const emails = keptValues('primaryEmail', '/primaryEmail/value').map(String);

    assert.ok(
      emails.some((email) => /^[^@]+\+\w+@unit\.kor-conformance\.example$/.test(email)),
      emails.join(', '),
    );
    for (const email of emails) assert.match(email, /@unit\.kor-conformance\.example$/);
  });

  test('include texts of digits with leading zeros', () => {
    for (const [field, pointer] of [
      ['externalId', '/externalId'],
      ['addresses', '/addresses/0/apartmentNumber'],
      ['metadata', '/metadata/customerRefId'],
    ] as const)
      assert.ok(
        keptValues(field, pointer).some((value) => /^00\d+$/.test(textOf(value))),
        pointer,
      );
  });

  test('include several addresses in an order', () => {
    const types = keptValues('addresses', '/addresses').map((list) =>
      membersOf(list).map(([, address]) => (isObject(address) ? address.type : null)),
    );

    assert.deepEqual(types[0], ['PHYSICAL', 'MAILING', 'SHIPPING']);
  });

  test('include metadata with five entries, and with 1024 characters', () => {
    const maps = keptValues('metadata', '/metadata');

    assert.ok(
      maps.some((map) => membersOf(map).length === 5),
      'five entries',
    );
    assert.ok(
      maps.some((map) => membersOf(map).every(([, value]) => lengthOf(value) === 1024)),
      '1024 characters',
    );
  });

  test('include phone numbers in every documented form', () => {
    const numbers = keptValues('primaryPhoneNumber', '/primaryPhoneNumber/number').map(String);

    for (const form of [/^\+1\d{10}$/, /^1\d{10}$/, /^\d{10}$/])
      assert.ok(
        numbers.some((number) => form.test(number)),
        `${String(form)} in ${numbers.join(', ')}`,
      );
  });
});

describe('the unusual values', () => {
  test('include an emoji, other scripts, leading and trailing spaces, and markup', () => {
    const names = casesOfField('unusual', 'createCustomer', 'lastName').map(({ body }) =>
      textOf(valueAt(body, '/lastName')),
    );

    for (const sign of [/\p{Emoji_Presentation}/u, /\p{Script=Hebrew}/u, /\p{Script=Han}/u, /^ .* $/, /<b>/])
      assert.ok(
        names.some((name) => sign.test(name)),
        `${String(sign)} in ${names.join(', ')}`,
      );
  });
});

function assertValid({ operation, variant, field }: CaseGroup, { cases }: Cases): void {
  const { schema = '' } = contract.operation(operation).body ?? {};
  for (const { name, body } of cases)
    assert.equal(contract.request[schema]?.(body), true, [operation, variant, field, name].join(' '));
}
