import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { passportDraft } from '../../../../../src/contract/data/document-drafts.ts';
import { ownerDraft } from '../../../../../src/contract/data/owner-drafts.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import type { Api } from '../../../../../src/exchange/api.ts';
import {
  ours,
  theirs,
  third,
  stranger,
  created,
  page,
  taken,
  create,
  draft,
  update,
  says,
  create1,
  read,
  readTheirs,
  remove,
  type Course,
} from '../../../support/shared-target.ts';

describe('a request that changes something', () => {
  test('is not sent for what a list has shown to belong to others, in its path or its body', async () => {
    const list = { 'GET /customers': page(stranger) };
    for (const step of [
      (api: Api) => update(api, theirs),
      (api: Api) => api.send('removeCustomer', { path: { customerId: theirs } }),
      (api: Api) => api.send('createDocument', { body: passportDraft({ seed: 'a', runId: 'r' }, theirs) }),
    ]) {
      const { asked, ended } = await taken(list, async (api) => {
        await api.send('listCustomers', {});
        await step(api);
      });

      assert.deepEqual([asked, ended], [['GET /customers'], 'api']);
    }
  });

  test('is not sent for an id of others that a list gives as a number or in a list', async () => {
    const limits = [4711, ['4712']].map((id) => ({ id, scopeId: theirs, scopeType: 'CUSTOMER', amount: 1 }));
    for (const id of ['4711', '4712']) {
      const { asked, ended } = await taken({ 'GET /limits?scopeId': limits }, async (api) => {
        await api.send('listLimits', { query: { scopeId: theirs, scopeType: 'CUSTOMER' } });
        await api.send('updateLimits', { body: { [id]: { amount: '1.00' } } });
      });

      assert.deepEqual([asked, ended], [['GET /limits?scopeId'], 'api']);
    }
  });

  test('is sent with a blank text although the target shows internal actors, whose id is blank', async () => {
    for (const id of ['', ' ']) {
      const responses = { 'GET /customers': page({ ...stranger, updatedBy: { id, type: 'internal' } }) };
      const { asked } = await taken(responses, async (api) => {
        await api.send('listCustomers', {});
        await api.send('createCustomer', { body: { ...draft, metadata: { note: id } } });
      });

      assert.deepEqual(asked, ['GET /customers', 'POST /customers']);
    }
  });

  test('is sent for ids that the suite made up', async () => {
    const { asked } = await taken({}, (api) => update(api, third));

    assert.deepEqual(asked, [`PUT /customers/${third}`]);
  });

  test('is not sent for a limit that is only listed as that of a customer of the run', async () => {
    const limit = {
      id: third,
      scopeId: theirs,
      scopeType: 'CUSTOMER',
      limitType: 'DAILY',
      currency: 'USD',
      amount: 1,
    };
    const responses = {
      ...{ [create1]: { ...draft, id: theirs }, [readTheirs]: stranger },
      'GET /limits?scopeId': [limit],
    };
    const { asked, ended } = await taken(responses, async (api) => {
      await create(api);
      await api.send('listLimits', { query: { scopeId: theirs, scopeType: 'CUSTOMER' } });
      await api.send('updateLimit', { path: { limitId: third }, body: { amount: 2 } });
    });

    assert.equal(ended, 'api');
    assert.deepEqual(
      asked.filter((each) => !each.startsWith('GET')),
      [create1],
    );
  });

  test('is no longer sent for a limit that was shown for a customer of the run, and then for others', async () => {
    const limit = { id: third, scopeId: ours, scopeType: 'CUSTOMER', limitType: 'DAILY', currency: 'USD' };
    const responses = {
      ...{ [create1]: created, [read]: created, [remove]: {} },
      'GET /limits?scopeId': [{ ...limit, amount: 1 }],
      [`PUT /limits/${third}`]: { ...limit, scopeId: theirs, amount: 2 },
    };
    const { asked, ended } = await taken(responses, async (api) => {
      await create(api);
      await api.send('listLimits', { query: { scopeId: ours, scopeType: 'CUSTOMER' } });
      await api.send('updateLimit', { path: { limitId: third }, body: { amount: 2 } });
      await api.send('updateLimit', { path: { limitId: third }, body: { amount: 3 } });
    });

    assert.equal(ended, 'api');
    assert.equal(asked.filter((each) => each.startsWith('PUT')).length, 1);
  });

  test('may name a profile of the target, which belongs to no customer', async () => {
    const profile = { id: third, name: 'Usual' };
    const responses = {
      ...{ [create1]: created, [read]: created, [remove]: {} },
      'GET /identity-verification-profiles': [profile],
    };
    const { asked } = await taken(responses, async (api) => {
      await create(api);
      await api.send('listIdentityVerificationProfiles');
      await api.send('submitIdentityVerification', {
        body: { accountId: ours, identityVerificationProfileId: third },
      });
    });

    assert.ok(asked.includes('POST /identity-verifications'));
  });
});

describe('a resource of a customer', () => {
  const owner = ownerDraft({ seed: 'a', runId: 'r' });
  const add = `POST /customers/${ours}/beneficiaries`;
  const ofCustomer = { [create1]: created, [read]: created, [remove]: {} };
  const added = (response: Json, readOwner?: Json): Promise<Course> =>
    taken(
      { ...ofCustomer, [add]: response, [`GET /customers/${ours}/beneficiaries/${third}`]: readOwner },
      async (api) => {
        await create(api);
        await api.send('createBeneficialOwner', { path: { customerId: ours }, body: owner });
      },
    );

  test('belongs to the run if it shows its customer, or what was sent', async () => {
    const { primaryEmail: _none, ...unreachable } = owner;
    for (const response of [
      { ...owner, id: third },
      { id: third, parentId: ours },
      { ...unreachable, id: third },
    ] as Json[])
      assert.equal(says((await added(response)).recorder), 0);
  });

  test('belongs to others if a read of it shows another person than was sent', async () => {
    const their = { id: third, parentId: ours, firstName: 'Somebody', lastName: 'Somewhere' };
    const { asked, ended, recorder } = await taken(
      {
        ...ofCustomer,
        [add]: { ...owner, id: third, parentId: ours },
        [`GET /customers/${ours}/beneficiaries/${third}`]: their,
      },
      async (api) => {
        await create(api);
        const path = { customerId: ours };
        await api.send('createBeneficialOwner', { path, body: owner });
        await api.send('updateBeneficialOwner', { path: { ...path, beneficiaryId: third }, body: owner });
      },
    );

    assert.deepEqual([ended, says(recorder)], ['api', 1]);
    assert.ok(!asked.some((each) => each.startsWith('PUT')));
  });

  test('belongs to others if it says so, and a read does not contradict it', async () => {
    const their = { id: third, parentId: theirs, primaryEmail: { value: 'somebody@example.com' } };

    assert.equal(says((await added(their, their)).recorder), 1);
    assert.equal(says((await added(their, { ...owner, id: third })).recorder), 0);
  });
});
