import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyViolationsOf } from '../../../../../src/contract/cases/bodies.ts';
import type { RefusedCase } from '../../../../../src/contract/cases/refusals.ts';
import { valueAt } from '../../../../../src/contract/schema/pointers.ts';
import { isSame } from '../../../../../src/contract/validation/violations.ts';
import { derivedIn, refusalsAmong } from '../../../support/derived-cases.ts';
import { contract } from '../../../support/real-contract.ts';

const derived = derivedIn('refusals');
const operations = [...new Set(derived.map(({ group }) => group.operation))];
const refusals = derived.flatMap(({ group, cases }) =>
  refusalsAmong(cases).map((refusal) => ({ ...refusal, operation: group.operation })),
);
const of = (operation: string, part: string): RefusedCase[] =>
  refusals.filter((each) => each.operation === operation && each.name.startsWith(part));
const saying = (refusal: RefusedCase): string => `${refusal.level} ${refusal.name}`;

describe('a derived refusal', () => {
  for (const operation of operations) {
    test(`of ${operation} breaks exactly the constraint that it names`, () => {
      for (const { body, breaks, name } of refusals.filter((each) => each.operation === operation)) {
        const found = bodyViolationsOf(contract, contract.operation(operation), body);
        const [first] = found;

        assert.equal(found.length, 1, `${name}: ${found.map(({ message }) => message).join('; ')}`);
        assert.ok(first && isSame(first, breaks), name);
      }
    });

    test(`of ${operation} has a valid control body and a valid minimal body`, () => {
      const { schema = '' } = contract.operation(operation).body ?? {};
      for (const { group, cases } of derived.filter((each) => each.group.operation === operation)) {
        for (const body of [cases.control, cases.minimal])
          assert.equal(contract.request[schema]?.(body), true, `${group.variant} ${group.field}`);
      }
    });
  }

  test('has a unique name in its group', () => {
    for (const { group, cases } of derived) {
      const names = cases.cases.map(({ name }) => name);

      assert.equal(new Set(names).size, names.length, `${group.operation} ${group.field}`);
    }
  });

  test('is counted in the index', () => {
    for (const { group, cases } of derived)
      assert.equal(cases.cases.length, group.count, `${group.operation} ${group.field}`);
  });
});

describe('the description', () => {
  for (const rule of [
    'required',
    'type',
    'enum',
    'minLength',
    'maxLength',
    'pattern',
    'format',
    'minimum',
    'maximum',
    'maxProperties',
    'dependentRequired',
    'contains',
  ]) {
    test(`has ${rule} broken`, () => {
      assert.ok(
        refusals.some(({ breaks }) => breaks.rule === rule),
        rule,
      );
    });
  }

  test('gives cases with null for every property of a customer; they are observed if the property may be left out', () => {
    const nulls = of('createCustomer', '/').filter(({ name }) => name.endsWith(': null'));

    assert.ok(nulls.map(saying).includes('MAY /externalId: null'), nulls.map(saying).join('\n'));
    assert.ok(nulls.map(saying).includes('MUST /firstName: null'), nulls.map(saying).join('\n'));
    for (const { body, breaks, level, name } of nulls)
      assert.ok(
        valueAt(body, breaks.pointer) === null && (level !== 'MUST' || !isOptional(breaks.pointer)),
        name,
      );
  });

  test('gives cases that leave out what a condition requires while the condition holds', () => {
    const found = ['/addresses/0/stateCode', '/addresses/2/name', '/contacts/0/firstName'].flatMap((place) =>
      of('createCustomer', `${place}: left out`),
    );
    const documents = ['/number', '/description', '/issuingStateCode', '/expiryDate'].flatMap((place) =>
      of('createDocument', `${place}: left out`),
    );

    assert.deepEqual(
      [...new Set(found.map(saying))],
      [
        'MUST /addresses/0/stateCode: left out',
        'MUST /addresses/2/name: left out',
        'MUST /contacts/0/firstName: left out',
      ],
    );
    assert.deepEqual(documents.map(saying), [
      'MUST /number: left out',
      'MUST /description: left out',
      'MUST /issuingStateCode: left out',
      'SHOULD /expiryDate: left out',
    ]);
  });

  test('gives cases that leave out a property which another one requires', () => {
    const [refusal] = of('createBeneficialOwner', 'body:');

    assert.equal(refusal?.name, 'body: socialIdCountryCode left out beside socialId');
    assert.equal(typeof valueAt(refusal.body, '/socialId'), 'string');
  });

  test('gives no cases for the name of an address that is not a shipping address, because the API ignores it there', () => {
    const names = refusals.filter(({ breaks }) => /\/addresses\/\d+\/name/.test(breaks.pointer));
    const types = names.map(({ body, breaks }) =>
      valueAt(body, breaks.pointer.replace(/\/name.*$/, '/type')),
    );

    assert.deepEqual([...new Set(types)], ['SHIPPING']);
  });

  test('gives no cases for properties that only the API sets', () => {
    const pointers = new Set(refusals.map(({ breaks }) => breaks.pointer));

    for (const pointer of ['/id', '/status', '/createdAt', '/addresses/0/verified', '/primaryEmail/verified'])
      assert.ok(!pointers.has(pointer), pointer);
  });
});

/** Whether a property of a customer may be left out. */
function isOptional(pointer: string): boolean {
  return !refusals.some(
    ({ operation, breaks }) =>
      operation === 'createCustomer' && breaks.pointer === pointer && breaks.rule === 'required',
  );
}
