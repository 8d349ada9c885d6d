import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RequirementId } from '../../../../specs/requirements/index.ts';
import { inScope } from '../../../../src/contract/coverage/scope.ts';
import { comparisonOf } from '../../../../src/verdict/comparison/comparison.ts';
import type { Conformance } from '../../../../src/verdict/reports/report-types.ts';
import { allBut, altered, runFinding, runOf, told } from '../../support/compared-runs.ts';
import { evidenceOf, everySuccess, factsOf, outcomeOf } from '../../support/run-records.ts';

const whole = runOf();
const production = { name: 'https://api.example (production)', kind: 'production' as const };
const observation = (about: string, seen: string) => ({ about, seen });

/** A run of the tests of a few requirements. */
const part = (...ids: RequirementId[]): Conformance =>
  runOf({ outcomes: ids.map((requirement) => outcomeOf({ id: requirement, requirement })) });

const coverageWith = (run: Conformance, name: string, covered: number, missing: string[]): Conformance =>
  altered(run, ({ coverage }) => {
    for (const area of [coverage, ...coverage.areas.slice(0, 1)])
      for (const each of area.criteria.filter(({ criterion }) => criterion === name)) each.covered = covered;
    for (const each of coverage.criteria.filter(({ criterion }) => criterion === name))
      each.missing = missing;
  });

