import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { createBody, updateBody } from '../../../../src/explore/bodies.ts';
import { stateViolations } from '../../../../src/explore/state-checks.ts';
import {
  addCustomer,
  emptyModel,
  noteDeed,
  takeRead,
  takeUpdate,
  type KnownCustomer,
  type Model,
} from '../../../../src/explore/model.ts';
import { belonging, narrowing } from '../../../../src/explore/narrowing.ts';
import { contract } from '../../support/real-contract.ts';

const seed = { seed: 's', runId: 'run', occasion: 1 };
const choice = { type: 'INDIVIDUAL', fields: 255, ordinal: 1, values: 1 };
const schema = '/components/schemas/Customer';
const at = '2025-01-01T00:00:00.000Z';
const by = { id: 'a', type: 'service-account' };

describe('the violations of a read', () => {
  it('are none if it shows what is known', () => {
    const { customer } = known();
    assert.deepEqual(brokenBy(customer, {}), []);
  });

  it('name the requirement of the last operation', () => {
    const { customer, model } = known();
    assert.deepEqual(brokenBy(customer, { lastName: 'Other' }), ['CUS-013 /lastName']);
    takeRead(customer, customer.answered);
    assert.deepEqual(brokenBy(customer, { lastName: 'Other' }), ['CUS-011 /lastName']);
    noteDeed(model, addCustomer(model, { ...customer.answered, id: 'other' }, customer.sent), 'update');
    assert.deepEqual(brokenBy(customer, { lastName: 'Other' }), ['CUS-041 /lastName']);
  });

  it('concern what an update sent or must keep, and not what it left out', () => {
    const { customer, model } = known();
    takeRead(customer, customer.answered);
    takeUpdate(model, customer, { ...customer.sent, lastName: 'New', addresses: [], metadata: {} });
    const { addresses, metadata, ...sent } = customer.sent;
    customer.sent = sent;
    assert.deepEqual(
      brokenBy(customer, { lastName: 'New', addresses: addresses ?? [], metadata: metadata ?? {} }),
      [],
    );
    assert.deepEqual(brokenBy(customer, { lastName: 'New' }), []);
    assert.deepEqual(brokenBy(customer, {}), []);
    assert.deepEqual(brokenBy(customer, { lastName: 'Old' }), ['CUS-044 /lastName']);
    assert.deepEqual(brokenBy(customer, { lastName: 'New', status: 'SUSPENDED' }), ['CUS-046 /status']);
  });

  it('concern a status if an operation set it, and not an unknown one', () => {
    const { customer, model } = known();
    noteDeed(model, customer, 'suspend');
    customer.status = 'SUSPENDED';
    assert.deepEqual(brokenBy(customer, { status: 'ACTIVE' }), ['CUS-022 /status']);
    noteDeed(model, customer, 'refused');
    customer.status = undefined;
    assert.deepEqual(brokenBy(customer, { status: 'ACTIVE', lastName: 'Other' }), []);
  });
});

describe('a list', () => {
  it('must contain matching customers, and may contain those that a looser filter finds', () => {
    const { customer, model } = known();
    const city = cityOf(customer);
    const namesake = addCustomer(
      model,
      { ...customer.answered, id: 'b', lastName: 'Smithson' },
      { ...customer.sent, lastName: 'Smithson' },
    );
    const how = narrowing(
      'search',
      { ...customer, answered: { ...customer.answered, lastName: 'Smith' } },
      false,
    );
    assert.deepEqual(how.query, { search: 'Smith' });
    assert.equal(belonging(how, namesake, city), 'open');
    assert.equal(belonging(how, customer, city), 'out');
    assert.equal(belonging(narrowing('search', namesake, false), namesake, city), 'in');
    assert.equal(belonging(narrowing('search', namesake, false), namesake, 'Elsewhere'), 'out');
  });

  it('must not contain a customer that matched only before an update, or was removed', () => {
    const { customer, model } = known();
    const city = cityOf(customer);
    const { firstName } = customer.answered;
    takeUpdate(model, customer, { ...customer.sent, firstName: 'Zebulon' });
    const past = narrowing('name', customer, true);
    assert.deepEqual(past.query, { name: firstName });
    assert.equal(belonging(past, customer, city), 'out');
    customer.isRemoved = true;
    assert.equal(belonging(narrowing('name', customer, false), customer, city), 'out');
  });

  it('is not judged by a status that no read has shown', () => {
    const { customer, model } = known();
    noteDeed(model, customer, 'suspend');
    customer.status = 'SUSPENDED';
    assert.equal(belonging(narrowing('status', customer, false), customer, cityOf(customer)), 'open');
    takeRead(customer, { ...customer.answered, status: 'SUSPENDED' });
    assert.equal(belonging(narrowing('status', customer, false), customer, cityOf(customer)), 'in');
    assert.equal(belonging(narrowing('status', customer, true), customer, cityOf(customer)), 'out');
  });
});

describe('bodies', () => {
  it('are the same for the same seed, except for what must be unique', () => {
    const [body, again] = [1, 2].map((occasion) => createBody(contract, { ...seed, occasion }, choice));
    assert.equal(body?.lastName, again?.lastName);
    assert.notEqual(body?.externalId, again?.externalId);
    assert.notDeepEqual(body?.primaryEmail, again?.primaryEmail);
    assert.match(JSON.stringify(body?.primaryEmail), /@run\.kor-conformance\.example/);
  });

  it('never change the externalId in an update', () => {
    assert.equal(updateBody(contract, seed, choice, 'kept')?.externalId, 'kept');
    for (const none of [undefined, null, ''])
      assert.ok(!('externalId' in (updateBody(contract, seed, choice, none) ?? {})));
  });
});

function known(): { model: Model; customer: KnownCustomer } {
  const model = emptyModel();
  const sent = createBody(contract, seed, choice) ?? {};
  const answered = {
    ...sent,
    id: 'a',
    status: 'ACTIVE',
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
  };
  return { model, customer: addCustomer(model, answered, sent) };
}

function cityOf({ sent }: KnownCustomer): string {
  const [, city = ''] = /"cityName":"(\w+)"/.exec(JSON.stringify(sent)) ?? [];
  return city;
}

function brokenBy(customer: KnownCustomer, changes: JsonObject): string[] {
  const body = { ...customer.answered, ...(customer.since.includes('update') && customer.sent), ...changes };
  return stateViolations({ contract, schema, body }, customer).map(
    ({ requirement, violation }) => `${requirement} ${violation.pointer}`,
  );
}
