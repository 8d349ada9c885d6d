import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Waiver } from '../../../../src/contract/waivers.ts';
import { waiverReports } from '../../../../src/verdict/waiver-reports.ts';
import type { Verdict } from '../../../../src/verdict/verdicts.ts';
import { waiverOf } from '../../support/run-records.ts';

const now = new Date('2025-06-15T12:00:00Z');
const verdict = (parts: Partial<Verdict>): Verdict => ({
  ...{ requirement: 'CUS-001', level: 'MUST', operation: 'createCustomer', pointer: '/status' },
  ...{ verdict: 'passed', count: 1 },
  ...parts,
});
const report = (
  waiver: Partial<Waiver>,
  verdicts: Partial<Verdict>[],
  isWhole = true,
): [state: string, problem: string] => {
  const [first] = waiverReports([waiverOf(waiver)], verdicts.map(verdict), {
    ...{ now, isWhole },
    isInReach: (id) => id !== 'OWN-001',
  });
  return [first?.state ?? '', first?.problem ?? ''];
};

describe('a waiver', () => {
  const cases: [title: string, state: string, ...Parameters<typeof report>][] = [
    ['covers a deviation', 'used', {}, [{ verdict: 'waived' }]],
    ['covers one of several', 'used', { pointer: '/status' }, [{}, { verdict: 'waived' }]],
    ['covers one on a partial run', 'used', {}, [{ verdict: 'waived' }], false],
    ['holds on its last day', 'used', { expires: '2025-06-15' }, [{ verdict: 'waived' }]],
    ['has passed its last day', 'expired', { expires: '2025-06-14' }, [{ verdict: 'failed' }]],
    ['has passed it on a partial run', 'expired', { expires: '2025-06-14' }, [], false],
    ['covers what passed', 'stale', {}, [{}]],
    ['is about another place than what fails', 'unmatched', { pointer: '/x' }, [{ verdict: 'failed' }]],
    ['is about an operation that was not judged', 'unmatched', { operation: 'removeCustomer' }, [{}]],
    ['is about a requirement without a verdict', 'unmatched', { requirement: 'CUS-002' }, [{}]],
    ['is about what was left out', 'not judged', {}, [{ verdict: 'not tested' }]],
    ['is about what the profile does not have', 'not judged', { requirement: 'OWN-001' }, [{}]],
    [
      'is about what the environment kept from being judged',
      'not judged',
      { pointer: '/status' },
      [{ verdict: 'not testable', blame: 'environment', pointer: '' }],
    ],
    ['may be stale, on a partial run', 'not judged', {}, [{}], false],
    ['may be unmatched, on a partial run', 'not judged', { requirement: 'CUS-002' }, [{}], false],
  ];
  for (const [title, state, ...run] of cases)
    test(`that ${title} is "${state}"`, () => {
      const [found, problem] = report(...run);
      const isHarmless = ['used', 'not judged'].includes(state) || run[2] === false;

      assert.equal(found, state);
      assert.equal(problem === '', isHarmless, problem);
    });

  test('that is out of date says where and which it is, what to do and who owns it', () => {
    const key = { operation: 'createCustomer', pointer: '/status' };

    assert.equal(
      report({ ...key, expires: '2025-01-31' }, [])[1],
      'waivers.yaml:2  the waiver of CUS-001 createCustomer /status expired after 2025-01-31: fix what it covers and remove the waiver, or agree on a later day with payments team, PAY-1',
    );
    assert.match(
      report({ pointer: '/x' }, [{ verdict: 'failed' }])[1],
      /matches nothing that failed \(it fails at createCustomer \/status\): correct/,
    );
    assert.match(report(key, [{}])[1], /covers nothing any more.*: remove it \(payments team, PAY-1\)$/);
    assert.match(
      report(key, [])[1],
      /matches nothing that failed: correct its requirement, operation or pointer/,
    );
  });
});
