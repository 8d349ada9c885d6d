import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { killings, killPoints } from '../../../../src/proof/interruption/kill-points.ts';
import { orphanings } from '../../../../src/proof/interruption/orphans.ts';
import { proofPages } from '../../../../src/proof/page/proof-page.ts';
import type { Proof } from '../../../../src/proof/proof.ts';
import { strayings } from '../../../../src/proof/others/straying.ts';
import { shortcomings } from '../../../../src/proof/shortcomings.ts';
import { faults } from '../../../../src/sandbox/faults/index.ts';
import { sequenceFaults } from '../../../../src/sandbox/faults/sequences.ts';
import { variants } from '../../../../src/sandbox/variants/index.ts';

const tally = { mutants: 200, killed: 196, advised: 0, equivalent: 0, survived: 4 };
const [someFault] = faults;
const [someVariant] = variants;
const title = 'createCustomer 201 /status enum';
const rate = (percentKilled: number): Proof['mutants'] => ({
  figures: {
    ...{ all: tally, byLevel: { MUST: tally }, byGroup: { Customers: tally }, byKind: { enum: tally } },
    ...{ byRule: [], percentKilled },
  },
  ...{ survivors: [], overruled: [], unseen: [], fates: {} },
});
const perfect: Proof = {
  faults: faults.map(({ name }) => ({ name, noticedBy: [] })),
  sequences: sequenceFaults.map(({ name }) => ({
    name,
    found: { requirement: 'CUS-044', steps: 3, seconds: 1 },
  })),
  mutants: rate(98),
  sample: { [title]: { changed: 1, noticed: 'killed', expected: 'killed', failures: [] } },
  variants: Object.fromEntries(
    variants.map(({ name }) => [name, { exitCode: 0, alarms: [], requirements: { passed: 9, warned: 0 } }]),
  ),
  triples: {
    'ids-v7 + gzip + no-limits': { exitCode: 0, alarms: [], requirements: { passed: 8, warned: 1 } },
  },
  unstable: [],
  kills: killPoints('a', 2 * killings.length).map((point) => ({
    point,
    left: 2,
    afterSweep: 0,
    trouble: [],
  })),
  orphans: orphanings.map((orphaning) => ({ orphaning, requests: 9, processes: 99, left: 1, trouble: [] })),
  omissions: [{ name: 'a filter', kind: 'description', noticed: '3 verdicts less' }],
  others: strayings.map(({ name: straying }) => ({
    ...{ name: straying, trespasses: [], left: 2, afterSweep: 0, exitCodes: [0] },
  })),
  long: ['a', 'b'].map((file) => ({
    ...{ file: `tests/self/long/${file}.test.ts`, passed: 7, failed: 0, leftOut: 1, seconds: 60 },
  })),
};
const facts = { date: '2025-01-02', suite: 'suite 1', description: 'V3 (abc)', versions: ['node v20'] };
const name = someVariant?.name ?? '';

