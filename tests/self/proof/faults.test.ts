import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { describeFaults } from './fault-run.ts';
import { customerFaults } from './faults-customers.ts';
import { derivedFaults } from './faults-derived.ts';
import { faultsInFull } from './faults-full.ts';
import { listFaults } from './faults-list.ts';
import { faults } from './faults.ts';

const captured = 'judged from captured payloads, not from exchanges: webhook-captures.test.ts breaks it';

/** The MUSTs that no exchange can break, and what proves them in place of a fault. */
const withoutFault: Partial<Record<RequirementId, string>> = {
  'WHK-001': captured,
  'WHK-003': captured,
  'WHK-006': captured,
};

describeFaults('every fault is noticed by the requirement that it breaks', [
  ...faults,
  ...customerFaults,
  ...listFaults,
]);

describe('the faults', () => {
  const all = [...faults, ...customerFaults, ...listFaults, ...faultsInFull, ...derivedFaults];
  const broken = new Set(all.map(({ requirement }) => requirement));

  it('break every MUST that has a test', () => {
    const ids = (Object.keys(requirements) as RequirementId[]).filter((id) => {
      const { level, everyAnswer, notTested } = requirements[id];
      return level === 'MUST' && !everyAnswer && notTested === undefined;
    });
    assert.deepEqual(
      ids.filter((id) => !broken.has(id) && withoutFault[id] === undefined),
      [],
    );
  });

  it('are missing for no requirement without need', () => {
    const excused = Object.keys(withoutFault) as RequirementId[];
    assert.deepEqual(
      excused.filter((id) => broken.has(id)),
      [],
    );
  });

  it('are each another one', () => {
    const names = all.map(({ requirement, name }) => `${requirement} ${name}`);
    assert.deepEqual([...new Set(names)], names);
  });
});
