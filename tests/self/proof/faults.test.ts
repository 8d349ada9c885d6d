import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { describeFaults } from './fault-run.ts';
import { faultCodes } from '../../../src/sandbox/faults/codes.ts';
import { faultGroups } from '../../../src/sandbox/faults/fault.ts';
import { faultFiles, faults } from '../../../src/sandbox/faults/index.ts';

const captured = 'judged from captured payloads, not from exchanges: webhook-captures.test.ts breaks it';

/** The MUSTs that no exchange can break, and what proves them in place of a fault. */
const withoutFault: Partial<Record<RequirementId, string>> = {
  'WHK-001': captured,
  'WHK-003': captured,
  'WHK-006': captured,
};

const { access, answers, customers, lists } = faultFiles;
describeFaults('every fault is noticed by the requirement that it breaks', [
  ...access,
  ...answers,
  ...customers,
  ...lists,
]);

describe('the faults', () => {
  const broken = new Set(faults.map(({ requirement }) => requirement));

  it('break requirements that there are', () => {
    assert.deepEqual(
      [...broken].filter((id) => !Object.hasOwn(requirements, id)),
      [],
    );
  });

  it('are shown by tests that there are', () => {
    const isOfEveryAnswer = (id: string): boolean => requirements[id as RequirementId].everyAnswer === true;
    assert.deepEqual(
      faults.filter(({ requirement, tests = requirement }) => isOfEveryAnswer(tests)),
      [],
    );
  });

  it('are of every group, and have every code', () => {
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

  it('are missing for no requirement without need', () => {
    const excused = Object.keys(withoutFault) as RequirementId[];
    assert.deepEqual(
      excused.filter((id) => broken.has(id)),
      [],
    );
  });

  it('are each another one', () => {
    const names = faults.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
  });
});
