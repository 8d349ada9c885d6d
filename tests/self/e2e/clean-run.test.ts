import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { loadContract, type Contract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { titleOf } from '../../../src/proof/mutants/mutant.ts';
import { mutantScore, type MutantFate, type MutantScore } from '../../../src/proof/mutants/score.ts';
import { figuresOf } from '../../../src/proof/mutants/tally.ts';
import type { Evidence } from '../../../src/verdict/evidence-file.ts';
import { requestsOf } from '../../../src/verdict/reports/duration-forecast.ts';
import { conformanceRun } from './conformance-run.ts';

/** Milliseconds of processor time that all mutants may take; time of other processes does not count. */
const mostMilliseconds = 15_000;

/** All tests here share one whole run, because it takes the longest. */
const cleanRun = conformanceRun([], { timeout: 240_000 });

describe('a whole run on the embedded sandbox', () => {
  test('passes every requirement, says what it judged, and leaves reports', async () => {
    const { exitCode, output, report, folder } = await cleanRun;

    assert.equal(exitCode, 0, output);
    assert.match(output, /^target: embedded sandbox; says nothing about any API/);
    assert.match(output, /\d+ requests/);
    const tests = Number(/Running (\d+) tests/.exec(output)?.[1]);
    const sent = report?.exchanges ?? 0;
    assert.ok(Math.abs(requestsOf(tests) / sent - 1) < 0.25, `${String(tests)} tests sent ${String(sent)}`);
    assert.ok(report);
    assert.equal(report.partial, false);
    assert.deepEqual(
      report.requirements.filter(({ verdict }) => ['failed', 'not testable', 'warned'].includes(verdict)),
      [],
    );
    assert.deepEqual(
      report.requirements.filter(({ verdict, reason }) => verdict === 'not tested' && reason === undefined),
      [],
    );
    assert.deepEqual(
      report.leftovers.map(({ reason }) => reason),
      Array.from({ length: 3 }, () => 'cannot be removed by the API'),
    );
    assert.equal(report.coverage.areas.find(({ area }) => area === 'Customers')?.level, 7);
    assert.ok(report.derivedCases > 2000, `${String(report.derivedCases)} derived cases`);
    assert.deepEqual(schemaErrors(report), []);
    assert.match(
      readFileSync(path.join(folder, 'junit.xml'), 'utf8'),
      /<testsuites [^>]*failures="0" errors="0"/,
    );
  });
});

describe('derived mutants of the responses of a clean run', { timeout: 400_000 }, () => {
  let contract: Contract;
  let evidence: Evidence;
  let score: MutantScore;
  let milliseconds: number;

  before(async () => {
    contract = await loadContract((await ensureGenerated()).folder);
    ({ evidence } = await cleanRun);
    const started = process.cpuUsage();
    score = mutantScore(contract, evidence);
    const { user, system } = process.cpuUsage(started);
    milliseconds = (user + system) / 1000;
  });

  const titles = (fates: readonly MutantFate[]): string[] => fates.map(({ mutant }) => titleOf(mutant));
  const survivorsOf = ({ fates }: MutantScore): string[] =>
    titles(fates.filter(({ fate }) => fate === 'survived'));

  test('are killed, at least 98 % of those that must be', (t) => {
    const { all, byLevel, byGroup, byKind, byRule, percentKilled } = figuresOf(contract, score);
    const rules = byRule.map(({ rule, mutants }) => `${rule} ${String(mutants.length)}`);
    for (const figures of [all, byLevel, byGroup, byKind, rules]) t.diagnostic(JSON.stringify(figures));
    t.diagnostic(`${percentKilled.toFixed(2)} % of those that must be, in ${milliseconds.toFixed(0)} ms`);
    t.diagnostic(`${String(score.unseen.length)} described places that no answer held`);

    assert.ok(percentKilled >= 98);
    assert.ok(all.mutants > 5000);
    assert.ok(milliseconds < mostMilliseconds);
  });

  test('leave no survivor', () => {
    assert.deepEqual(survivorsOf(score), []);
  });

  test('are never killed where a rule says that they are legal', () => {
    assert.deepEqual(titles(score.overruled), []);
  });

  test('survive when a check is removed', () => {
    const blind = (matcher: string): string[] => {
      const checks = evidence.checks.filter(({ call }) => !call.includes(`.${matcher}(`));
      return survivorsOf(mutantScore(contract, { ...evidence, checks }));
    };

    assert.ok(blind('toRoundTrip').includes('createCustomer 201 /externalId dropped'));
    assert.ok(blind('toReject').includes('updateBeneficialOwner 400 status status 401'));
  });
});

function schemaErrors(report: unknown): unknown[] {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const schema = JSON.parse(
    readFileSync(path.join(projectRoot, 'docs/conformance.schema.json'), 'utf8'),
  ) as object;
  const validate = ajv.compile(schema);
  return validate(report) ? [] : (validate.errors ?? []);
}
