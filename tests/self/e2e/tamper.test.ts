import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { rejudged, verified, type Verified, type VerifyOptions } from '../../../src/cli/verify.ts';
import {
  isVerified,
  verification,
  type VerificationStep,
} from '../../../src/certificate/verify/verification.ts';
import { canariesIn } from './canary-search.ts';
import { certifiedRun, issuer, korRun, passphrase, statementIn, type CertifiedRun } from './certified-run.ts';
import type { HandedIn } from './bundle-edits.ts';
import { signed } from './evidence-edits.ts';
import { tamperedCertificates } from './tampered-certificates.ts';
import { signedEvidence } from './signed-evidence.ts';
import { tamperedEvidence } from './tampered-evidence.ts';

function wordsOf(step: VerificationStep): string {
  if ('found' in step) return step.found;
  return 'note' in step ? step.note : [step.problem, ...(step.details ?? [])].join('\n');
}

describe('a certificate', () => {
  let certified: CertifiedRun;

  before(async () => {
    certified = await certifiedRun();
  });

  /** Verifies from real files, as the command does; returns the lines that it prints. */
  const told = ({
    text,
    archive,
    options,
    now = new Date(),
  }: HandedIn): Pick<Verified, 'files'> & { isVerified: boolean; lines: string } => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-tamper-'));
    const [certificate, evidence] = ['c.intoto.jsonl', 'e.tar.gz'].map((name) => path.join(folder, name));
    writeFileSync(certificate ?? '', text ?? certified.text, 'latin1');
    writeFileSync(evidence ?? '', archive ?? certified.archive);
    const asked: VerifyOptions = {
      key: [certified.publicFile],
      evidence: evidence ?? '',
      demo: true,
      ...options,
    };
    const { steps, statement, files } = verified(certificate ?? '', asked, now);
    assert.equal(isVerified(steps), statement !== undefined);
    const lines = steps.map((step) => `${step.name}: ${wordsOf(step)}`);
    return { isVerified: statement !== undefined, lines: lines.join('\n'), files };
  };

  it('passes every step of verification with its evidence', () => {
    const { isVerified: isSound, lines } = told({});

    assert.ok(isSound, lines);
    assert.equal(lines.split('\n').length, 16, lines);
  });

  const forged = [...tamperedCertificates, ...tamperedEvidence, ...signedEvidence];
  const refused: string[] = [];
  for (const { name, hand, refusal } of forged)
    it(`is refused where ${name}`, async () => {
      const { isVerified: isSound, lines } = told(await hand(certified));

      assert.ok(!isSound, lines);
      assert.match(lines.split('\n').at(-1) ?? '', refusal);
      refused.push(name);
    });

  it('is refused for every forgery', (t) => {
    t.diagnostic(
      `${String(forged.length)} forgeries of a certificate or its evidence tried, ${String(refused.length)} refused`,
    );
    assert.equal(refused.length, forged.length);
  });

  it('is refused for any flipped byte', () => {
    const trusted = [createPublicKey(readFileSync(certified.publicFile))];
    const bytes = Buffer.from(certified.text, 'latin1');
    const demands = { trusted, now: new Date(), demo: true };
    assert.ok(isVerified(verification(bytes.toString('latin1'), demands).steps));
    const passed = [...bytes.keys()].flatMap((at) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << (at % 8)), at);
      return verification(copy.toString('latin1'), demands).statement ? [at] : [];
    });

    assert.deepEqual(passed, []);
  });

  it('is a Sigstore bundle that another verifier accepts', () => {
    const key = createPublicKey(readFileSync(certified.publicFile));
    const none = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
    const material = toTrustMaterial({ mediaType: '', ...none }, () => ({
      publicKey: key,
      validFor: () => true,
    }));
    const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });

    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(certified.text))));
  });

  it('contains what it certifies, and no secret', () => {
    const { run, keys, text } = certified;
    const { predicate, subject } = statementIn(text);
    const page = readFileSync(path.join(run.folder, 'certificate.html'));
    const payload = Buffer.from(JSON.stringify({ predicate, subject }));
    const account = run.evidence.exchanges.flatMap(({ request }) => new URL(request.url).host).slice(0, 1);
    const emails = run.evidence.exchanges.flatMap(
      ({ request }) => request.body?.match(/[\w.+-]+@[\w.-]+/g) ?? [],
    );
    const secrets = [passphrase, ...account, ...new Set(emails.slice(0, 50))].map((value, index) => ({
      name: `canary ${String(index)}`,
      value,
    }));
    const published = [
      { name: 'payload', bytes: payload },
      { name: 'certificate', bytes: Buffer.from(text) },
      { name: 'page', bytes: page },
      { name: 'output', bytes: Buffer.from(run.output + keys.output) },
    ];

    assert.ok(emails.length > 0);
    assert.deepEqual(canariesIn(published, secrets), []);
    assert.deepEqual(canariesIn([{ name: 'archive', bytes: certified.archive }], secrets.slice(0, 1)), []);
    assert.ok(page.includes('Example “Partner” &amp; Sons &lt;Ltd&gt;'), 'the page escapes its issuer');
    assert.match(run.output, /DEMO certificate issued/);
    assert.ok(text.length > 0 && payload.includes(JSON.stringify(issuer).slice(1, -1)));
  });

  it('has an encrypted private key that only its owner can read', () => {
    const file = path.join(path.dirname(certified.publicFile), 'private.pem');

    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/);
  });

  it('is refused if its issuer signs a run whose digests have no key', async () => {
    const { text, archive } = await signed(certified, (files) => (files['evidence.key'] = 'none\n'));
    const { files } = told({ text: text ?? '', archive: archive ?? Buffer.alloc(0) });
    assert.ok(files);

    assert.match(
      wordsOf(await rejudged(files)),
      /^the run cannot be judged again:\s+evidence\.key is missing or is not 64/,
    );
  });

  it('leaves nothing behind when its issue is interrupted', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-tamper-'));
    const at = (name: string): string => path.join(certified.run.folder, name);
    const files = [at('certificate.intoto.jsonl'), '--evidence', at('evidence.tar.gz')];
    const stopped = await korRun(['verify', ...files, '--key', certified.publicFile, '--demo'], {
      variables: { TMPDIR: folder },
      whileRunning: (child) => {
        child.stdout?.on('data', (text: string) => {
          if (text.includes('judging the run again')) setTimeout(() => child.kill('SIGINT'), 3000);
        });
      },
    });

    assert.equal(stopped.exitCode, 130, stopped.output);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('kor-')),
      [],
    );
  });

  it('is verified on the command line: 0 if valid, 1 if not, 2 if it cannot be verified', async () => {
    const file = path.join(certified.run.folder, 'certificate.intoto.jsonl');
    const evidence = path.join(certified.run.folder, 'evidence.tar.gz');
    const sound = await korRun([
      'verify',
      file,
      '--key',
      certified.publicFile,
      '--evidence',
      evidence,
      '--demo',
    ]);
    const unknown = await korRun(['verify', file, '--evidence', evidence]);
    const nothing = await korRun(['verify', 'none.jsonl', '--key', 'none.pem']);

    assert.equal(sound.exitCode, 0, sound.output);
    assert.match(sound.output, /re-judgement: +all \d{3} verdicts follow from the evidence/);
    assert.match(sound.output, /Verified: DEMO, says nothing about any API/);
    assert.match(sound.output, /note +overlays: +the description was changed by overlays\/1-minimal\.yaml/);
    assert.match(sound.output, /note +evidence: +it fits, but an issuer can invent responses that fit/);
    assert.equal(unknown.exitCode, 1, unknown.output);
    assert.match(unknown.output, /intact, signer unknown: sha256:[0-9a-f]{64}/);
    assert.equal(nothing.exitCode, 2, nothing.output);
    assert.match(
      nothing.output,
      /the key none\.pem does not exist\n +the certificate none\.jsonl does not exist/,
    );
  });
});
