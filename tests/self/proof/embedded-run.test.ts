import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conformanceRun, playwrightRun, type CommandResult } from './conformance-run.ts';
import { once } from './shown-runs.ts';

const fixed = { KOR_SEED: 'the same seed', KOR_RUN_ID: 'same-run' };

/** Every body that a run sent, with the test that sent it. */
function bodiesOf({ evidence }: CommandResult): string[] {
  return evidence.exchanges
    .filter(({ request }) => request.body !== undefined)
    .map(({ test, request }) => `${test} ${request.body ?? ''}`)
    .sort();
}

/** The ids of the requirements that a run judged. */
function judgedBy({ report }: CommandResult): string[] {
  const judged = report?.requirements.filter(({ verdict }) => verdict !== 'not tested') ?? [];
  return judged.map(({ id }) => id);
}

function emailsOf(result: CommandResult): string[] {
  return bodiesOf(result).flatMap((body) => body.match(/[^"]+@[^"]+\.kor-conformance\.example/g) ?? []);
}

describe('a run on the embedded sandbox', () => {
  const some = ['--grep', '@journey|@DER-00[17].*@createCustomer'];
  const whole = once(() => conformanceRun(['--workers=1', ...some], { variables: fixed }));
  const single = once(() => playwrightRun(['--grep', '@CUS-002']));
  const unseeded = once(() => playwrightRun(['--repeat-each=3', '--grep', '@journey']));

  it('sends identical bodies for the same seed and run id, whatever the worker count', async () => {
    const one = await whole();
    const four = await conformanceRun(['--workers=4', ...some], { variables: fixed });

    assert.deepEqual([one.exitCode, four.exitCode], [0, 0], one.output + four.output);
    assert.ok(bodiesOf(one).length > 10);
    assert.deepEqual(bodiesOf(one), bodiesOf(four));
  });

  it('is partial in each of two shards, which together judge and send the same', async () => {
    const shards: CommandResult[] = [];
    for (const shard of ['--shard=1/2', '--shard=2/2'])
      shards.push(await conformanceRun([shard, ...some], { variables: fixed }));

    const all = new Set(judgedBy(await whole()));
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
    assert.deepEqual(shards.flatMap(own).sort(), own(await whole()));
  });

  it('passes three times over with plain Playwright, and never sends the same customer twice', async () => {
    const { exitCode, output, ...result } = await unseeded();

    assert.equal(exitCode, 0, output);
    const created = result.evidence.exchanges.filter(
      ({ operation, test }) => operation === 'createCustomer' && test !== 'preflight',
    );
    assert.ok(created.length > 30, `${String(created.length)} customers`);
    const bodies = created.map(({ request }) => request.body ?? '');
    assert.equal(new Set(bodies).size, bodies.length);
  });

  it('judges one requirement with plain Playwright', async () => {
    const { exitCode, output, report } = await single();

    assert.equal(exitCode, 0, output);
    assert.equal(report?.requirements.find(({ id }) => id === 'CUS-002')?.verdict, 'passed');
    assert.equal(report.partial, true);
  });

  it('shares no customer with another run that has no seed', async () => {
    const seen = new Set(emailsOf(await single()));
    assert.ok(seen.size > 0);
    assert.deepEqual(
      emailsOf(await unseeded()).filter((email) => seen.has(email)),
      [],
    );
  });

  it('is incomplete when nothing was selected', async () => {
    const { exitCode, output } = await conformanceRun(['--grep', 'no such test']);

    assert.equal(exitCode, 2, output);
  });
});
