import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conformanceOf } from '../../../../src/verdict/conformance.ts';
import { conformancePage } from '../../../../src/verdict/page/conformance-page.ts';
import type { Conformance } from '../../../../src/verdict/reports/report-types.ts';
import { reportOf, verdictOf } from '../../support/page-reports.ts';
import { evidenceOf, factsOf, findingOf, outcomeOf, recordOf, waiverOf } from '../../support/run-records.ts';

function sentenceOf(report: Conformance): string {
  return /<p class="sentence">(.*)<\/p>/.exec(conformancePage(report))?.[1] ?? '';
}

describe('the first sentence of the page', () => {
  const passed = outcomeOf({});
  const broken = findingOf({});
  const whole = { ...reportOf(), partial: false };
  const cases: [string, Conformance, string][] = [
    [
      'passed',
      { ...whole, score: { ...whole.score, MUST: { passed: 9, tested: 9, total: 9 } } },
      'Every MUST is met: 9 of 9.',
    ],
    [
      'passed with gaps and warnings',
      {
        ...whole,
        score: { ...whole.score, MUST: { passed: 8, tested: 8, total: 9 } },
        counts: { ...whole.counts, warned: 2 },
      },
      'Every MUST that could be tested is met: 8 of 8; 1 is not tested. 2 SHOULDs are not met.',
    ],
    ['partial', reportOf(), 'Every MUST that this partial run tested is met.'],
    ['nothing', conformanceOf(factsOf({}), recordOf({})), 'Nothing was judged.'],
    [
      'failed',
      conformanceOf(
        factsOf({}),
        recordOf({
          outcomes: [outcomeOf({ status: 'failed' })],
          evidence: evidenceOf({ findings: [broken] }),
        }),
      ),
      '1 MUST requirement is broken in Customers.',
    ],
    [
      'waived',
      conformanceOf(
        factsOf({}),
        recordOf({
          outcomes: [passed, outcomeOf({ id: 'u', requirement: 'CUS-002' })],
          evidence: evidenceOf({ findings: [broken] }),
          waivers: [waiverOf({})],
        }),
      ),
      'Every MUST that this partial run tested is met, but for 1 known deviation that is waived.',
    ],
    [
      'kept from being tested',
      reportOf({ result: 'failed', requirements: withVerdict({ verdict: 'not testable' }) }),
      '1 requirement in Customers could not be tested because of what the API did.',
    ],
    [
      'a waiver out of date',
      reportOf({ result: 'failed', waivers: [{ ...waiverOf({}), state: 'expired', problem: 'so' }] }),
      'No requirement failed, but 1 waiver no longer holds.',
    ],
    [
      'incomplete',
      reportOf({
        result: 'incomplete',
        requirements: withVerdict({ verdict: 'not testable', blame: 'environment' }),
        hindrances: [{ fault: 'timeout', tests: 1, first: 'so', nextStep: 'so' }],
      }),
      '1 requirement could not be judged: a timeout.',
    ],
    [
      'not begun',
      reportOf({ result: 'incomplete', problems: ['the target cannot be judged: it is down.\n\nCheck it.'] }),
      'The target cannot be judged: it is down.',
    ],
  ];

  for (const [name, report, expected] of cases) {
    test(`describes a run: ${name}`, () => {
      assert.equal(sentenceOf(report), expected);
    });
  }

  test('is next to the result as a word, and the notes qualify it', () => {
    const page = conformancePage(reportOf());

    assert.match(page, /<p class="word">PASSED<\/p>/);
    assert.match(page, /the result says nothing about any API/);
    assert.match(page, /A partial run: fewer requirements were selected/);
    assert.match(page, /not issued or endorsed by RocketKOR/);
    assert.doesNotMatch(
      conformancePage({ ...whole, target: { name: 'x', kind: 'sandbox' } }),
      /A partial run|embedded/,
    );
  });
});

function withVerdict(parts: Parameters<typeof verdictOf>[1]): Conformance['requirements'] {
  return reportOf().requirements.map((each) =>
    each.id === 'CUS-001' ? { ...each, verdicts: [verdictOf('so', parts)] } : each,
  );
}
