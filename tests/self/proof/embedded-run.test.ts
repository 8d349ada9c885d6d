import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requirements } from '../../../specs/requirements/index.ts';
import { conformanceRun, playwrightRun, type CommandResult } from './conformance-run.ts';

const fixed = { KOR_SEED: 'the same seed', KOR_RUN_ID: 'same-run' };

/** Every body that a run sent, with the test that sent it. */
function bodiesOf({ evidence }: CommandResult): string[] {
  return evidence.exchanges
    .filter(({ request }) => request.body !== undefined)
    .map(({ test, request }) => `${test} ${request.body ?? ''}`)
    .sort();
}

function emailsOf(result: CommandResult): string[] {
  return bodiesOf(result).flatMap((body) => body.match(/[^"]+@[^"]+\.kor-conformance\.example/g) ?? []);
}

describe('a run on the embedded sandbox', () => {
  it('sends identical bodies for the same seed and run id, whatever the worker count', async () => {
    const some = ['--grep', '@journey|@DER-00[17].*@createCustomer'];
    const one = await conformanceRun(['--workers=1', ...some], { variables: fixed });
    const four = await conformanceRun(['--workers=4', ...some], { variables: fixed });

    assert.deepEqual([one.exitCode, four.exitCode], [0, 0], one.output + four.output);
    assert.ok(bodiesOf(one).length > 10);
    assert.deepEqual(bodiesOf(one), bodiesOf(four));
  });

  it('passes three times over, and never sends the same customer twice', async () => {
    const { exitCode, output, ...result } = await playwrightRun(['--repeat-each=3', '--grep', '@journey']);

    assert.equal(exitCode, 0, output);
    const created = result.evidence.exchanges.filter(
      ({ operation, test }) => operation === 'createCustomer' && test !== 'preflight',
    );
    assert.ok(created.length > 30, `${String(created.length)} customers`);
    const bodies = created.map(({ request }) => request.body ?? '');
    assert.equal(new Set(bodies).size, bodies.length);
  });

  it('shares no customer with another run that has no seed', async () => {
    const journeys = ['--grep', '@CUS-00[1-6]'];
    const first = await conformanceRun(journeys);
    const second = await conformanceRun(journeys);

    const seen = new Set(emailsOf(first));
    assert.ok(seen.size > 0);
    assert.deepEqual(
      emailsOf(second).filter((email) => seen.has(email)),
      [],
    );
  });

  it('calls two shards partial, which together cover everything', async () => {
    const shards = [await conformanceRun(['--shard=1/2']), await conformanceRun(['--shard=2/2'])];

    assert.deepEqual(
      shards.map(({ exitCode }) => exitCode),
      [0, 0],
    );
    assert.ok(
      shards.every(({ report, output }) => report?.partial === true && output.includes('partial run')),
    );
    const judged = shards.flatMap(
      ({ report }) => report?.requirements.filter(({ verdict }) => verdict !== 'not tested') ?? [],
    );
    const ids = new Set(judged.map(({ id }) => id));
    const left = (shards[0]?.report?.requirements ?? []).filter(({ id }) => !ids.has(id));
    assert.deepEqual(
      left.filter(
        ({ id, reason }) =>
          reason !== 'nothing in the description calls for it' &&
          requirements[id].notTested === undefined &&
          !id.startsWith('WHK'),
      ),
      [],
    );
  });

  it('judges one requirement with plain Playwright', async () => {
    const { exitCode, report } = await playwrightRun(['--grep', '@CUS-002']);

    assert.equal(exitCode, 0);
    assert.equal(report?.requirements.find(({ id }) => id === 'CUS-002')?.verdict, 'passed');
    assert.equal(report.partial, true);
  });

  it('is incomplete when nothing was selected', async () => {
    const { exitCode, output } = await conformanceRun(['--grep', 'no such test']);

    assert.equal(exitCode, 2, output);
  });
});
