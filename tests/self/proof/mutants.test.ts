import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadContract, type Contract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { titleOf } from '../../../src/proof/mutants/mutant.ts';
import { runMutants, sampledMutants, type SampleResult } from '../../../src/proof/mutants/sample.ts';
import { mutantScore, type MutantFate, type MutantScore } from '../../../src/proof/mutants/score.ts';
import { figuresOf } from '../../../src/proof/mutants/tally.ts';
import type { Evidence } from '../../../src/verdict/evidence-file.ts';
import { conformanceRun } from './conformance-run.ts';

/** Milliseconds that all mutants may take, with room for a machine that does something else as well. */
const mostMilliseconds = 15_000;

describe('derived mutants of the answers of a clean run', { timeout: 400_000 }, () => {
  let contract: Contract;
  let generatedFolder: string;
  let evidence: Evidence;
  let score: MutantScore;
  let milliseconds: number;
  let sample: Map<string, SampleResult>;

  before(async () => {
    ({ folder: generatedFolder } = await ensureGenerated());
    contract = await loadContract(generatedFolder);
    const run = await conformanceRun([], { timeout: 240_000 });
    assert.equal(run.exitCode, 0, run.output);
    ({ evidence } = run);
    const started = performance.now();
    score = mutantScore(contract, evidence);
    milliseconds = performance.now() - started;
  });

  const titles = (fates: readonly MutantFate[]): string[] => fates.map(({ mutant }) => titleOf(mutant));
  const survivorsOf = ({ fates }: MutantScore): string[] =>
    titles(fates.filter(({ fate }) => fate === 'survived'));
  const fateOf = (title: string): MutantFate | undefined =>
    score.fates.find(({ mutant }) => titleOf(mutant) === title);

  test('are killed, at least 98 of 100 that must be', (t) => {
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

  test('survive where a check is gone', () => {
    const blind = (matcher: string): string[] => {
      const checks = evidence.checks.filter(({ call }) => !call.includes(`.${matcher}(`));
      return survivorsOf(mutantScore(contract, { ...evidence, checks }));
    };

    assert.ok(blind('toRoundTrip').includes('createCustomer 201 /externalId dropped'));
    assert.ok(blind('toRefuse').includes('updateBeneficialOwner 400 status status 401'));
  });

  describe('in front of a real target', () => {
    before(async () => {
      sample = await runMutants(contract, { generatedFolder, timeout: 120_000 });
    });
    after(() => {
      sample.clear();
    });

    for (const { title, fate } of sampledMutants)
      test(`${title} is ${fate} by the suite itself, as in process`, () => {
        const { changed, noticed, failures } = sample.get(title) ?? {
          changed: 0,
          noticed: 'nothing',
          failures: [],
        };

        assert.equal(fateOf(title)?.fate, fate);
        assert.ok(changed > 0, 'no answer was changed');
        assert.equal(noticed, fate, failures.join('\n'));
      });
  });
});
