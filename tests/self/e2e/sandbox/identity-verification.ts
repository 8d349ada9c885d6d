import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { valueAt, type Json } from '../../../../src/contract/schema/pointers.ts';
import { startApi, type Reply } from './api.ts';
import { business, individual } from './drafts.ts';
import { handClock } from './hand-clock.ts';

const clock = handClock();
const api = await startApi(clock);

describe('sandbox: identity verification', () => {
  const submit = (accountId: string, identityVerificationProfileId: string): Promise<Reply> =>
    api.send('submitIdentityVerification', { body: { accountId, identityVerificationProfileId } });
  const pathOf = (reply: Reply): { applicationId: string } => {
    const [, applicationId = ''] =
      /^\/v1\/identity-verifications\/(.+)$/.exec(reply.headers.get('location') ?? '') ?? [];
    return { applicationId };
  };

  test('has a profile for individuals and one for businesses', async () => {
    const all = await api.send('listIdentityVerificationProfiles');
    assert.deepEqual(
      [all.at('/0/id'), all.at('/1/id'), all.at('/2')],
      ['kyc-profile-1', 'kyb-profile-1', undefined],
    );
    const query = { identityAccountTypes: 'BUSINESS_CUSTOMER' };
    const some = await api.send('listIdentityVerificationProfiles', { query });
    assert.deepEqual([some.at('/0/id'), some.at('/1')], ['kyb-profile-1', undefined]);
  });

  test('completes an application', async () => {
    const customerId = await api.customer(business());
    const path = pathOf(await submit(customerId, 'kyb-profile-1'));
    const fresh = await api.send('retrieveIdentityVerification', { path });
    assert.deepEqual([fresh.at('/legalName'), fresh.at('/outcome')], ['Acme', undefined]);
    const seen: Json[] = [];
    for (let step = 0; step < 5; step += 1) {
      const { body } = await api.send('retrieveIdentityVerification', { path });
      seen.push(valueAt(body, '/latestStatus') ?? null);
      clock.advance(100);
    }
    assert.deepEqual(seen, ['NEW', 'PENDING', 'PROCESSING', 'COMPLETED', 'COMPLETED']);
    const done = await api.send('retrieveIdentityVerification', { path });
    assert.deepEqual([done.at('/outcome'), done.at('/statusHistory/3/status')], ['APPROVED', 'COMPLETED']);
    assert.equal(done.at('/statusHistory/0/id'), fresh.at('/statusHistory/0/id'));
    assert.equal(Date.parse(done.textAt('/updatedAt')) - Date.parse(done.textAt('/createdAt')), 300);
  });

  test('updates the verification status of the customer and its owners', async () => {
    const customerId = await api.customer(business());
    const body = { firstName: 'Ana', lastName: 'Reyes' };
    const owner = await api.send('createBeneficialOwner', { path: { customerId }, body });
    const path = { customerId, beneficiaryId: owner.id };
    const statuses = async (): Promise<Json[]> => [
      (await api.send('retrieveCustomer', { path })).textAt('/verificationStatus/status'),
      (await api.send('retrieveBeneficialOwner', { path })).textAt('/verificationStatus/status'),
    ];
    assert.deepEqual(await statuses(), ['UNVERIFIED', 'UNVERIFIED']);
    await submit(customerId, 'kyb-profile-1');
    assert.deepEqual(await statuses(), ['PROCESSING', 'PROCESSING']);
    clock.advance(300);
    assert.deepEqual(await statuses(), ['APPROVED', 'APPROVED']);
  });

  test('accepts one open application at a time, and keeps an event for each', async () => {
    const customerId = await api.customer(business());
    const query = { accountId: `${customerId},${randomUUID()}` };
    const events = async (): Promise<Reply> => api.send('listWatchlistEvents', { query });
    const path = pathOf(await submit(customerId, 'kyb-profile-1'));
    const second = await submit(customerId, 'kyb-profile-1');
    assert.deepEqual([second.status, second.errorPaths], [409, ['accountId']]);
    assert.equal((await events()).at('/totalElements'), 0);
    clock.advance(300);
    assert.equal((await submit(customerId, 'kyb-profile-1')).status, 201);
    assert.deepEqual(
      [(await events()).at('/totalElements'), (await events()).at('/content/0/outcome')],
      [1, 'APPROVED'],
    );
    const none = await api.send('listWatchlistEvents', { query: { accountId: randomUUID() } });
    assert.equal(none.at('/totalElements'), 0);
    await api.send('removeCustomer', { path: { customerId } });
    assert.equal((await api.send('retrieveIdentityVerification', { path })).status, 404);
    assert.equal((await events()).at('/totalElements'), 0);
  });

  test('filters the list of applications', async () => {
    const { applicationId } = pathOf(await submit(await api.customer(individual()), 'kyc-profile-1'));
    const isListed = async (query: Record<string, string>): Promise<boolean> =>
      (await api.send('listIdentityVerifications', { query })).text.includes(applicationId);
    const completed = { completedDateFrom: '2020-01-01' };
    assert.deepEqual(
      [await isListed({}), await isListed({ status: 'NEW' }), await isListed(completed)],
      [true, true, false],
    );
    assert.ok(
      await isListed({
        accountTypes: 'BENEFICIARY,INDIVIDUAL_CUSTOMER',
        identityVerificationProfileId: 'kyc-profile-1',
      }),
    );
    assert.ok(!(await isListed({ accountTypes: 'BUSINESS_CUSTOMER' })));
    assert.ok(!(await isListed({ createdDateTo: '2020-01-01' })));
    clock.advance(300);
    assert.ok(
      await isListed({
        ...completed,
        outcome: 'APPROVED',
        status: 'COMPLETED',
        createdDateFrom: '2020-01-01',
      }),
    );
  });

  test('names what cannot be verified', async () => {
    const customerId = await api.customer(individual());
    const cases: [string, string, string][] = [
      [randomUUID(), 'kyc-profile-1', 'accountId'],
      [customerId, 'no-such-profile', 'identityVerificationProfileId'],
      [customerId, 'kyb-profile-1', 'identityVerificationProfileId'],
    ];
    for (const [account, profile, path] of cases) {
      const reply = await submit(account, profile);
      assert.deepEqual([reply.status, reply.errorPaths], [422, [path]]);
    }
    await api.send('suspendCustomer', { path: { customerId } });
    assert.deepEqual((await submit(customerId, 'kyc-profile-1')).errorPaths, ['accountId']);
    assert.deepEqual((await submit('x', 'kyc-profile-1')).errorPaths, ['accountId']);
    assert.equal((await submit(api.sandbox.accounts.first.businessAccountId, 'kyb-profile-1')).status, 201);
    const path = { applicationId: randomUUID() };
    assert.equal((await api.send('retrieveIdentityVerification', { path })).status, 404);
  });
});
