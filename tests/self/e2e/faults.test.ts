import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { checkSites, placeOfCheck, type CheckSite } from '../../../src/proof/removal/check-sites.ts';
import { faultFates, type FaultFate } from '../../../src/proof/noticed/fault-results.ts';
import { faultCodes } from '../../../src/sandbox/faults/codes.ts';
import { faultGroups } from '../../../src/sandbox/faults/fault.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';

const captured = 'judged from captured payloads, not from exchanges: webhook-captures.test.ts breaks it';

/** The MUSTs that no exchange can break, and the test that proves each without a fault. */
const withoutFault: Partial<Record<RequirementId, string>> = {
  'WHK-001': captured,
  'WHK-003': captured,
  'WHK-006': captured,
};

/** Checks of behaviour that no sandbox has, and the test that proves them without a fault. */
const checksWithoutFault: Record<string, string> = {
  'tests/webhooks/':
    'judged from captured payloads, not from exchanges: webhook-captures.test.ts breaks each',
};

const sites = checkSites(projectRoot);

/** Whether a check must have a fault of its own: its failure fails its test, or its test has other checks that would hide its absence. */
function needsFault({ file, requirement, siblings }: CheckSite): boolean {
  const isExcused = Object.keys(checksWithoutFault).some((folder) => file.startsWith(folder));
  return !isExcused && (siblings > 1 || requirements[requirement as RequirementId].level === 'MUST');
}

/** The result of every fault, all tried against the suite at once. */
const fates: FaultFate[] = [];

before(async () => {
  const { folder: generatedFolder } = await ensureGenerated();
  const contract = await loadContract(generatedFolder);
  fates.push(...(await faultFates(contract, faults, { generatedFolder, timeout: 900_000 })));
});

describe('every fault is noticed by the requirement that it breaks', () => {
  for (const [index, { requirement, name }] of faults.entries())
    it(`${requirement}: ${name}`, () => {
      assert.equal(fates[index]?.survived, undefined);
    });
});

describe('the checks', () => {
  it('each notice at least one fault that no other check notices', () => {
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

  it('do not end their test before another check of it', () => {
    const hiding = sites.filter(({ siblings, isSoft }) => siblings > 1 && !isSoft);
    assert.deepEqual(hiding.map(placeOfCheck), []);
  });
});

describe('the faults', () => {
  const broken = new Set(faults.map(({ requirement }) => requirement));

  it('break requirements that exist', () => {
    assert.deepEqual(
      [...broken].filter((id) => !Object.hasOwn(requirements, id)),
      [],
    );
  });

  it('name requirements with tests of their own', () => {
    const isOfEveryResponse = (id: string): boolean =>
      requirements[id as RequirementId].everyResponse === true;
    assert.deepEqual(
      faults.filter(({ requirement, tests = requirement }) => isOfEveryResponse(tests)),
      [],
    );
  });

  it('cover every group and every code', () => {
    assert.deepEqual(new Set(faults.map(({ group }) => group)), new Set(faultGroups));
    assert.deepEqual(
      Object.keys(faultCodes).filter((code) => !faults.some((fault) => String(fault.code) === code)),
      [],
    );
  });

  it('break every MUST that is tested', () => {
    const ids = (Object.keys(requirements) as RequirementId[]).filter((id) => {
      const { level, notTested } = requirements[id];
      return level === 'MUST' && notTested === undefined;
    });
    assert.deepEqual(
      ids.filter((id) => !broken.has(id) && withoutFault[id] === undefined),
      [],
    );
  });

  it('are missing only for requirements that no fault can break', () => {
    const excused = Object.keys(withoutFault) as RequirementId[];
    assert.deepEqual(
      excused.filter((id) => broken.has(id)),
      [],
    );
  });

  it('have unique names', () => {
    const names = faults.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
  });
});
