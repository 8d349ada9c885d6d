import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explorationText } from '../../../src/explore/rendering.ts';
import { readSteps, sequenceText } from '../../../src/explore/steps.ts';
import { exploredSandbox, replayedOnSandbox } from '../../../src/proof/runs/explored-sandbox.ts';
import { sequenceFaults, type SequenceFault } from '../../../src/sandbox/faults/sequences.ts';
import { contract } from '../support/real-contract.ts';

const origin = { runId: 'r-explore' };
/** The maximum number of steps that any fault needs to be shown. */
const enough = 7;

/** Tests that an exploration finds every fault that only sequences show, with each of these seeds. */
export function testFound(seeds: readonly string[]): void {
  describe(
    `exploration finds within a minute, with the seed ${seeds.join(' or ')}, that`,
    { concurrency: 2 },
    () => {
      for (const fault of sequenceFaults)
        it(`${fault.name}: ${fault.does}`, { timeout: 60_000 }, async () => {
          await Promise.all(seeds.map((seed) => assertFound(fault, seed)));
        });
    },
  );
}

async function assertFound({ name, apply, requirement }: SequenceFault, seed: string): Promise<void> {
  const found = await exploredSandbox(contract, apply, seed, { milliseconds: 50_000 });
  const { failure } = found;
  assert.ok(failure, `${name} was not found in ${String(found.sequences)} sequences`);
  assert.ok(requirement.includes(failure.broken[0].requirement), failure.broken[0].requirement);
  assert.ok(failure.steps.length <= enough, sequenceText(failure.steps));
  assert.equal(found.left, 0, 'customers are left');
  const text = explorationText(found, { ...origin, seed });
  const [, line = ''] =
    /KOR_SEED=\w+ KOR_RUN_ID=r-explore npm run explore -- --replay '?([^'\n]+)'?/.exec(text) ?? [];
  const again = await replayedOnSandbox(contract, apply, seed, readSteps(line) ?? []);
  assert.equal(again.failure?.broken[0].requirement, failure.broken[0].requirement, line);
  assert.equal(again.left, 0, 'customers are left after the replay');
}
