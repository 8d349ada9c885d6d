import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sequenceFaults } from '../../../src/sandbox/faults/sequences.ts';
import { Refusal } from '../../../src/sandbox/http/refusal.ts';
import { variantsNamed, withVariants } from '../../../src/sandbox/variants/index.ts';
import { operations, type Alteration } from '../../../src/sandbox/variants/variant.ts';
import { targetVariables } from './conformance-run.ts';
import { contract } from '../support/real-contract.ts';
import { exploreRun } from './explore-run.ts';
import { exploredSandbox, servedInstance } from '../../../src/proof/runs/explored-sandbox.ts';

/** Legal differences that affect a sequence of requests. */
const different = [
  ...[
    'update-replaces',
    'update-204',
    'suspension-once',
    'removal-repeatable',
    'suspension-answers-customer',
  ],
  ...['filters-in-part', 'filters-whatever-case', 'filters-exact', 'minimal-entries', 'created-200'],
  ...['unset-null', 'unset-empty-texts', 'unset-absent', 'times-in-seconds', 'rate-limited', 'populated'],
];

describe('exploration reports no failure for a target that', { concurrency: 4 }, () => {
  for (const name of different)
    it(`is ${name}`, () => assertSilent((instance) => withVariants(instance, variantsNamed([name]) ?? [])));

  for (const failure of ['unknown', 'unknownMethod'] as const)
    it(`has no unsuspend: ${failure}`, () =>
      assertSilent(
        operations(['unsuspendCustomer'], () => () => {
          throw new Refusal(failure);
        }),
      ));

  for (const name of ['stale-reads', 'stale-lists'])
    it(`is ${name}, once its staleness is measured`, async () => {
      const alter: Alteration = (instance) => withVariants(instance, variantsNamed([name]) ?? []);
      const { failure, ended, steps } = await exploredSandbox(
        contract,
        alter,
        name,
        { milliseconds: 8000 },
        true,
      );
      assert.deepEqual([failure?.broken, ended], [undefined, undefined]);
      assert.ok(steps > 3, `took ${String(steps)} steps`);
    });
});

describe('npm run explore', () => {
  it('prints a sequence that its replay command accepts, and removes all customers', async () => {
    const fault = sequenceFaults.find(({ name }) => name === 'id-reused');
    const { sandbox, customers } = await servedInstance(contract, fault?.apply ?? ((instance) => instance));
    const variables = { ...targetVariables(sandbox.url, sandbox.accounts.first), KOR_SEED: 'one two' };
    const found = await exploreRun(['--seconds', '30'], variables);
    assert.equal(found.exitCode, 1, found.output);
    assert.match(found.output, /Requirement {2}CUS-040 MUST/);
    assert.match(
      found.output,
      /1\. POST \/v1\/customers {2}-> {2}201\n {5}sent .*"type".*\n.*\n {5}curl -sS -X POST/,
    );
    const [, line = ''] =
      /KOR_SEED='one two' KOR_RUN_ID=\w+ npm run explore -- --replay '([^']+)'/.exec(found.output) ?? [];
    const again = await exploreRun(['--replay', line], variables);
    assert.equal(again.exitCode, 1, again.output);
    assert.match(again.output, /Requirement {2}CUS-040 MUST/);
    assert.equal(customers(), 0);
    const written = readFileSync(path.join(found.folder, 'exploration.ndjson'), 'utf8');
    for (const text of [written, found.output, again.output])
      assert.ok(!text.includes(sandbox.accounts.first.secret));
    await sandbox.close();
  });

  it('removes what it created when it is interrupted', async () => {
    const { sandbox, customers } = await servedInstance(contract, (instance) => instance);
    const variables = targetVariables(sandbox.url, sandbox.accounts.first);
    const { exitCode, output } = await exploreRun([], variables, (heard, child) => {
      if (/^seed: /m.test(heard) && !heard.includes('Interrupted'))
        setTimeout(() => child.kill('SIGINT'), 700);
    });
    assert.equal(exitCode, 130, output);
    assert.equal(customers(), 0);
    await sandbox.close();
  });

  it('starts the embedded sandbox when no target is configured', async () => {
    const { exitCode, output } = await exploreRun(['--runs', '3'], { KOR_SEED: 'one' });
    assert.equal(exitCode, 0, output);
    assert.match(output, /embedded sandbox.*started by this command\nseed: one\n/);
    assert.match(output, /No violation was found in 3 sequences/);
  });

  it('ends with 2 when there is nothing to explore', async () => {
    const nobody = targetVariables('http://127.0.0.1:9', { key: 'key', secret: 'secret' });
    const refused = [
      await exploreRun([], { ...nobody, KOR_TARGET_KIND: 'production' }),
      await exploreRun([], nobody),
      await exploreRun(['--replay', 'nonsense'], {}),
      await exploreRun(['--runs', 'many'], {}),
    ];
    assert.deepEqual(
      refused.map(({ exitCode }) => exitCode),
      [2, 2, 2, 2],
    );
    assert.match(refused[0]?.output ?? '', /production target is not explored/);
    assert.match(refused[1]?.output ?? '', /nothing listens there/);
  });
});

async function assertSilent(alter: Alteration): Promise<void> {
  const { failure, ended, left, noted, steps } = await exploredSandbox(contract, alter, 'silent', {
    runs: 12,
  });
  assert.deepEqual([failure?.broken, ended, noted, left], [undefined, undefined, [], 0]);
  assert.ok(steps > 60, `took ${String(steps)} steps`);
}
