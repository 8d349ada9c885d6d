import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conformanceRun, playwrightRun, type CommandResult } from './conformance-run.ts';
import { bodiesOf, fixed, some } from './seeded-run.ts';
import { once } from './shown-runs.ts';

function emailsOf(result: CommandResult): string[] {
  return bodiesOf(result).flatMap((body) => body.match(/[^"]+@[^"]+\.kor-conformance\.example/g) ?? []);
}

describe('a run on the embedded sandbox', () => {
  const single = once(() => playwrightRun(['--grep', '@CUS-002']));
  const unseeded = once(() => playwrightRun(['--repeat-each=3', '--grep', '@journey']));

  it('sends identical bodies for the same seed and run id, whatever the worker count', async () => {
    const one = await conformanceRun(['--workers=1', ...some], { variables: fixed });
    const four = await conformanceRun(['--workers=4', ...some], { variables: fixed });

    assert.deepEqual([one.exitCode, four.exitCode], [0, 0], one.output + four.output);
    assert.ok(bodiesOf(one).length > 10);
    assert.deepEqual(bodiesOf(one), bodiesOf(four));
  });

  it('passes three times with plain Playwright, and never sends the same customer twice', async () => {
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

  it('shares no customer with another run when neither has a seed', async () => {
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
