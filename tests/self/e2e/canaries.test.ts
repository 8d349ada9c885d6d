import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { suiteRun } from '../../../src/proof/runs/suite-run.ts';
import { assertNone, canaryRuns, creation, some } from './canary-runs.ts';
import { canariesIn, encodings } from './canary-search.ts';
import { repeating, talkative } from './canary-troubles.ts';
import { filesBelow } from './conformance-run.ts';
import { exploreRun } from './explore-run.ts';
import { startProxy } from './proxy.ts';

describe('no artifact contains a canary after', () => {
  const { target, served, run } = canaryRuns();

  it('a run that fails, and its report', async (t) => {
    const variables = await served(startProxy(target().sandbox.url, talkative));
    const folder = await run(t, some, { variables }, 1);
    const report = await suiteRun(['--import', 'tsx', 'src/cli/kor.ts', 'report'], folder, {});

    assert.equal(report.exitCode, 0, report.output);
    assert.ok(filesBelow(folder).some(({ file }) => file.endsWith('allure.html')));
    assertNone(t, target(), report);
  });

  it('a run on a target that repeats secrets in every encoding, as values, names and headers', async (t) => {
    await run(t, creation, { variables: await served(startProxy(target().sandbox.url, repeating)) }, 1);
  });

  it('an exploration', async (t) => {
    const variables = await served(startProxy(target().sandbox.url, talkative));
    const result = await exploreRun(['--runs', '5'], variables);

    assert.equal(result.exitCode, 1, result.output);
    assertNone(t, target(), result);
  });
});

describe('the search for canaries', () => {
  const canary = { name: 'a', value: 'a "canary"/with+ö\\signs & more' };

  for (const [encoding, encoded] of Object.entries(encodings))
    it(`finds a canary encoded as ${encoding}, also compressed or embedded`, () => {
      const plain = Buffer.from(`..${encoded(canary.value)}..`, 'latin1');
      const page = Buffer.from(`<p>"${Buffer.concat([plain, Buffer.alloc(64)]).toString('base64')}"</p>`);

      for (const bytes of [plain, gzipSync(plain), zipped(plain), page, gzipSync(page)])
        assert.ok(
          canariesIn([{ name: 'f', bytes }], [canary]).some((found) => found.includes(` as ${encoding},`)),
        );
      assert.deepEqual(canariesIn([{ name: 'f', bytes: plain }], [{ name: 'b', value: 'another one' }]), []);
    });
});

/** The first entry of a zip archive, and the bytes after it. */
function zipped(bytes: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004');
  header.writeUInt16LE(8, 8); // deflated
  header.writeUInt16LE(1, 26);
  return Buffer.concat([header, Buffer.from('f'), deflateRawSync(bytes), Buffer.from('PK\u0001\u0002')]);
}
