import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DescribedBody } from '../../../../../src/contract/validation/violation-at.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { fittingProfile } from '../../../../../src/contract/rules/verification-profiles.ts';
import {
  hasEnded,
  historyBreaks,
  outcomeTooEarly,
  statusAfterEnd,
} from '../../../../../src/contract/rules/identity-verification.ts';
import { contract } from '../../../support/real-contract.ts';

const schema = '/components/schemas/IdentityVerification';
const application = (body: Json): DescribedBody => ({ contract, schema, body });

describe('an application', () => {
  test('has ended in three statuses, and in no other', () => {
    const statuses = ['COMPLETED', 'EXPIRED', 'ERROR', 'NEW', 'PENDING_REVIEW', ''];

    assert.deepEqual(
      statuses.filter((latestStatus) => hasEnded({ latestStatus })),
      ['COMPLETED', 'EXPIRED', 'ERROR'],
    );
  });

  test('passes through its statuses and stays in the last', () => {
    const earlier = [{ latestStatus: 'NEW' }, { latestStatus: 'COMPLETED' }];

    assert.deepEqual(statusAfterEnd(application({ latestStatus: 'COMPLETED' }), earlier), []);
    assert.deepEqual(
      ['ERROR', 'PENDING'].map(
        (latestStatus) => statusAfterEnd(application({ latestStatus }), earlier)[0]?.message,
      ),
      [
        '/latestStatus must stay COMPLETED, received "ERROR"',
        '/latestStatus must stay COMPLETED, received "PENDING"',
      ],
    );
  });

  test('has an outcome when it is completed; an empty outcome does not count', () => {
    const early = (outcome: string, latestStatus: string): number =>
      outcomeTooEarly(application({ outcome, latestStatus })).length;

    assert.deepEqual([early('APPROVED', 'COMPLETED'), early('', 'NEW'), early('APPROVED', 'NEW')], [0, 0, 1]);
  });

  test('has its latest status in its history, in any order, and one final status', () => {
    const breaks = (latestStatus: string, ...statuses: string[]): number =>
      historyBreaks(application({ latestStatus, statusHistory: statuses.map((status) => ({ status })) }))
        .length;

    assert.equal(breaks('COMPLETED', 'COMPLETED', 'PENDING', 'NEW'), 0);
    assert.equal(breaks('NEW'), 0);
    assert.equal(breaks('PENDING', 'NEW'), 1);
    assert.equal(breaks('COMPLETED', 'COMPLETED', 'ERROR'), 1);
    assert.equal(breaks('PENDING', 'PENDING', 'COMPLETED'), 1);
  });
});

describe('a profile', () => {
  const fit = {
    id: 'kyc',
    name: 'n',
    allowedAccountTypes: ['INDIVIDUAL_CUSTOMER'],
    allowedAccountStatuses: ['ACTIVE'],
    minimumInformationRequired: { individual: { name: ['FIRST', 'LAST'], physicalAddress: ['CITY'] } },
  };

  test('fits an individual whose account type and status it allows, and whose data the suite can supply', () => {
    assert.deepEqual(fittingProfile([{ ...fit, id: 'other', allowedAccountTypes: [] }, fit]), { id: 'kyc' });
    assert.deepEqual(fittingProfile(fit), { id: 'kyc' });
  });

  test('does not fit for each of these reasons', () => {
    const unfit: [Json, RegExp][] = [
      [[], /none is listed/],
      [[{ ...fit, allowedAccountTypes: ['BUSINESS_CUSTOMER'] }], /"kyc" is for other types/],
      [[{ ...fit, allowedAccountStatuses: ['SUSPENDED'] }], /"kyc" is for another status/],
      [[{ ...fit, minimumInformationRequired: { individual: { info: ['SSN'] } } }], /asks for SSN/],
      [
        [{ ...fit, minimumInformationRequired: { individual: { documents: { passport: [] } } } }],
        /asks for passport/,
      ],
    ];
    for (const [listed, reason] of unfit) {
      const found = fittingProfile(listed);

      assert.match('reason' in found ? found.reason : '', reason);
    }
  });
});
