import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { suiteParts } from '../../../src/certificate/part-digests.ts';
import type { Statement } from '../../../src/certificate/statement.ts';
import { evidenceFiles, korRun, repacked, signedFor } from '../e2e/certified-run.ts';
import type { CommandResult } from '../e2e/conformance-run.ts';
import { lenientRun, type LenientRun } from './lenient-run.ts';

describe('a lenient issuer', () => {
  let lenient: LenientRun;

  before(async () => {
    lenient = await lenientRun();
  });

  /** What `npm run verify` of this suite prints for a certificate when the reader trusts its issuer. */
  const verified = async (text: string, archive?: Buffer): Promise<CommandResult> => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-lenient-'));
    const at = (name: string): string => path.join(folder, name);
    writeFileSync(at('c.intoto.jsonl'), text, 'latin1');
    writeFileSync(at('e.tar.gz'), archive ?? '');
    writeFileSync(at('public.pem'), lenient.publicKey);
    const evidence = archive ? ['--evidence', at('e.tar.gz')] : [];
    return korRun(['verify', at('c.intoto.jsonl'), '--key', at('public.pem'), ...evidence], {
      timeout: 900_000,
    });
  };

  /** The certificate and its evidence without the findings, signed again. */
  const tidied = async (edit: (statement: Statement) => void): Promise<{ text: string; archive: Buffer }> => {
    const files = evidenceFiles(lenient);
    const lines = String(files['evidence.ndjson']).split('\n');
    const kept = lines.filter((line) => !line.startsWith('{"kind":"finding"'));
    assert.ok(kept.length < lines.length);
    return signedFor(lenient, await repacked({ ...files, 'evidence.ndjson': kept.join('\n') }), edit);
  };

  const asThisRelease = ({ predicate }: Statement): void => {
    predicate.configuration.splice(0, 4, ...suiteParts(projectRoot));
  };

  it('is visible in the notes of its certificate, although every step passes', async () => {
    const { exitCode, output } = await verified(lenient.text);

    assert.equal(exitCode, 0, output);
    assert.match(output, /note +overlays: +the description was changed by overlays\/1-lax\.yaml \(sha256/);
    assert.match(
      output,
      /note +suite: +different from that of the release .*: checks may be missing; said to be/,
    );
    assert.match(output, /note +target: +its host showed no TLS certificate/);
    assert.match(output, /note +evidence: +not checked/);
  });

  it('is refused with its evidence, because the evidence contains the findings', async () => {
    const { exitCode, output } = await verified(lenient.text, lenient.archive);

    assert.equal(exitCode, 1, output);
    assert.match(
      output,
      /note +times: +the responses are dated 720 hours after the times of the run: the clock of/,
    );
    assert.match(
      output,
      /REFUSED findings: +the evidence does not support the verdict on \S+, which is observed/,
    );
  });

  it('is refused when the findings are deleted, because the certificate names another suite than that of this release', async () => {
    const { text, archive } = await tidied(() => undefined);
    const { exitCode, output } = await verified(text, archive);

    assert.equal(exitCode, 1, output);
    assert.match(output, /REFUSED suite: +the certificate was made with a different .*\(suite differ\)/);
  });

  it('is not visible without the evidence when the certificate names the suite of this release', async () => {
    const { text } = await tidied(asThisRelease);
    const { exitCode, output } = await verified(text);

    assert.equal(exitCode, 0, output);
    assert.doesNotMatch(output, /different from that of the release/);
    assert.match(
      output,
      /note +evidence: +not checked: that these checks were run, and came to this result, rests/,
    );
  });

  it('is refused then by re-judgement, for lowered levels and for removed checks', async () => {
    const { text, archive } = await tidied(asThisRelease);
    const { exitCode, output } = await verified(text, archive);

    assert.equal(exitCode, 1, output);
    assert.match(output, /REFUSED re-judgement: +verdicts do not follow from the evidence:/);
    assert.match(
      output,
      /CUS-002 createCustomer \/status: recorded observed, the evidence says failed: \/status must/,
    );
    assert.match(
      output,
      /CUS-005 createCustomer \/status: recorded nothing, the evidence says failed|CUS-005 createCustomer \/status: recorded passed, the evidence says failed/,
    );
  });
});