describe('a proof', () => {
  it('fails if an omission is not reported', () => {
    const omissions = [{ name: 'a filter', kind: 'description' as const }];
    const { summary } = proofPages({ ...perfect, omissions }, facts);

    assert.deepEqual(shortcomings({ ...perfect, omissions }), ['a run without a filter does not report it']);
    assert.match(summary, /\| omissions \| 1 \| 0 \| 1 \|/);
    assert.match(proofPages(perfect, facts).tables, /\| a filter \| 3 verdicts less \|/);
  });

  it('fails if a customer outlives the sweep, except for one that lists hide and the sweep reports', () => {
    const troubleOf = (isHidden: boolean, afterSweep: number, exitCode: number): string[] => {
      const others = perfect.others.map((each, index) =>
        (strayings[index]?.isMislisting === true) === isHidden
          ? { ...each, left: 35, afterSweep, exitCodes: [1, exitCode] }
          : each,
      );
      return shortcomings({ ...perfect, others });
    };

    assert.deepEqual(troubleOf(true, 1, 1), []);
    assert.match(troubleOf(true, 1, 0).join('\n'), /^a target that returns ids of .*: 1 of 35 outlive/);
    assert.equal(troubleOf(true, 35, 1).length, 1);
    assert.match(troubleOf(false, 1, 1).join('\n'), /^a target that responds as it should: 1 of 35 outlive/);
  });

  it('passes when everything was noticed and nothing raised an alarm', () => {
    const { summary, tables: page } = proofPages(perfect, facts);

    assert.deepEqual(shortcomings(perfect), []);
    for (const each of [summary, page])
      assert.match(each, /on 2025-01-02: suite 1, description V3 \(abc\), node v20\./);
    assert.ok(summary.includes(`| faults | ${String(faults.length)} | ${String(faults.length)} | 0 |`));
    assert.match(summary, /\| derived mutants that must be noticed \| 200 \| 196 \| 4 \|/);
    for (const each of variants) assert.ok(page.includes(`| ${each.name} |`));
    assert.ok(page.includes('| ids-v7 + gzip + no-limits | 8 | 1 | 0 |'));
    assert.match(summary, /\| with three at once \| 1 \| 0 \|/);
    assert.match(summary, /trespasses \| \d+ \| 0 \|/);
    assert.ok(page.includes('| npm run explore | 9 | 9 | 99 | 9 |'));
    for (const each of killings) assert.ok(page.includes(`| ${each} | 2 | 4 | 0 |`));
    for (const each of strayings) assert.ok(page.includes(`| ${each.name} | 0 | 2 | 0 |`));
    for (const each of ['a', 'b']) assert.ok(page.includes(`| ${each} | 7 | 0 | 1 | 60 |`));
  });

  const fails: Record<string, [Partial<Proof>, RegExp]> = {
    'a fault that got away': [
      { faults: [{ name: someFault?.name ?? '', survived: 'every test passed', noticedBy: [] }] },
      /every test passed/,
    ],
    'a sequence that was not found': [{ sequences: [{ name: 'id-reused' }] }, /"id-reused" was not found/],
    'too few mutants': [{ mutants: rate(97.99) }, /only 97\.99 %/],
    'a survivor': [{ mutants: { ...rate(99), survivors: [title] } }, /survives/],
    'a wrong rule': [{ mutants: { ...rate(99), overruled: [title] } }, /a rule says that it is legal/],
    'another opinion of the suite itself': [
      { sample: { [title]: { changed: 1, noticed: 'advised', expected: 'killed', failures: [] } } },
      /advised, not killed/,
    ],
    'a mutant that changed nothing': [
      { sample: { [title]: { changed: 0, noticed: 'killed', expected: 'killed', failures: [] } } },
      /0 responses changed/,
    ],
    'a false alarm': [
      {
        variants: {
          [name]: { exitCode: 0, alarms: ['CUS-001 MUST'], requirements: { passed: 1, warned: 0 } },
        },
      },
      /CUS-001 MUST/,
    ],
    'a run that does not pass': [
      { variants: { [name]: { exitCode: 2, alarms: [], requirements: { passed: 1, warned: 0 } } } },
      /exit code 2/,
    ],
    'a false alarm on three together': [
      {
        triples: {
          'a + b + c': { exitCode: 0, alarms: ['LST-001 MUST'], requirements: { passed: 1, warned: 0 } },
        },
      },
      /variant "a \+ b \+ c": LST-001 MUST/,
    ],
    'a customer that outlives the sweep': [
      { kills: perfect.kills.map((fate) => ({ ...fate, afterSweep: 1 })) },
      /SIGKILL to a worker at creation \d: 1 of 2 outlive the sweep/,
    ],
    'a customer of others that was touched': [
      { kills: perfect.kills.map((fate) => ({ ...fate, trouble: ['the stranger is gone\nout'] })) },
      /: the stranger is gone$/m,
    ],
    'a request of a process that was left alone': [
      { orphans: perfect.orphans.map((fate) => ({ ...fate, trouble: ['a request came 4000 ms later'] })) },
      /npm run sandbox without a target, SIGHUP to the terminal: a request came 4000 ms later/,
    ],
    'something of others that was touched': [
      { others: perfect.others.map((fate) => ({ ...fate, trespasses: ['DELETE /v1/customers/1'] })) },
      /a target that responds as it should: 1 trespasses, the first: DELETE /,
    ],
    'a killed run that a sweep leaves something of': [
      { others: perfect.others.map((fate) => ({ ...fate, afterSweep: 1 })) },
      /a target that responds as it should: 1 of 2 outlive the sweep/,
    ],
    'a long test that fails': [
      { long: perfect.long.map((fate) => ({ ...fate, failed: 2, firstFailed: 'says no' })) },
      /tests\/self\/long\/b\.test\.ts: 2 of its tests fail, the first: says no/,
    ],
    'long tests that were not run': [
      { long: perfect.long.map((fate) => ({ ...fate, passed: 0, leftOut: 8 })) },
      /tests\/self\/long\/a\.test\.ts: none of its tests was run/,
    ],
    'another score elsewhere': [{ unstable: ['fault: x'] }, /other circumstances: fault: x/],
  };
  for (const [what, [change, told]] of Object.entries(fails))
    it(`fails with ${what}, and its page says so`, () => {
      const proof = { ...perfect, ...change };

      assert.match(shortcomings(proof).join('\n'), told);
      assert.match(proofPages(proof, facts).summary, /\*\*This proof fails:\*\*/);
    });
});
