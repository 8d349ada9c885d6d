import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { requirements } from '../../../../specs/requirements/index.ts';
import { inScope } from '../../../../src/contract/coverage/scope.ts';
import { uncalledFor } from '../../../../src/verdict/run-extent.ts';
import { headlineOf } from '../../../../src/verdict/untested-requirements.ts';
import { projectRoot } from '../../../../src/description/generate.ts';
import {
  allBut,
  allPassed,
  failing,
  hindered,
  must,
  of,
  tested,
  waived,
} from '../../support/passing-runs.ts';
import { evidenceOf, exchangeOf, factsOf, findingOf, plannedFor } from '../../support/run-records.ts';

describe('a run', () => {
  test('is partial when it selected fewer requirements than its profile has', () => {
    const core = allPassed.filter(({ requirement }) => inScope(requirement, 'core', false));

    assert.equal(of({ outcomes: allPassed }).partial, false);
    assert.equal(of({ outcomes: allPassed.slice(1) }).partial, true);
    assert.equal(of({ outcomes: core }).partial, true);
    assert.equal(of({ outcomes: core }, { profile: 'core' }).partial, false);
  });

  test('is whole if the description requires nothing for a requirement', () => {
    const [first, ...plan] = plannedFor(factsOf({}));
    const run = { outcomes: allPassed.slice(1), isSelection: false };
    const { whole, requirements: reports } = of({ ...run, plan });

    assert.equal(whole, true);
    assert.equal(reports.find(({ id }) => id === first?.requirement)?.reason, uncalledFor);
    assert.equal(of(run).whole, false);
  });

  test('of all tests is incomplete without a planned verdict, and names it', () => {
    const plan = plannedFor(factsOf({})).map((each) => ({ ...each, operation: 'createCustomer', tests: 1 }));
    const run = { outcomes: allPassed.slice(1), plan, isSelection: false };
    const { exitCode, partial, omissions, problems } = of(run);

    assert.equal(exitCode, 2);
    assert.equal(partial, false);
    assert.deepEqual(omissions.unreached, [{ requirement: 'AUT-001', operation: 'createCustomer' }]);
    assert.deepEqual(problems, ['1 planned verdict was not reached: AUT-001 createCustomer']);
    assert.equal(of({ ...run, outcomes: allPassed }).exitCode, 0);
  });

  test('is incomplete with fewer tests than planned, or without the end of one', () => {
    const plan = plannedFor(factsOf({})).map((each) => ({ ...each, tests: 2 }));
    const twice = [...allPassed, ...allPassed.map((each) => ({ ...each, id: `${each.id} again` }))];
    const cut = twice.map((each, index) =>
      index === 3 ? { ...each, status: 'interrupted' as const } : each,
    );

    assert.equal(of({ outcomes: twice, plan }).exitCode, 0);
    assert.equal(of({ outcomes: twice.slice(1), plan, isSelection: false }).exitCode, 2);
    assert.equal(of({ outcomes: cut, plan }).omissions.unreached.length, 1);
  });

  test('of a selection says how many requirements it selected, and is incomplete only without one of these', () => {
    const [first, ...rest] = allPassed;
    assert.ok(first);
    const some = of({ outcomes: [first], isSelection: true });
    const lost = of({ outcomes: [], collected: [first], isSelection: true });

    assert.equal(some.exitCode, 0);
    assert.deepEqual(some.omissions.selected, { requirements: 1, of: Object.keys(requirements).length });
    assert.match(headlineOf(some), /^PASSED, 1 of \d+ requirements selected$/);
    assert.equal(lost.exitCode, 2);
    assert.deepEqual(
      lost.omissions.unreached.map(({ requirement }) => requirement),
      [first.requirement],
    );
    assert.equal(of({ outcomes: rest }).omissions.unreached.length, 0);
  });

  test('says in its headline what it did not test, and what its description lacks compared with that of the project', () => {
    const plan = plannedFor(factsOf({}));
    const more = { requirement: 'DER-001', operation: 'createCustomer', tests: 2, cases: 7 } as const;
    const without = of({ outcomes: allPassed, plan, ownPlan: [...plan, more] });
    const untested = allBut(must, { status: 'skipped', message: 'no other account' });
    const skipped = of({ outcomes: untested, plan });

    assert.deepEqual(without.omissions.byDescription, [
      { requirement: 'DER-001', operation: 'createCustomer', cases: 7 },
    ]);
    assert.match(
      headlineOf(without),
      /, 1 verdict and 7 derived cases fewer than with the project’s own description$/,
    );
    assert.equal(skipped.exitCode, 0);
    assert.ok(skipped.omissions.untestedMust.includes(must));
    assert.match(headlineOf(skipped), /^PASSED, \d+ MUST not tested$/);
  });

  test('on production is whole with all tests that write nothing', () => {
    const target = { name: 'p', kind: 'production' as const };
    const readOnly = allPassed.filter(({ requirement }) => inScope(requirement, 'core', true));

    assert.equal(of({ outcomes: readOnly }, { profile: 'core', target }).partial, false);
  });

  test('gives for every requirement without a verdict the reason', () => {
    const reasons = new Map(
      of({ outcomes: [] }, { profile: 'core', target: { name: 'p', kind: 'production' } }).requirements.map(
        ({ id, reason }) => [id, reason],
      ),
    );

    assert.equal(reasons.get('LIM-001'), 'outside the profile core');
    assert.equal(reasons.get('CUS-001'), 'a production target is not written to');
    assert.equal(reasons.get('AUT-001'), 'not selected in this run');
  });

  test('counts requirements by their worst verdict, and requests', () => {
    const { counts, exchanges } = of({
      outcomes: allBut(must, failing),
      evidence: evidenceOf({
        exchanges: [exchangeOf({ answer: undefined }), exchangeOf({ answer: undefined })],
      }),
    });

    assert.equal(counts.failed, 1);
    assert.equal(counts.passed, tested.length - 1);
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count),
      Object.keys(requirements).length,
    );
    assert.equal(exchanges, 2);
  });

  test('is valid by its JSON Schema', () => {
    const file = path.join(projectRoot, 'docs/conformance.schema.json');
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    const leftovers = [
      { kind: 'leftover' as const, test: 't', operation: 'createCustomer' as const, id: 'i', reason: 'r' },
    ];
    const evidence = evidenceOf({
      exchanges: [exchangeOf({})],
      findings: [findingOf({ level: 'SHOULD', pointer: '/a' })],
      leftovers,
      observations: [
        { kind: 'observation', test: 't', operation: 'createCustomer', about: 'success', seen: '201' },
      ],
    });
    for (const report of [
      of({ outcomes: allBut(must, failing), evidence, problems: ['p'] }),
      of(hindered(must, 'environment'), { profile: 'core', target: { name: 'p', kind: 'production' } }),
      of({ outcomes: [] }),
      of(waived({}, { requirement: 'CUS-002', operation: 'createDocument', pointer: '/id' })),
    ]) {
      validate(JSON.parse(JSON.stringify(report)));

      assert.deepEqual(validate.errors ?? [], []);
    }
  });
});
