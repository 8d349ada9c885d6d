import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { omittingRuns } from '../../../src/proof/omissions/omission-fates.ts';
import { contract } from '../support/real-contract.ts';

const some = ['every second line of its evidence', 'its plan', '--grep what no title has'];

describe('a run without', () => {
  for (const { name, count, fates } of omittingRuns(contract).filter((each) => some.includes(each.name)))
    it(`${name} reports it`, async () => {
      const found = await fates();

      assert.equal(found.length, count);
      assert.deepEqual(
        found.filter(({ noticed }) => noticed === undefined),
        [],
      );
    });

  it('something is tried in at least 50 ways', () => {
    const all = omittingRuns(contract).reduce((sum, { count }) => sum + count, 0);

    assert.ok(all >= 50, String(all));
  });
});
