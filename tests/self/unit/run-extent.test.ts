import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { inScope } from '../../../src/contract/scope.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { allBut, allPassed, failing, hindered, must, of, tested, waived } from './passing-runs.ts';
import { evidenceOf, exchangeOf, findingOf } from './run-records.ts';

describe('a run', () => {
  test('is partial when it selected fewer requirements than its profile has', () => {
    const core = allPassed.filter(({ requirement }) => inScope(requirement, 'core', false));

    assert.equal(of({ outcomes: allPassed }).partial, false);
    assert.equal(of({ outcomes: allPassed.slice(1) }).partial, true);
    assert.equal(of({ outcomes: core }).partial, true);
    assert.equal(of({ outcomes: core }, { profile: 'core' }).partial, false);
  });

  test('is whole in the profile core where a derived requirement has cases beyond it only', () => {
    const derived: RequirementId = 'DER-020';
    const { level } = requirements[derived];
    const outcomes = allPassed.filter(
      ({ requirement }) => inScope(requirement, 'core', false) && requirement !== derived,
    );
    const isWhole = (operation: string): boolean => {
      const parameters = [{ operation, level, family: 'rightParameters' as const, count: 1 }];
      return of({ outcomes, cases: { bodies: [], parameters, serverSet: [] } }, { profile: 'core' }).whole;
    };

    assert.equal(isWhole('listIdentityVerifications'), true);
    assert.equal(isWhole('listCustomers'), false);
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