describe('differences in the set-up of two runs', () => {
  const circumstances = (alter: (copy: Conformance) => void): string[] =>
    comparisonOf(whole, altered({ ...whole, runId: 'later' }, alter)).circumstances;

  test('are printed first, each in a sentence', () => {
    const { description } = factsOf({});
    const all = circumstances((copy) => {
      Object.assign(copy, {
        target: production,
        profile: 'core',
        suite: 'x 2',
        strict: true,
        partial: true,
        whole: false,
      });
      copy.description = { ...description, digest: 'fedcba9876543210', overlays: ['strict.yaml 0'] };
      copy.startedAt = '2020-01-01T00:00:00.000Z';
    });

    assert.deepEqual(
      all.map((sentence) => /^(?:Another )?[\w ]+/.exec(sentence)?.[0]),
      [
        ...['Another target', 'Another kind of target', 'Another profile', 'Another description'],
        ...['Another suite', 'The new run is strict', 'The new run is partial'],
        'The run that was given as the old one began after the new one',
      ],
    );
    assert.match(all[3] ?? '', /3\.0\.0 \(fedcba9876543210\) pinned by strict\.yaml 0, before .* \(0123/);
  });

  test('are not printed for seed and time, and identical runs are recognised', () => {
    assert.deepEqual(
      circumstances((copy) => (copy.seed = 'other')),
      [],
    );
    assert.deepEqual(comparisonOf(whole, structuredClone(whole)).circumstances, [
      'Both files are of the same run.',
    ]);
  });
});

describe('a partial run', () => {
  const failing = runFinding({ pointer: '/a' });

  test('is compared in what both runs judged, and loses no coverage', () => {
    const lines = told(whole, part('CUS-001', 'CUS-002'));

    assert.deepEqual(lines, [
      'fine',
      'Less comparable: The new run is partial: only what both judged is compared, and lost coverage is not looked for.',
    ]);
    assert.match(told(failing, part('CUS-001'))[2] ?? '', /^Newly passing: CUS-001/);
    assert.equal(told(failing, part('CUS-002')).length, 2);
  });

  test('as the old run says nothing about what it did not judge: what fails there now is shown, and is no regression', () => {
    assert.match(told(part('CUS-002'), failing)[2] ?? '', /^Failing, with nothing to compare with: CUS-001/);
    assert.equal(told(part('CUS-002'), failing)[0], 'fine');
    assert.equal(told(part('CUS-001'), failing)[0], 'REGRESSION');
  });

  test('is compared on requirements for every response only if it called the operation', () => {
    const found = (operation: 'createCustomer' | 'listCustomers') =>
      runFinding({ requirement: 'ANS-003', operation, pointer: '/a' });
    const creation = everySuccess.filter(({ operation }) => operation === 'createCustomer');
    const before = runOf({ outcomes: [outcomeOf({})], evidence: evidenceOf({ exchanges: creation }) });

    assert.equal(told(before, found('createCustomer'))[0], 'REGRESSION');
    assert.equal(told(before, found('listCustomers'))[0], 'fine');
  });

  test('is compared on observations and drift only in what both runs saw', () => {
    const old = altered(part('CUS-001'), (copy) => {
      copy.observations = [observation('a', '1'), observation('b', '1')];
    });
    const now = altered(part('CUS-001'), (copy) => {
      copy.observations = [observation('a', '2'), observation('c', '1')];
      copy.drift.unseen = [{ operation: 'createCustomer', pointer: '/x' }];
    });

    assert.deepEqual(told(old, now).slice(2), ['Changed observations: a - 2, before 1']);
  });
});

describe('coverage', () => {
  const fewer = runOf({
    outcomes: allBut({ 'SEC-004': { status: 'skipped', message: 'no other account' } }),
  });

  test('is lost with a requirement that is no longer judged, and gained with one that newly is', () => {
    assert.deepEqual(told(whole, fewer), [
      'REGRESSION',
      'No longer covered: SEC-004 is no longer judged - no other account',
    ]);
    assert.deepEqual(told(fewer, whole), ['fine', 'Newly covered: SEC-004 is judged']);
  });

  test('is not lost if the profile or the kind of target leaves it out', () => {
    const reached = (profile: 'core' | 'full', isProduction: boolean) =>
      allBut().filter(({ requirement }) => inScope(requirement, profile, isProduction));
    const core = runOf({ outcomes: reached('core', false) }, { profile: 'core' });
    const careful = runOf({ outcomes: reached('full', true) }, { target: production });

    for (const lines of [told(whole, core), told(core, whole), told(whole, careful), told(careful, whole)]) {
      assert.equal(lines[0], 'fine', lines.join('\n'));
      assert.deepEqual(
        lines.filter((line) => line.includes('covered')),
        [],
      );
    }
    assert.match(
      told(core, runFinding({ requirement: 'LIM-001' })).join('\n'),
      /Failing, with nothing to compare with: LIM-001/,
    );
  });

  test('is lost with an operation that never succeeded, and with every response of it', () => {
    const exchanges = everySuccess.filter(({ operation }) => operation !== 'unsuspendCustomer');
    const silent = runOf({ evidence: evidenceOf({ exchanges }) });
    const lines = told(whole, silent);

    assert.equal(lines[0], 'REGRESSION');
    assert.ok(lines.includes('No longer covered: unsuspendCustomer never succeeded'), lines.join('\n'));
    assert.ok(lines.includes('No longer covered: ANS-001 is no longer judged for unsuspendCustomer'));
    assert.ok(told(silent, whole).includes('Newly covered: unsuspendCustomer succeeded'));
  });

  test('is lost with lower counts, by name, and not by what depends on the seed', () => {
    const [outcomes, values] = ['outcomes', 'parameterValues'].map((name) => [
      coverageWith(whole, name, 9, []),
      coverageWith({ ...whole, seed: 'other' }, name, 7, ['createCustomer x']),
    ]);
    const [before = whole, after = whole] = outcomes ?? [];
    const [drawn = whole, drawnOtherwise = whole] = values ?? [];

    assert.match(
      told(before, after).join('\n'),
      /^REGRESSION\n.*No longer covered: outcomes: 7 of \d+, before 9 of \d+ - createCustomer x$/,
    );
    assert.match(told(after, before).join('\n'), /^fine\n.*Newly covered: outcomes: 9 of/);
    assert.deepEqual(told(drawn, drawnOtherwise), ['fine']);
    assert.match(told(drawn, { ...drawnOtherwise, seed: drawn.seed })[1] ?? '', /parameter values: 7 of/);
  });

  test('is lost with a level, and compared only for the same description', () => {
    const better = altered(coverageWith(whole, 'outcomes', 9, []), ({ coverage: { areas } }) => {
      if (areas[0]) areas[0].level = 7;
    });
    const worse = coverageWith(whole, 'outcomes', 8, []);
    const { level, area } = whole.coverage.areas[0] ?? {};
    const other = altered(worse, ({ description }) => (description.digest = 'fedcba9876543210'));

    assert.equal(
      told(better, worse)[1],
      `No longer covered: ${area ?? ''}: TCL ${level ?? ''}, before TCL 7`,
    );
    assert.equal(told(better, other)[0], 'fine');
    assert.match(told(better, other)[2] ?? '', /Therefore coverage counts and levels are not compared\.$/);
  });
});
