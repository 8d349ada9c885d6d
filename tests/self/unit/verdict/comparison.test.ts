import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conformanceOf } from '../../../../src/verdict/conformance.ts';
import { allBut, altered, runFinding, runFindingAs, runOf, told } from '../../support/compared-runs.ts';
import {
  factsOf,
  findingOf,
  evidenceOf,
  everySuccess,
  recordOf,
  waiverOf,
} from '../../support/run-records.ts';

const passing = runOf();
const failing = runFinding({ pointer: '/status', message: '/status must be ACTIVE, received "a1"' });
const unjudged = (blame: 'api' | 'environment', requirement = 'CUS-001') =>
  runFinding({ requirement, judged: false, blame, message: 'no answer' });
const strict = { strict: true };
const ruled = { requirement: 'CUS-033', level: 'SHOULD', pointer: '/a' } as const;

const waived = (expires: string, ...pointers: string[]) =>
  runOf({
    outcomes: allBut(pointers.length > 0 ? { 'CUS-001': {} } : {}),
    evidence: evidenceOf({
      exchanges: everySuccess,
      findings: pointers.map((pointer) => findingOf({ test: 'CUS-001', pointer })),
    }),
    waivers: [waiverOf({ expires })],
  });

describe('two runs with the same findings', () => {
  test('show no difference, whatever the values', () => {
    const again = runFindingAs(
      { seed: 'other', runId: 'other' },
      { pointer: '/status', message: '/status must be ACTIVE, received "b2"' },
    );

    assert.deepEqual(told(passing, runOf({}, { seed: 'other' })), ['fine']);
    assert.deepEqual(told(failing, again), ['fine', 'Still failing: CUS-001']);
  });
});

describe('a requirement that newly fails', () => {
  test('is a regression, with its reason', () => {
    assert.deepEqual(told(passing, failing), [
      'REGRESSION',
      'Newly failing: CUS-001 MUST  createCustomer /status  failed, before passed - /status must be ACTIVE, received "a1"',
    ]);
  });

  test('passes newly in the opposite comparison', () => {
    assert.deepEqual(told(failing, passing), [
      'fine',
      'Newly passing: CUS-001 MUST  createCustomer /status  passed, before failed',
    ]);
  });

  test('is reported by place: another place of the same requirement fails newly', () => {
    const [first, ...rest] = told(failing, runFinding({ pointer: '/status' }, { pointer: '/type' }));

    assert.equal(first, 'REGRESSION');
    assert.match(rest[0] ?? '', /^Newly failing: CUS-001 MUST {2}createCustomer \/type {2}failed/);
    assert.deepEqual(rest.slice(1), ['Still failing: CUS-001']);
  });

  test('leaves open the result at another place of the same requirement', () => {
    const [, , gone] = told(failing, runFinding({ pointer: '/type' }));

    assert.match(gone ?? '', /^Not found again, .*CUS-001 MUST {2}createCustomer \/status/);
  });

  test('fails newly when the target keeps it from being tested and something else did before', () => {
    assert.match(told(passing, unjudged('api'))[1] ?? '', /^Newly failing: CUS-001 .*not testable, before/);
    assert.match(told(unjudged('environment'), unjudged('api'))[1] ?? '', /^Newly failing/);
    assert.deepEqual(told(unjudged('api'), unjudged('api')), ['fine', 'Still failing: CUS-001']);
  });

  test('is no regression when it is a SHOULD, except for strict runs', () => {
    const [first, second] = told(passing, unjudged('api', 'CUS-033'));

    assert.equal(first, 'fine');
    assert.match(second ?? '', /^Newly failing: CUS-033 SHOULD/);
    assert.equal(told(runOf({}, strict), runFindingAs(strict, ruled))[0], 'REGRESSION');
  });
});

describe('a requirement that newly cannot be tested', () => {
  test('is a regression if it is a MUST, and says who is to blame', () => {
    assert.deepEqual(told(passing, unjudged('environment')), [
      'REGRESSION',
      'Newly not testable: CUS-001 MUST  createCustomer  not testable, before passed - [environment] no answer',
    ]);
    assert.equal(told(passing, unjudged('environment', 'CUS-033'))[0], 'fine');
  });

  test('passes newly when it can be tested', () => {
    assert.match(told(unjudged('environment'), passing)[1] ?? '', /^Newly passing: .*before not testable$/);
    assert.deepEqual(told(unjudged('environment'), unjudged('environment')), ['fine']);
  });
});

describe('a new warning', () => {
  test('is shown and is no regression', () => {
    assert.match(
      told(passing, runFinding(ruled)).join('\n'),
      /^fine\nNewly warned: CUS-033 SHOULD .*warned, before passed - why$/,
    );
    assert.match(
      told(runFinding(ruled), passing).join('\n'),
      /^fine\nNewly passing: CUS-033 .*before warned$/,
    );
  });

  test('is compared by the strictness of the new run', () => {
    const lenient = runFinding(ruled);
    const severe = runFindingAs(strict, ruled);

    assert.deepEqual(told(lenient, severe), [
      'fine',
      'Less comparable: The new run is strict, the old one was not: both are compared as the new one judges a broken SHOULD.',
      'Still failing: CUS-033',
    ]);
    assert.equal(told(severe, lenient).length, 2);
  });
});

describe('a waived requirement', () => {
  const until = '2999-12-31';

  test('that fails now because the waiver has expired is newly failing', () => {
    const lines = told(waived(until, '/a'), waived('2020-01-01', '/a'));

    assert.match(lines.join('\n'), /Newly failing: CUS-001 .* failed, before waived/);
    assert.match(lines.join('\n'), /Waivers: CUS-001 {2}expired, before used/);
    assert.match(lines.join('\n'), /Waivers: CUS-001 {2}expires: 2020-01-01, before 2999-12-31/);
  });

  test('that passes now is newly passing, with a stale waiver', () => {
    const lines = told(waived(until, '/a'), waived(until));

    assert.equal(lines[0], 'fine');
    assert.match(lines.join('\n'), /Newly passing: CUS-001 .*before waived\n/);
    assert.match(lines.join('\n'), /Waivers: CUS-001 {2}stale, before used/);
  });

  test('is shown when it is newly waived, and so are new and removed waivers', () => {
    const broader = told(waived(until, '/a'), waived(until, '/a', '/b'));
    const [gone] = told(waived(until, '/a'), runOf()).slice(-1);

    assert.match(broader.join('\n'), /^fine\nNewly waived: CUS-001 MUST {2}createCustomer \/b {2}waived, /);
    assert.match(told(failing, waived(until, '/status')).join('\n'), /Waivers: CUS-001 {2}new, until 2999/);
    assert.equal(gone, 'Waivers: CUS-001  gone');
  });

  test('is the same with its waiver at another line of the file', () => {
    const run = waived(until, '/a');
    const moved = altered(run, ({ waivers: [waiver] }) => {
      if (waiver) waiver.place = 'waivers.yaml:99';
    });

    assert.deepEqual(told(run, moved), ['fine']);
  });
});

describe('a run that began but judged nothing', () => {
  test('is compared in what both runs judged, and says what was wrong', () => {
    const stopped = conformanceOf(factsOf({}), recordOf({ collected: allBut(), problems: ['stopped'] }));
    const lines = told(passing, stopped);

    assert.ok(lines.includes('Less comparable: The new run had a problem: stopped'), lines.join('\n'));
    assert.ok(lines.some((line) => line.includes('The new run was stopped early: only what both')));
    assert.ok(!lines.some((line) => line.startsWith('No longer covered')));
  });
});
