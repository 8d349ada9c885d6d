import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  requestTarget,
  requestViolations,
  type RequestParts,
} from '../../../../../src/contract/validation/requests.ts';
import { contract } from '../../../support/real-contract.ts';

const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
const draft = {
  type: 'INDIVIDUAL',
  firstName: 'Sarah',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14155550123', type: 'WORK' },
  primaryEmail: { value: 'sarah@example.com' },
};
const broken = (operation: string, parts: RequestParts): string[] =>
  requestViolations(contract, contract.operation(operation), parts).map(
    ({ rule, pointer }) => `${rule} ${pointer}`,
  );

describe('a request of the suite', () => {
  test('as described breaks nothing', () => {
    assert.deepEqual(broken('createCustomer', { body: draft }), []);
    assert.deepEqual(broken('retrieveCustomer', { path: { customerId: id } }), []);
    assert.deepEqual(broken('listCustomers', { query: { page: 0, sort: ['createdAt,ASC'] } }), []);
  });

  test('needs no read-only property', () => {
    assert.deepEqual(broken('createCustomer', { body: { ...draft, id: undefined } }), []);
  });

  test('must have every required parameter, in a valid form', () => {
    assert.deepEqual(broken('retrieveCustomer', {}), ['required path customerId']);
    assert.deepEqual(broken('retrieveCustomer', { path: { customerId: 'x' } }), ['format path customerId']);
  });

  test('has its parameters judged as they are sent, as text', () => {
    assert.deepEqual(broken('listCustomers', { query: { page: '3', sort: 'createdAt,ASC' } }), []);
    assert.deepEqual(broken('listCustomers', { query: { page: '-1' } }), ['minimum query page']);
    assert.deepEqual(broken('listCustomers', { query: { page: 'two' } }), ['type query page']);
    assert.deepEqual(broken('listCustomers', { query: { sort: 'createdAt,UP' } }), ['pattern query sort']);
    assert.deepEqual(broken('retrieveCustomer', { path: { customerId: '123' } }), ['format path customerId']);
  });

  test('must not have an undescribed parameter', () => {
    assert.equal(broken('listCustomers', { query: { pgae: 1 } }).length, 1);
  });

  test('must have a body if one is required, and none if none is accepted', () => {
    assert.deepEqual(broken('createCustomer', {}), ['required ']);
    assert.deepEqual(broken('retrieveCustomer', { path: { customerId: id }, body: {} }), ['undeclared ']);
  });

  const deviations: [string, unknown, string][] = [
    ['a field too few', { ...draft, firstName: undefined }, 'required /firstName'],
    ['an empty name', { ...draft, firstName: '' }, 'minLength /firstName'],
    ['another kind', { ...draft, type: 'ROBOT' }, 'enum /type'],
    ['no kind', { ...draft, type: undefined }, 'required /type'],
    [
      'six labels',
      { ...draft, metadata: { a: '', b: '', c: '', d: '', e: '', f: '' } },
      'maxProperties /metadata',
    ],
    [
      'no state in the United States',
      { ...draft, addresses: [{ type: 'MAILING', streetLine1: 'a', zipCode: '1', countryCode: 'USA' }] },
      'required /addresses/0/stateCode',
    ],
    [
      'a missing shipping name',
      { ...draft, addresses: [{ type: 'SHIPPING', streetLine1: 'a', zipCode: '1' }] },
      'required /addresses/0/name',
    ],
    [
      'a contact without a first name',
      {
        type: 'BUSINESS',
        businessName: 'ACME',
        contacts: [{ ...draft, type: undefined, firstName: undefined, primary: true }],
      },
      'required /contacts/0/firstName',
    ],
  ];
  for (const [title, body, only] of deviations) {
    test(`with ${title} breaks one rule, which can be named`, () => {
      assert.deepEqual(broken('createCustomer', { body: JSON.parse(JSON.stringify(body)) as unknown }), [
        only,
      ]);
    });
  }
});

describe('the target of a request', () => {
  const target = (operation: string, parts: RequestParts): string =>
    requestTarget(contract.operation(operation), parts);

  test('has the path filled in and encoded', () => {
    assert.equal(
      target('suspendCustomer', { path: { customerId: 'a/b ?#ü' } }),
      '/v1/customers/a%2Fb%20%3F%23%C3%BC/suspend',
    );
  });

  test('repeats a parameter that has several values, and leaves out undefined ones', () => {
    const query = { sort: ['a,ASC', 'b'], page: 0, name: 'ü &=+', size: undefined };

    assert.equal(
      target('listCustomers', { query }),
      '/v1/customers?sort=a%2CASC&sort=b&page=0&name=%C3%BC+%26%3D%2B',
    );
  });
});
