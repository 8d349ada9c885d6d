import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { rejudgement, type Rejudgement } from '../../../src/proof/rejudgement/rejudgement.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { variantsNamed } from '../../../src/sandbox/variants/index.ts';
import { RecordError } from '../../../src/target/recorded-run.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { forgeries } from './forgeries.ts';
import { evidenceKey, forged, recordedFolder } from './recorded-folder.ts';
import { unseenForgeries } from './unseen-forgeries.ts';

/** Milliseconds that a whole run may take beside whatever else the machine does. */
const timeout = 900_000;

const agreement = { agrees: true, verdicts: [], requests: [], unused: [], evidence: [] };

function sentences({ verdicts, requests, unused, evidence, agrees }: Rejudgement): typeof agreement {
  return { agrees, verdicts, requests, unused, evidence } as typeof agreement;
}

function tellTime(t: TestContext, run: CommandResult, { compared, milliseconds }: Rejudgement): void {
  const [recorded, now] = [run.milliseconds, milliseconds].map((each) => (each / 1000).toFixed(1));
  const exchanges = String(run.evidence.exchanges.length);
  t.diagnostic(
    `${String(compared)} verdicts over ${exchanges} exchanges: recorded in ${String(recorded)} s, judged again in ${String(now)} s`,
  );
}

/** A whole run of the profile full, on a target with others' customers and one fault, with credentials that are parts of ordinary values. */
async function faultyRun(): Promise<CommandResult> {
  const { folder } = await ensureGenerated();
  const fault = faults.find(({ name }) => name === 'old amount answered');
  assert.ok(fault);
  const variants = variantsNamed(['populated', 'unset-null']) ?? [];
  const sandbox = await startSandbox({ contract: await loadContract(folder), variants, fault });
  const { first, other } = sandbox.accounts;
  Object.assign(first, { key: 'customer', secret: 'abc' });
  const variables = {
    ...targetVariables(sandbox.url, first),
    ...{ KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret },
    ...{ KOR_PROFILE: 'full', EVIDENCE_KEY: evidenceKey },
  };
  const run = await conformanceRun(['--workers=4'], { variables, timeout });
  await sandbox.close();
  return run;
}

const madeRun = faultyRun();
const recordedRun = madeRun.then(recordedFolder);

describe('a recorded run', () => {
  it('is judged again with the same verdicts, by fewer workers, among others’ data, and sends nothing', async (t) => {
    const folder = await recordedRun;
    const { target } = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')) as {
      target: { baseUrl: string };
    };
    let connections = 0;
    const listener = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => {
      listener.listen(Number(new URL(target.baseUrl).port), '127.0.0.1', resolve);
    });
    const found = await rejudgement(folder);
    assert.ok((listener.address() as AddressInfo).port > 0);
    listener.close();

    const run = await madeRun;
    tellTime(t, run, found);
    assert.deepEqual(sentences(found), agreement);
    assert.equal(connections, 0);
    assert.ok(found.compared > 500);
    const failed = run.report?.requirements.filter(({ verdict }) => verdict === 'failed') ?? [];
    assert.deepEqual(
      failed.map(({ id }) => id),
      ['DER-007', 'LIM-005'],
    );
  });
});

describe('a forged run', () => {
  const all = recordedRun.then((folder) =>
    rejudgement(
      forged(folder, (forgery) => {
        for (const { change, requirement } of forgeries) change(forgery, requirement);
      }),
      forgeries.map(({ requirement }) => requirement),
    ),
  );

  for (const { name, requirement, told } of forgeries)
    it(`shows ${name} (${requirement})`, async () => {
      const found = await all;
      const [list, sentence] = told;

      assert.ok(
        found[list].some((each) => sentence.test(each)),
        `${String(sentence)} is not among\n${found[list].join('\n')}`,
      );
    });

  it('agrees where it was forged in a way that nobody can see', async (t) => {
    const folder = forged(await recordedRun, (forgery) => {
      for (const { change, requirement } of unseenForgeries) change(forgery, requirement);
    });
    const found = await rejudgement(
      folder,
      unseenForgeries.map(({ requirement }) => requirement),
    );
    const noticed = await all;
    const isTold = ({ told: [list, sentence] }: (typeof forgeries)[number]): boolean =>
      noticed[list].some((each) => sentence.test(each));
    const [tried, seen] = [forgeries, forgeries.filter(isTold)].map(({ length }) => String(length));

    t.diagnostic(
      `${tried ?? ''} kinds of forged evidence tried that are noticed, ${seen ?? ''} noticed; ${String(unseenForgeries.length)} that nobody can see, and the documentation says so`,
    );
    assert.deepEqual(sentences(found), agreement);
  });

  it('shows a failed verdict that was made to pass', async () => {
    const folder = forged(await recordedRun, ({ conformance }) => {
      const report = conformance.requirements.find(({ id }) => id === 'LIM-005');
      assert.ok(report);
      report.verdict = 'passed';
      for (const each of report.verdicts) each.verdict = 'passed';
    });
    const { verdicts } = await rejudgement(folder, ['LIM-005']);

    assert.match(verdicts.join('\n'), /^LIM-005 updateLimit.*: recorded passed, the evidence says failed/m);
  });

  it('shows a field that is called hidden where there is nothing to hide', async () => {
    const folder = forged(await recordedRun, ({ first }) => {
      const exchange = first('CUS-001', 'createCustomer');
      exchange.hidden = { ...exchange.hidden, answer: { 'body/status': `string ${'x'.repeat(43)}` } };
    });
    const { verdicts } = await rejudgement(folder, ['CUS-001']);

    assert.match(
      verdicts.join('\n'),
      /^CUS-001 createCustomer \/status: recorded passed, the evidence says failed: \/status must be one of/m,
    );
  });

  it('shows another key, and another seed', async () => {
    const folder = forged(await recordedRun, () => undefined);
    writeFileSync(path.join(folder, 'evidence.key'), '0f'.repeat(32));
    const { requests } = await rejudgement(folder, ['CUS-002']);
    assert.match(requests.join('\n'), /hidden at header authorization has another digest/);

    const other = forged(await recordedRun, () => undefined);
    const file = path.join(other, 'run.json');
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), seed: 'x' }));
    const { requests: reseeded } = await rejudgement(other, ['CUS-002']);
    assert.match(reseeded.join('\n'), /differs: the body at \/firstName/);
  });

  it('is not judged at all where a line is broken', async () => {
    const folder = forged(await recordedRun, () => undefined);
    appendFileSync(path.join(folder, 'evidence.ndjson'), '{"kind":"exchange"}\n');

    await assert.rejects(rejudgement(folder), (error) => {
      assert.ok(error instanceof RecordError);
      assert.match(error.message, /evidence\.ndjson:\d+ is no line of evidence: \/test/);
      return true;
    });
  });
});
