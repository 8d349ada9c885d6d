import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conformanceRun, type CommandResult } from '../e2e/conformance-run.ts';
import { bodiesOf, fixed, some } from '../e2e/seeded-run.ts';

/** The ids of the requirements that a run judged. */
function judgedBy({ report }: CommandResult): string[] {
  const judged = report?.requirements.filter(({ verdict }) => verdict !== 'not tested') ?? [];
  return judged.map(({ id }) => id);
}

describe('a run on the embedded sandbox', () => {
  it('is partial in each of two shards, which together judge and send the same as one run', async () => {
    const whole = await conformanceRun(['--workers=1', ...some], { variables: fixed });
    const shards: CommandResult[] = [];
    for (const shard of ['--shard=1/2', '--shard=2/2'])
      shards.push(await conformanceRun([shard, ...some], { variables: fixed }));

    const all = new Set(judgedBy(whole));
    for (const shard of shards) {
      assert.equal(shard.exitCode, 0, shard.output);
      assert.match(shard.output, /partial run/);
      const missing = shard.report?.requirements.filter(
        ({ id }) => all.has(id) && !judgedBy(shard).includes(id),
      );
      assert.ok(missing && missing.length > 0);
      assert.deepEqual([...new Set(missing.map(({ reason }) => reason))], ['not selected in this run']);
    }
    assert.deepEqual(new Set(shards.flatMap(judgedBy)), all);
    const own = (result: CommandResult): string[] =>
      bodiesOf(result).filter((each) => !/^(?:preflight|data set)/.test(each));
    assert.deepEqual(shards.flatMap(own).sort(), own(whole));
  });
});
