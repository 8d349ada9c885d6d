import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { requirements } from '../../../../specs/requirements/index.ts';
import { refusals, untestedMusts } from '../../../../src/certificate/issue/issue-refusals.ts';
import type { Conformance, RequirementReport } from '../../../../src/verdict/reports/report-types.ts';
import { requirementIn, sound } from '../../support/issued-certificate.ts';
import { verdictOf } from '../../support/page-reports.ts';
import { altered } from '../../support/compared-runs.ts';

const told = (run: Conformance, demo = false): string[] =>
  refusals(run, { demo }).map(({ problem, remedy }) => `${problem} => ${remedy}`);

describe('a certificate', () => {
  test('is issued without an obstacle if every MUST passed', () => {
    assert.deepEqual(told(sound), []);
  });

  test('lists what no run can test, and is issued all the same', () => {
    const own = untestedMusts(sound).map(({ id }) => id);

    assert.ok(own.includes('SEC-005'));
    assert.ok(
      own.every((id) => requirements[id].level === 'MUST' && requirements[id].notTested !== undefined),
    );
  });

  const cases: [title: string, edit: (run: Conformance) => void, refusal: RegExp][] = [
    [
      'a MUST that failed',
      (run) =>
        Object.assign(requirementIn(run, 'CUS-002'), {
          verdict: 'failed',
          verdicts: [verdictOf('is wrong'), verdictOf('is wrong too'), verdictOf('is wrong as well')],
        }),
      /^CUS-002 MUST failed at createCustomer \/is wrong: is wrong; .* and 1 more => fix it at the target; conformance\.html#CUS-002/,
    ],
    [
      'a SHOULD that failed a strict run',
      (run) =>
        Object.assign(requirementIn(run, 'CUS-033'), {
          verdict: 'failed',
          verdicts: [verdictOf('x', { level: 'SHOULD' })],
        }),
      /^CUS-033 SHOULD failed/,
    ],
    [
      'a MUST that is waived',
      (run) =>
        Object.assign(requirementIn(run, 'CUS-002'), {
          verdict: 'waived',
          verdicts: [verdictOf('x', { verdict: 'waived', waiver: 'waivers.yaml:2' })],
        }),
      /^CUS-002 MUST is waived .*=> .*remove the waiver at waivers\.yaml:2/,
    ],
    [
      'a MUST that is only warned of',
      (run) =>
        Object.assign(requirementIn(run, 'CUS-002'), {
          verdict: 'warned',
          verdicts: [verdictOf('x', { verdict: 'warned', level: 'SHOULD' })],
        }),
      /^CUS-002 MUST is only warned at createCustomer/,
    ],
    [
      'whatever the environment kept from being tested',
      (run) =>
        Object.assign(requirementIn(run, 'CUS-033'), {
          verdict: 'not testable',
          verdicts: [
            verdictOf('no answer', { verdict: 'not testable', blame: 'environment', fault: 'timeout' }),
          ],
        }),
      /^CUS-033 SHOULD could not be tested .*=> Check whether the target is overloaded/,
    ],
    [
      'webhooks that were not captured',
      (run) => notTested(requirementIn(run, 'WHK-001'), 'subscriptions exist only in the Portal'),
      /^WHK-001 MUST was not tested: .*=> subscribe in the Portal.*KOR_WEBHOOK_CAPTURES/,
    ],
    [
      'a second business account that there is not',
      (run) =>
        notTested(requirementIn(run, 'SEC-013'), 'KOR_OTHER_API_KEY and KOR_OTHER_API_SECRET are not set'),
      /^SEC-013 MUST was not tested: .*=> set KOR_OTHER_API_KEY/,
    ],
    [
      'an expired token that there is not',
      (run) =>
        notTested(
          requirementIn(run, 'SEC-003'),
          'tokens are valid for 3600 s and KOR_EXPIRED_TOKEN is not set',
        ),
      /^SEC-003 MUST was not tested: .*=> set KOR_EXPIRED_TOKEN/,
    ],
    [
      'a partial run',
      (run) => Object.assign(run, { partial: true, whole: false }),
      /^the run was partial => /,
    ],
    ['a run that was stopped', (run) => (run.whole = false), /^the run was stopped early => /],
    [
      'what was never tried',
      (run) => {
        for (const each of run.coverage.criteria)
          if (each.criterion === 'contentTypes') each.missing = ['createCustomer answer application/json'];
      },
      /^coverage: 1 of the content types were never seen: createCustomer answer .*level 3/,
    ],
    [
      'a problem of the run',
      (run) => run.problems.push('x never once succeeded'),
      /^x never once succeeded => /,
    ],
    [
      'an exit code that nothing else explains',
      (run) => Object.assign(run, { exitCode: 2, result: 'incomplete' }),
      /^the run ended with incomplete/,
    ],
    [
      'a clock that was set back',
      (run) => (run.finishedAt = '2024-12-31T23:59:59.000Z'),
      /^the clock of this machine was set back during the run, from 2025-01-01.* => correct the clock/,
    ],
    [
      'production',
      (run) => (run.target.kind = 'production'),
      /^the target is a production API.*KOR_TARGET_KIND=sandbox/,
    ],
    [
      'the embedded sandbox',
      (run) => (run.target.kind = 'embedded'),
      /^the target is the embedded sandbox.*--demo/,
    ],
  ];
  for (const [title, edit, refusal] of cases)
    test(`is refused for ${title}, with only this reason and its remedy`, () => {
      const lines = told(altered(sound, edit));

      assert.equal(lines.length, 1, lines.join('\n'));
      assert.match(lines[0] ?? '', refusal);
    });

  test('can be issued for the embedded sandbox as a demo', () => {
    assert.deepEqual(
      told(
        altered(sound, (run) => (run.target.kind = 'embedded')),
        true,
      ),
      [],
    );
  });

  test('is not refused for requirements outside the profile', () => {
    const core = altered(sound, (run) => {
      run.profile = 'core';
      notTested(requirementIn(run, 'OWN-001'), 'outside the profile core');
    });

    assert.deepEqual(told(core), []);
  });

  test('is not refused for a SHOULD that is waived or warned of', () => {
    for (const verdict of ['waived', 'warned'] as const) {
      const run = altered(sound, (each) =>
        Object.assign(requirementIn(each, 'CUS-033'), {
          verdict,
          verdicts: [verdictOf('x', { verdict, level: 'SHOULD' })],
        }),
      );
      assert.deepEqual(told(run), []);
    }
  });
});

function notTested(report: RequirementReport, reason: string): void {
  Object.assign(report, { verdict: 'not tested', reason, verdicts: [] });
}
