import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifies } from '../../../../fixtures/run/verifies.ts';
import type { Api } from '../../../../src/exchange/api.ts';
import type { IndividualDraft } from '../../../../src/contract/data/drafts.ts';

const draft: IndividualDraft = {
  type: 'INDIVIDUAL',
  firstName: 'Sarah',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14155550123', type: 'WORK' },
  primaryEmail: { value: 'sarah@example.com' },
};
const path = { customerId: 'e4021849-0e09-43ef-b9a7-18124356f489' };

/** Only `npm run typecheck` reads these functions: a line that compiles would be an error there. */
const refused: Record<string, (api: Api) => unknown> = {
  'an operation that is not described': (api) =>
    // @ts-expect-error -- there is no such operation
    api.send('createCustomr', { body: draft }),

  'a missing path': (api) =>
    // @ts-expect-error -- the customer's id is missing
    api.send('retrieveCustomer'),

  'a path parameter of another name': (api) =>
    // @ts-expect-error -- it is called customerId
    api.send('retrieveCustomer', { path: { id: path.customerId } }),

  'a missing body': (api) =>
    // @ts-expect-error -- the body is missing
    api.send('createCustomer'),

  'an incomplete body': (api) =>
    // @ts-expect-error -- the names are missing
    api.send('createCustomer', { body: { type: 'INDIVIDUAL', primaryEmail: { value: 'a@example.com' } } }),

  'a field that is not described': (api) =>
    // @ts-expect-error -- there is no such field
    api.send('createCustomer', { body: { ...draft, nickName: 'x' } }),

  'a field that only the server sets': (api) =>
    // @ts-expect-error -- it is read-only
    api.send('createCustomer', { body: { ...draft, status: 'ACTIVE' } }),

  'a value that is not described': (api) =>
    // @ts-expect-error -- there is no such kind
    api.send('createCustomer', { body: { ...draft, type: 'ROBOT' } }),

  'a body where none is taken': (api) =>
    // @ts-expect-error -- a body is not taken
    api.send('retrieveCustomer', { path, body: draft }),

  'a query parameter that is not described': (api) =>
    // @ts-expect-error -- there is no such filter
    api.send('listCustomers', { query: { frstName: 'x' } }),

  'reading an unchecked body': async (api) => {
    const response = await api.send('retrieveCustomer', { path });
    // @ts-expect-error -- the body is unknown
    return response.body.status as unknown;
  },

  'an attempt that does not say what is wrong': (api) =>
    // @ts-expect-error -- neither a breach nor another proof of identity is named
    api.attempt('retrieveCustomer', { path }),

  'a requirement that there is not': () =>
    // @ts-expect-error -- there is no such requirement
    verifies('CUS-999'),
};

describe('the compiler', () => {
  test('rejects what would be wrong before anything runs', () => {
    assert.equal(Object.values(refused).filter((attempt) => attempt.length > 1).length, 0);
  });
});
