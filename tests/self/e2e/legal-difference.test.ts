import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadContract, type Contract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { targetOf } from '../../../src/proof/runs/sandbox-target.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { variants, variantsNamed } from '../../../src/sandbox/variants/index.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import {
  runOnTargets,
  type TargetResult,
  type TestedTarget,
} from '../../../src/proof/runs/run-on-targets.ts';
import { alarmsIn, laggingVariants } from '../../../src/proof/noticed/variant-alarms.ts';
import { variantRows } from '../../../src/proof/noticed/variant-combinations.ts';

/**
 * Variants under which a run has to wait for its writes, each with the tests concerned; such a run measures the lag first. `npm run prove`
 * has others.
 */
const lagging: Record<string, string> = {
  'stale-reads': '@journey|@(?:update|suspend|unsuspend|remove)Customer',
  'lists-half-a-second-late': '@(?:listCustomers|listLimits|listLimitUtilisation)',
};

const handWritten = '^(?!.*derived/)';

/** A few derived tests of every kind, because there are many of each. */
const derived =
  'derived/(?:at-once|headers|injections|strange-requests|tenancy|.*(?:createCustomer .*addresses INDIVIDUAL|(?:updateCustomer|retrieveCustomer) (?!.*(?:INDIVIDUAL|BUSINESS))))';

/**
 * Which tests are run, and how: `VARIANTS=alone` runs every variant by itself, which takes minutes, and shows which variant of a row
 * raises an alarm.
 */
const { VARIANT_TESTS: tests = `${handWritten}|${derived}`, VARIANTS: manner = 'in rows' } =
  childEnvironment();

/** For a variant alone in its row: the suspending tests if the variant is about suspending. `npm run prove` runs the whole suite on each. */
const suspending = '@(?:un)?suspendCustomer';
const own = variants.map(({ name }) => name).filter((name) => !laggingVariants.includes(name));
const groups: Readonly<Record<string, readonly string[]>> =
  manner === 'alone' ? Object.fromEntries(own.map((name) => [name, [name]])) : variantRows;
const sandboxes: Sandbox[] = [];

async function sandboxWith(contract: Contract, names: readonly string[]): Promise<Sandbox> {
  const sandbox = await startSandbox({ contract, variants: variantsNamed(names) ?? [] });
  sandboxes.push(sandbox);
  return sandbox;
}

async function targetWith(contract: Contract, name: string, names: readonly string[]): Promise<TestedTarget> {
  const target = targetOf(await sandboxWith(contract, names));
  const isNarrow = manner !== 'alone' && names.length === 1;
  return { name, target, grep: new RegExp(isNarrow ? suspending : tests) };
}

function laggingRun({ url, accounts }: Sandbox, grep: string): Promise<CommandResult> {
  const { first, other } = accounts;
  const variables = {
    ...targetVariables(url, first),
    ...{ KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret, KOR_PROFILE: 'full' },
  };
  return conformanceRun(['--workers=6', '--grep', `${handWritten}.*(?:${grep})`], {
    variables,
    timeout: 300_000,
  });
}

/** The alarms of a run on a target with these variants. */
function alarms({ evidence, failures, passed }: TargetResult, names: readonly string[]): string[] {
  return [...alarmsIn(evidence, names), ...failures, ...(passed > 0 ? [] : ['nothing passed'])];
}

describe('a legal difference raises no alarm', () => {
  const runs = new Map<string, Promise<CommandResult>>();
  let results: Map<string, TargetResult>;

  before(async () => {
    const { folder } = await ensureGenerated();
    const contract = await loadContract(folder);
    for (const [name, grep] of Object.entries(lagging)) {
      runs.set(name, laggingRun(await sandboxWith(contract, [name]), grep));
    }
    const targets = Object.entries(groups).map(([name, names]) => targetWith(contract, name, names));
    const options = { generatedFolder: folder, timeout: 40_000 * targets.length };
    results = await runOnTargets(await Promise.all(targets), options);
  });

  after(async () => {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
  });

  for (const [group, names] of Object.entries(groups))
    it(`${group}: ${names.join(', ')}`, () => {
      const result = results.get(group);
      assert.ok(result);
      assert.deepEqual(alarms(result, names), []);
    });

  for (const name of Object.keys(lagging))
    it(`${name}, after the lag has been measured`, async () => {
      const run = await runs.get(name);
      assert.equal(run?.exitCode, 0, run?.output);
      assert.match(run.output, /lag behind writes/);
      assert.deepEqual(alarmsIn(run.evidence, []), []);
    });

  it('and every variant is tried', () => {
    const seen = new Set(Object.values(groups).flat());
    assert.deepEqual(
      own.filter((name) => !seen.has(name)),
      [],
    );
  });
});
