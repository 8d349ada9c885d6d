import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { checkSites, placeOfCheck, type CheckSite } from '../../../src/proof/check-sites.ts';
import { faultFates, type FaultFate } from '../../../src/proof/faults.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';

/** Checks of what no sandbox does, and what proves them in place of a fault. */
const withoutFault: Record<string, string> = {
  'tests/webhooks/':
    'judged from captured payloads, not from exchanges: webhook-captures.test.ts breaks each',
};

const sites = checkSites(projectRoot);

/** Whether a check must have a fault of its own: it can fail its test, or would not be missed there by the test having checked nothing. */
function needsFault({ file, requirement, siblings }: CheckSite): boolean {
  const isExcused = Object.keys(withoutFault).some((folder) => file.startsWith(folder));
  return !isExcused && (siblings > 1 || requirements[requirement as RequirementId].level === 'MUST');
}

describe('the checks', () => {
  let fates: FaultFate[];

  before(async () => {
    const { folder: generatedFolder } = await ensureGenerated();
    const contract = await loadContract(generatedFolder);
    fates = await faultFates(contract, faults, { generatedFolder, timeout: 600_000 });
  });

  it('notice every fault', () => {
    const survivors = fates.flatMap(({ name, survived }) =>
      survived === undefined ? [] : [`${name}: ${survived.split('\n', 1).join('')}`],
    );
    assert.deepEqual(survivors, []);
  });

  it('are each the only one to notice a fault', () => {
    const alone = new Set(
      fates.flatMap(({ noticedBy: [first, ...others] }) =>
        first !== undefined && others.length === 0 ? [first] : [],
      ),
    );
    const dispensable = sites
      .filter(needsFault)
      .map(placeOfCheck)
      .filter((place) => !alone.has(place));
    assert.deepEqual(dispensable, []);
  });

  it('do not hide another one of their test by ending it', () => {
    const hiding = sites.filter(({ siblings, isSoft }) => siblings > 1 && !isSoft);
    assert.deepEqual(hiding.map(placeOfCheck), []);
  });
});
