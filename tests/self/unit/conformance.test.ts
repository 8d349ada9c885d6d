import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { inScope } from '../../../src/contract/scope.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { conformanceOf, type Conformance, type RunFacts } from '../../../src/verdict/conformance.ts';
import type { TestOutcome } from '../../../src/verdict/verdicts.ts';
import { evidenceOf, exchangeOf, factsOf, findingOf, outcomeOf, recordOf } from './run-records.ts';

const tested = (Object.keys(requirements) as RequirementId[]).filter(
  (id) => !requirements[id].everyAnswer && requirements[id].notTested === undefined,
);
/** A passing test for every requirement that has one. */
const allPassed = tested.map((requirement) => outcomeOf({ id: requirement, requirement }));
const must: RequirementId = 'CUS-001';
const should: RequirementId = 'CUS-018';
const failing = { status: 'failed', expectationFailed: true, message: 'why' } as const;

/** A run in which every test passed but for one requirement's. */
const allBut = (requirement: RequirementId, parts: Partial<TestOutcome>): TestOutcome[] =>
  allPassed.map((outcome) => (outcome.requirement === requirement ? { ...outcome, ...parts } : outcome));

const of = (parts: Parameters<typeof recordOf>[0], facts: Partial<RunFacts> = {}): Conformance =>
  conformanceOf(factsOf(facts), recordOf(parts));

/** A run in which a blame kept one requirement from being judged. */
const hindered = (
  requirement: RequirementId,
  blame: 'api' | 'suite' | 'environment',
): Parameters<typeof of>[0] => ({
  outcomes: allBut(requirement, { status: 'failed' }),
  evidence: evidenceOf({ findings: [findingOf({ test: requirement, requirement, judged: false, blame })] }),
});

describe('the exit code', () => {
  const cases: [title: string, code: 0 | 1 | 2, run: Parameters<typeof of>[0], facts?: Partial<RunFacts>][] =
    [
      ['everything passed', 0, { outcomes: allPassed }],
      ['a MUST failed', 1, { outcomes: allBut(must, failing) }],
      ['a SHOULD failed', 0, { outcomes: allBut(should, failing) }],
      ['a SHOULD failed in a strict run', 1, { outcomes: allBut(should, failing) }, { strict: true }],
      ['the target refused to prepare a MUST', 1, hindered(must, 'api')],
      ['the target refused to prepare a SHOULD', 0, hindered(should, 'api')],
      [
        'the target refused to prepare a SHOULD in a strict run',
        1,
        hindered(should, 'api'),
        { strict: true },
      ],
      ['the environment kept a MUST from being judged', 2, hindered(must, 'environment')],
      ['the suite kept a MUST from being judged', 2, hindered(must, 'suite')],
      ['the environment kept a SHOULD from being judged', 0, hindered(should, 'environment')],
      [
        'a MUST was not tested for want of credentials',
        0,
        { outcomes: allBut('SEC-004', { status: 'skipped' }) },
      ],
      ['the run itself had a problem', 2, { outcomes: allPassed, problems: ['it was interrupted'] }],
      ['a MUST failed and the run had a problem', 1, { outcomes: allBut(must, failing), problems: ['x'] }],
      ['nothing was judged', 2, { outcomes: [] }],
      [
        'everything was skipped',
        2,
        { outcomes: allPassed.map((each) => ({ ...each, status: 'skipped' as const })) },
      ],
      ['a part was selected, and passed', 0, { outcomes: allPassed.slice(0, 1) }],
    ];
  for (const [title, code, run, facts] of cases)
    test(`is ${String(code)} when ${title}`, () => {
      const { exitCode, result } = of(run, facts);

      assert.equal(exitCode, code);
      assert.equal(result, ['passed', 'failed', 'incomplete'][code]);
    });

  test('is 1 when one MUST failed and another could not be judged', () => {
    const { outcomes = [], evidence } = hindered('CUS-002', 'environment');
    const both = outcomes.map((each) => (each.requirement === must ? { ...each, ...failing } : each));

    assert.equal(of({ outcomes: both, ...(evidence && { evidence }) }).exitCode, 1);
  });

  test('is 1 when an answer breaks a MUST that is asked of every answer', () => {
    const findings = [findingOf({ requirement: 'ANS-003', pointer: '/a' })];

    assert.equal(of({ outcomes: allPassed, evidence: evidenceOf({ findings }) }).exitCode, 1);
  });

  test('is 0 when such a MUST is lowered by the certainty of what it is about', () => {
    const findings = [findingOf({ requirement: 'ANS-003', level: 'SHOULD', pointer: '/a' })];

    assert.equal(of({ outcomes: allPassed, evidence: evidenceOf({ findings }) }).exitCode, 0);
  });
});

describe('a run', () => {
  test('is partial when it selected fewer requirements than its profile has', () => {
    const core = allPassed.filter(({ requirement }) => inScope(requirement, 'core', false));

    assert.equal(of({ outcomes: allPassed }).partial, false);
    assert.equal(of({ outcomes: allPassed.slice(1) }).partial, true);
    assert.equal(of({ outcomes: core }).partial, true);
    assert.equal(of({ outcomes: core }, { profile: 'core' }).partial, false);
  });

  test('on production is whole with what needs nothing written', () => {
    const target = { name: 'p', kind: 'production' as const };
    const readOnly = allPassed.filter(({ requirement }) => inScope(requirement, 'core', true));

    assert.equal(of({ outcomes: readOnly }, { profile: 'core', target }).partial, false);
  });

  test('says of every requirement why it has no verdict', () => {
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

  test('is written as its JSON Schema says', () => {
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
    });
    for (const report of [
      of({ outcomes: allBut(must, failing), evidence, problems: ['p'] }),
      of(hindered(must, 'environment'), { profile: 'core', target: { name: 'p', kind: 'production' } }),
      of({ outcomes: [] }),
    ]) {
      validate(JSON.parse(JSON.stringify(report)));

      assert.deepEqual(validate.errors ?? [], []);
    }
  });
});
