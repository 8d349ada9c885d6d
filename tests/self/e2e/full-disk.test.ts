import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { stoppingFloor, stranger, type Floor } from '../../../src/proof/interruption/stopped-runs.ts';
import { conformanceCommand, targetVariables } from '../../../src/proof/runs/suite-run.ts';
import { korRun } from './certified-run.ts';
import { writeFirstRelease } from './first-release.ts';
import { contentsOf } from './folder-contents.ts';
import { onDisk, whyNoDisk, withFilesUpTo, type Ended } from './small-disk.ts';

const made = (): string => mkdtempSync(path.join(tmpdir(), 'kor-disk-'));
const skip = whyNoDisk(made());
const kor = ['--import', 'tsx', 'src/cli/kor.ts'];
const creations = [...conformanceCommand, '--workers=2', '--grep', '@CUS-00[1-9]|@CUS-01'];

/** Asserts that a command says in one sentence what could not be written and why, and ends with 2. */
function assertTold({ exitCode, output }: Ended, told: RegExp): void {
  assert.equal(exitCode, 2, output);
  assert.match(output, told);
  assert.doesNotMatch(output, /^ +at /m, 'no stack trace');
}

describe('a full disk', () => {
  let floor: Floor;
  let variables: Record<string, string>;

  before(async () => {
    const { folder } = await ensureGenerated();
    const never = { creation: 0, delay: 0 };
    floor = await stoppingFloor(await loadContract(folder), never, () => undefined);
    variables = targetVariables(floor.target.baseUrl, floor.target.credentials);
  });

  after(() => floor.close());

  /** Asserts that only what was in progress when the run ended is left, that the run reports it, and that a sweep removes it. */
  const assertClean = async ({ output }: Ended): Promise<void> => {
    assert.ok(floor.creations() > 0, 'nothing was created');
    const [, run] = /npm run sweep -- --run (\S+) removes/.exec(output) ?? [];
    if (run !== undefined) await korRun(['sweep', '--yes', '--run', run], { variables });
    assert.deepEqual(floor.customers(), [stranger], output);
    assert.deepEqual(floor.ledgers(), []);
  };

  it(
    'ends a run whose evidence does not fit, once, and leaves no customer that the run does not report',
    { skip },
    async () => {
      const folder = made();
      const ended = await onDisk('96k', folder, creations, { ...variables, KOR_REPORT_FOLDER: folder });

      assertTold(
        ended,
        /evidence\.ndjson could not be written: no space is left on its disk \(ENOSPC\)\. What is not recorded cannot be judged, so the verdict is incomplete\./,
      );
      assert.match(ended.output, /^INCOMPLETE/m);
      assert.equal(ended.output.match(/^ {2}\d+\) /gm)?.length ?? 0, 1);
      await assertClean(ended);
    },
  );

  it('keeps a run from creating a customer that does not fit into its ledger', { skip }, async () => {
    const folder = made();
    const kept = path.join(projectRoot, '.kor');
    const ended = await onDisk('8k', kept, creations, { ...variables, KOR_REPORT_FOLDER: folder });

    assertTold(
      ended,
      /\.ndjson could not be written: no space is left .* Without this note, nothing is created at the target\./,
    );
    assert.match(ended.output, /^INCOMPLETE/m);
    await assertClean(ended);
  });

  it('leaves no verdict when the reports do not fit, in whatever order they are written', async () => {
    const above = made();
    const folder = path.join(above, 'selection');
    writeFirstRelease(folder);
    const args = [...conformanceCommand, '--grep', '@CUS-002'];
    const ended = await withFilesUpTo(100, args, { ...variables, KOR_REPORT_FOLDER: above });

    assertTold(
      ended,
      /conformance\.html could not be written: it would exceed the largest size of a file \(EFBIG\)\. There is no verdict without its reports\./,
    );
    assert.match(ended.output, /^INCOMPLETE/m);
    for (const name of ['conformance.html', 'junit.xml', 'conformance.json', '.running'])
      assert.ok(!existsSync(path.join(folder, name)), name);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.kor-')),
      [],
    );
    await assertClean(ended);
  });
});

describe('a command that cannot write', () => {
  it('leaves no incomplete pair of keys', async () => {
    const folder = path.join(made(), 'keys');
    const ended = await withFilesUpTo(0, [...kor, 'keygen', '--out', folder], {});

    assertTold(ended, /private\.pem could not be written: .* There are no new keys\./);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leaves the report and its history unchanged', async () => {
    const folder = made();
    writeFirstRelease(folder);
    const earlier = contentsOf(folder);
    const ended = await withFilesUpTo(100, [...kor, 'report'], { KOR_REPORT_FOLDER: folder });

    assert.equal(ended.exitCode, 2, ended.output);
    assert.deepEqual(contentsOf(folder), earlier);
  });

  it('reports nothing from an exploration that was not recorded', async () => {
    const ended = await withFilesUpTo(8, [...kor, 'explore', '--runs', '3'], { KOR_REPORT_FOLDER: made() });

    assertTold(ended, /exploration\.ndjson could not be written: .* \(EFBIG\)\. What is not recorded/);
  });

  it('leaves no partly generated description', async () => {
    const pin = path.join(made(), 'pin.yaml');
    const action = 'actions: [{ target: $.info, update: { title: Small } }]';
    writeFileSync(pin, `overlay: 1.0.0\ninfo: { title: a, version: '1' }\n${action}\n`);
    const generated = path.join(projectRoot, 'specs/generated');
    const earlier = readdirSync(generated);
    const ended = await withFilesUpTo(100, [...kor, 'generate'], { KOR_OVERLAY: pin });

    assertTold(ended, /operations\.json could not be written: .* \(EFBIG\)/);
    assert.deepEqual(readdirSync(generated), earlier);
  });
});
