import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conformanceOf } from '../../../../src/verdict/conformance.ts';
import { junitXml } from '../../../../src/verdict/reports/junit.ts';
import { evidenceOf, factsOf, findingOf, outcomeOf, recordOf } from '../../support/run-records.ts';

const why = 'first <line> & "quotes"\nsecond \u0007\u001B[31m 😀 ü';
const report = conformanceOf(
  factsOf({}),
  recordOf({
    outcomes: [
      outcomeOf({ requirement: 'CUS-001' }),
      outcomeOf({ requirement: 'CUS-002', id: 'b', status: 'failed', expectationFailed: true, message: why }),
      outcomeOf({ requirement: 'CUS-003', id: 'c', status: 'failed' }),
      outcomeOf({ requirement: 'CUS-033', id: 'd', status: 'failed', expectationFailed: true, message: why }),
      outcomeOf({ requirement: 'SEC-004', id: 'e', status: 'skipped', message: 'no second pair' }),
    ],
    evidence: evidenceOf({
      findings: [
        findingOf({ test: 'c', requirement: 'CUS-003', judged: false, blame: 'environment', message: why }),
      ],
    }),
  }),
);
const xml = junitXml(report);
const caseOf = (id: string): string =>
  new RegExp(`<testcase [^>]*name="${id} .*?(?:/>|</testcase>)`, 's').exec(xml)?.[0] ?? '';

describe('JUnit', () => {
  test('has a case for every requirement, in a suite for every area', () => {
    assert.equal(xml.match(/<testcase /g)?.length, report.requirements.length);
    assert.deepEqual(
      [...xml.matchAll(/<testsuite name="([^"]+)"/g)].map(([, name]) => name),
      [...new Set(report.requirements.map(({ area }) => area))],
    );
  });

  test('counts as its cases do', () => {
    const [, tests, failures, errors, skipped] =
      /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml) ?? [];

    assert.deepEqual([tests, failures, errors, skipped].map(Number), [
      report.requirements.length,
      ...['<failure', '<error', '<skipped'].map((tag) => xml.split(tag).length - 1),
    ]);
    assert.match(xml, /<testsuites [^>]*time="2\.5"/);
  });

  test('counts what passed and what is only warned of as passed, and says so', () => {
    assert.doesNotMatch(caseOf('CUS-001'), /<(failure|error|skipped|system-out)/);
    assert.match(caseOf('CUS-033'), /<system-out>warned: /);
    assert.doesNotMatch(caseOf('CUS-033'), /<(failure|error|skipped)/);
  });

  test('distinguishes what failed, what could not be tested and what was not tested', () => {
    assert.match(caseOf('CUS-002'), /<failure message="[^"]*first &lt;line/);
    assert.match(caseOf('CUS-003'), /<error message="/);
    assert.match(caseOf('SEC-004'), /<skipped message="[^"]*no second pair"/);
    assert.match(caseOf('CUS-004'), /<skipped message="not selected in this run"/);
  });

  test('contains no character that XML forbids, and every other unchanged', () => {
    assert.doesNotMatch(xml, /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    assert.match(caseOf('CUS-002'), /second \uFFFD\uFFFD\[31m 😀 ü/);
  });

  test('contains any seed that a run may have', () => {
    assert.match(junitXml({ ...report, seed: 'a\u0001"<b>' }), /name="seed" value="a.&quot;&lt;b/);
  });
});
