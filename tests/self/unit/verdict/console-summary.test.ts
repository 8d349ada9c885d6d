import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { areas, requirements, type RequirementId } from '../../../../specs/requirements/index.ts';
import { conformanceOf } from '../../../../src/verdict/conformance.ts';
import type { ReportFacts } from '../../../../src/verdict/reports/report-types.ts';
import { consoleSummary } from '../../../../src/verdict/reports/console-summary.ts';
import { forTerminal } from '../../../../src/verdict/reports/terminal.ts';
import {
  evidenceOf,
  exchangeOf,
  factsOf,
  findingOf,
  outcomeOf,
  recordOf,
} from '../../support/run-records.ts';

function summary(run: Parameters<typeof recordOf>[0], facts: Partial<ReportFacts> = {}): string {
  const report = conformanceOf(factsOf(facts), recordOf(run));
  return stripVTControlCharacters(
    forTerminal(consoleSummary(report, ['reports/conformance.json', 'reports/junit.xml'])),
  );
}

const requirementIds = Object.keys(requirements) as RequirementId[];

const failed = outcomeOf({
  status: 'failed',
  expectationFailed: true,
  message: `because\n${'x'.repeat(500)}`,
});

describe('the summary', () => {
  test('begins with the target, and ends with the location of the reports', () => {
    const text = summary({ outcomes: [outcomeOf({})] });

    assert.match(
      text,
      /^\nRocketKOR Customer API 3\.0\.0: verdict by requirement\ntarget: embedded sandbox; says nothing/,
    );
    assert.match(text, /\nReports: reports\/conformance\.json, reports\/junit\.xml\n$/);
  });

  test('has a line for every requirement, and the reasons for what did not pass', () => {
    const text = summary({ outcomes: [failed, outcomeOf({ id: 'b', requirement: 'CUS-002' })] });

    assert.match(
      text,
      /\n {2}CUS-001 {2}MUST {4}failed {8}The API MUST create an individual.*\n +createCustomer: because x+…\n/,
    );
    assert.match(
      text,
      /\n {2}CUS-002 {2}MUST {4}passed {8}The API MUST give a new individual customer the status ACTIVE\.\n {2}\S/,
    );
  });

  test('says how many of the tested requirements passed, and counts observations separately', () => {
    const id = requirementIds.find(
      (each) => requirements[each].level === 'MAY' && !requirements[each].notTested,
    );
    const passed = outcomeOf({ requirement: 'CUS-002' });
    const text = summary({
      outcomes: [failed, passed, outcomeOf({ id: 'b', requirement: id ?? 'CUS-001' })],
    });

    assert.match(text, /\nverdicts {2}1 failed, \d+ not tested, 1 passed \(/);
    assert.match(
      text,
      /\nscore {5}MUST 1 of 2 tested passed, \d+ not tested; SHOULD 0 of 0 tested passed, \d+ not/,
    );
    assert.match(text, /\nrecorded {2}1 point that the documentation leaves open\n/);
    assert.doesNotMatch(summary({ outcomes: [failed] }), /\nrecorded/);
  });

  test('keeps its lines short', () => {
    for (const line of summary({ outcomes: [failed] }).split('\n')) assert.ok(line.length <= 200, line);
  });

  test('shows at most five reasons of a requirement, and who else is to blame', () => {
    const findings = Array.from({ length: 9 }, (_, index) =>
      findingOf({ pointer: `/${'abcdefghi'.charAt(index)}` }),
    );
    const unjudged = [findingOf({ judged: false, blame: 'environment', message: 'no network' })];
    const broken = outcomeOf({ status: 'failed' });

    const many = summary({ outcomes: [broken], evidence: evidenceOf({ findings }) });
    assert.equal(many.match(/createCustomer: why/g)?.length, 5);
    assert.match(
      summary({ outcomes: [broken], evidence: evidenceOf({ findings: unjudged }) }),
      /createCustomer \[environment\]: no network/,
    );
  });

  test('leaves out what is outside the profile, and says how much that is', () => {
    const text = summary({ outcomes: [] }, { profile: 'core' });

    assert.doesNotMatch(text, /LIM-001/);
    const outside = Object.keys(requirements).filter((id) => areas[id.slice(0, 3)]?.profile === 'full');
    const reasoned = outside.filter((id) => requirements[id as RequirementId].notTested !== undefined);
    const count = outside.length - reasoned.length;
    assert.match(text, new RegExp(`\\n {2}${String(count)} not tested: outside the profile core\\n`));
  });

  test('names what could not be removed', () => {
    const leftovers = [
      {
        kind: 'leftover' as const,
        test: 't',
        operation: 'createCustomer' as const,
        id: 'id-1',
        reason: 'answered 500',
      },
    ];

    assert.match(
      summary({ evidence: evidenceOf({ leftovers }) }),
      /1 resources? could not be removed:\n {2}"?id-1"? {2}\(createCustomer: answered 500\)\n\n/,
    );
    const target = { name: 'https://api.example', kind: 'sandbox' as const };
    const lasting = leftovers.map((each) => ({ ...each, reason: 'cannot be removed by the API' }));
    assert.match(
      summary({ evidence: evidenceOf({ leftovers }) }, { target }),
      /\(createCustomer: answered 500\)\nnpm run sweep -- --run \S+ removes what is still there\.\n/,
    );
    assert.doesNotMatch(summary({ evidence: evidenceOf({ leftovers: lasting }) }, { target }), /sweep/);
  });

  test('ends with the result, the counts, and how to run it again', () => {
    const text = summary({
      outcomes: [failed],
      evidence: evidenceOf({ exchanges: [exchangeOf({ answer: undefined })] }),
      problems: ['the run was interrupted'],
    });

    assert.match(text, /\nproblem {2}the run was interrupted\n/);
    assert.match(
      text,
      /\nFAILED, 1 of \d+ requirements selected\nverdicts {2}1 failed, \d+ not tested \(partial run; embedded sandbox; says nothing about any API\)\n/,
    );
    assert.match(
      text,
      /\n1 requests?, 0 derived cases, profile full, KOR_SEED=seed KOR_RUN_ID=run, description 0123456789abcdef\n/,
    );
  });

  test('names the overlays that pinned the description', () => {
    const description = {
      ...factsOf({}).description,
      overlays: ['a.yaml 0123456789abcdef', 'my pins.yaml 0123456789abcdef'],
    };

    assert.match(
      summary({ outcomes: [] }, { description }),
      /, description 0123456789abcdef pinned by a\.yaml, my pins\.yaml\n/,
    );
  });

  test('says how much was tested, at which levels, and where to read what was not', () => {
    const whole = requirementIds.map((requirement) => outcomeOf({ id: requirement, requirement }));

    assert.match(
      summary({ outcomes: whole }),
      /\ncoverage {2}TCL 0 Authentication, .*; 0 of \d+ items; not covered: see reports\/conformance\.json\n/,
    );
    assert.match(
      summary({ outcomes: [] }),
      /\ncoverage {2}0 of \d+ items \(a partial run: .*\); not covered: /,
    );
  });

  test('has a word for each result', () => {
    assert.match(
      summary({ outcomes: [outcomeOf({})] }),
      /\nPASSED, 1 of \d+ requirements selected\nverdicts {2}(\d+ not tested, )?1 passed/,
    );
    assert.match(summary({ outcomes: [] }), /\nINCOMPLETE, 0 of \d+ requirements selected\n/);
  });
});
