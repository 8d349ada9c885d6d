import { gzipSync, gunzipSync } from 'node:zlib';
import { Header } from 'tar';
import { mostBytes } from '../../../src/certificate/archive.ts';
import { factsOf } from '../../../src/certificate/statement.ts';
import { resigned, signedFor } from './certified-run.ts';
import { inLog, inReport, inSetup, signed, testOf, withPart } from './evidence-edits.ts';
import type { Tampering } from './bundle-edits.ts';

/** An archive of one entry that the suite would not write. */
function hostile(entry: { path: string; type?: 'File' | 'SymbolicLink'; linkpath?: string }): Buffer {
  const header = new Header({ type: 'File', size: 0, mode: 0o644, mtime: new Date(0), ...entry });
  const block = Buffer.alloc(512);
  header.encode(block);
  return gzipSync(Buffer.concat([block, Buffer.alloc(1024)]));
}

const finding = {
  ...{ kind: 'finding', requirement: 'CUS-002', operation: 'createCustomer', pointer: '/status' },
  ...{ level: 'MUST', blame: 'api', message: '/status must be "ACTIVE", received "active"', judged: true },
};

/** Evidence that its issuer has signed, and that does not lead to what was certified. */
export const signedEvidence: readonly Tampering[] = [
  {
    name: 'the issuer signs for a file that leads elsewhere',
    hand: (certified) => signedFor(certified, hostile({ path: '../../escaped.txt' })),
    refusal: /files: .*"\.\.\/\.\.\/escaped\.txt", which is not a plain relative name/,
  },
  {
    name: 'the issuer signs for a link',
    hand: (certified) =>
      signedFor(certified, hostile({ path: 'run.json', type: 'SymbolicLink', linkpath: '/etc/hosts' })),
    refusal: /files: .*"run\.json", which is not a regular file/,
  },
  {
    name: 'the issuer signs for a bomb',
    hand: (certified) => signedFor(certified, gzipSync(Buffer.alloc(mostBytes + 1), { level: 1 })),
    refusal: /files: .*unpacks to more than 512 MB/,
  },
  {
    name: 'the issuer signs for evidence of another profile',
    hand: (certified) => signed(certified, inSetup({ profile: 'full' })),
    refusal: /run: +the evidence is of another run: its profile is full/,
  },
  {
    name: 'the issuer signs for another overlay than the certificate names',
    hand: (certified) =>
      signed(certified, (files) => (files['overlays/1-minimal.yaml'] = 'overlay: 1.0.0\n')),
    refusal: /content: .*its overlays and waivers are not those of its evidence/,
  },
  {
    name: 'the issuer signs for a run that was not changed by the overlay that is named',
    hand: (certified) => signed(certified, inSetup({ overlays: [] })),
    refusal: /configuration: +the overlays or waivers in the archive .*are not those/,
  },
  {
    name: 'the issuer signs for an archive that holds more than it shows',
    hand: (certified) => {
      const tar = gunzipSync(certified.archive);
      return signedFor(certified, gzipSync(Buffer.concat([tar, tar.subarray(0, 1024)])));
    },
    refusal: /files: the archive is not packed as the suite packs one/,
  },
  {
    name: 'the issuer signs for a line of evidence that two readers read differently',
    hand: (certified) => signed(certified, inLog('"status":201', '"status":400,"status":201')),
    refusal: /files: evidence\.ndjson:\d+ is not written as the suite writes it, so another program may read/,
  },
  {
    name: 'the issuer signs for a conformance.json that two readers read differently',
    hand: (certified) =>
      signed(certified, (files) => {
        files['conformance.json'] = String(files['conformance.json']).replace('{', '{"exitCode": 1,');
      }),
    refusal: /files: conformance\.json is not written as the suite writes it/,
  },
  {
    name: 'the issuer signs for a run.json that says more than one does',
    hand: (certified) => signed(certified, inSetup({ audited: true } as object)),
    refusal: /files: run\.json: \/ Unrecognized key: "audited": it was not written by npm run certify/,
  },
  {
    name: 'the issuer signs for an exchange of another day',
    hand: (certified) => signed(certified, inLog(/"startedAt":"\d{4}-\d\d/, '"startedAt":"2025-01')),
    refusal: /times: +an exchange is of "2025-01-\S+", and the run went from/,
  },
  {
    name: 'the issuer signs for a verdict that the evidence does not have',
    hand: (certified) =>
      signed(
        certified,
        () => undefined,
        (statement) => {
          const { passedTests } = statement.predicate;
          const { counts } = factsOf(statement);
          passedTests.splice(passedTests.indexOf('DER-018'), 1);
          counts.passed -= 1;
          counts.observed += 1;
        },
      ),
    refusal:
      /verdicts: +conformance\.json does not have the passedTests of the certificate: they differ in DER-018/,
  },
  {
    name: 'the issuer signs for a run that is not certified',
    hand: (certified) =>
      signed(
        certified,
        inReport((each) => (each.whole = false)),
      ),
    refusal: /verdicts: +conformance\.json is of a run that is not certified: the run was stopped early/,
  },
  {
    name: 'the issuer signs for a verdict that a finding contradicts',
    hand: (certified) => {
      const test = testOf(certified, 'CUS-002');
      return signed(certified, inLog(/$/, `${JSON.stringify({ ...finding, test })}\n`));
    },
    refusal:
      /findings: the evidence does not support the verdict on CUS-002, which is passed: .*failed, \/status must be "ACTIVE"/,
  },
  {
    name: 'the issuer signs for a verdict that no exchange supports',
    hand: (certified) => {
      const own = `"kind":"exchange","test":"${testOf(certified, 'CUS-002')}"`;
      return signed(certified, inLog(own, '"kind":"exchange","test":"other"'));
    },
    refusal:
      /findings: the evidence does not support the verdict on CUS-002: .*does not hold the \d+ exchanges/,
  },
  {
    name: 'exchanges are missing that the issuer counted',
    hand: (certified) => signed(certified, inLog(/\{"kind":"exchange".*\n/, '')),
    refusal: /findings: +evidence\.ndjson holds \d+ exchanges, where the certificate counts \d+/,
  },
  {
    name: 'the issuer signs for a run.json that says nothing',
    hand: (certified) => signed(certified, (files) => (files['run.json'] = '{"schemaVersion":1}')),
    refusal: /files: +run\.json: \/seed .*it was not written by npm run certify/,
  },
  {
    name: 'the issuer signs for a conformance.json without shape',
    hand: (certified) =>
      signed(
        certified,
        inReport((each) => each.requirements.unshift(JSON.parse('null') as never)),
      ),
    refusal: /files: +conformance\.json: \/requirements\/0 must be of type object, received null/,
  },
  {
    name: 'the issuer signs for a conformance.json that nests without end',
    hand: (certified) =>
      signed(certified, (files) => {
        const deep = '['.repeat(100_000) + ']'.repeat(100_000);
        files['conformance.json'] = String(files['conformance.json']).replace('{', `{"deep":${deep},`);
      }),
    refusal: /files: +conformance\.json is not the result of a run: it nests too deep/,
  },
  {
    name: 'the issuer signs for a line of evidence that is null',
    hand: (certified) => signed(certified, inLog(/$/, 'null\n')),
    refusal: /findings: +evidence\.ndjson is damaged/,
  },
  {
    name: 'the issuer tells readers that RocketKOR endorses it',
    hand: (certified) => ({
      text: resigned(certified, (each) => (factsOf(each).statements = ['Endorsed by RocketKOR.'])),
    }),
    refusal: /content: .*tells its readers "Endorsed by RocketKOR\." beside or in place of what must be said/,
  },
  {
    name: 'it was judged by another description',
    hand: (certified) => ({ text: resigned(certified, withPart('specs/rocketkor.openapi.yaml')) }),
    refusal:
      /suite: .*\(specs\/rocketkor\.openapi\.yaml differ\): check out rocketkor-conformance \S+, commit/,
  },
  {
    name: 'it was judged by another catalogue of requirements',
    hand: (certified) => ({ text: resigned(certified, withPart('requirements')) }),
    refusal: /suite: .*\(requirements differ\): check out/,
  },
  {
    name: 'its counts are of another run',
    hand: (certified) => ({ text: resigned(certified, (each) => (factsOf(each).run.exchanges += 1)) }),
    refusal: /run: .*its number of exchanges is \d+, where the certificate has \d+/,
  },
  {
    name: 'the issuer calls the target of its evidence by another name',
    hand: (certified) => ({
      text: resigned(certified, (each) => {
        const facts = factsOf(each);
        facts.demo = false;
        facts.target = {
          address: 'https://api.example',
          kind: 'sandbox',
          tlsCertificate: `sha256:${'c'.repeat(64)}`,
        };
        facts.statements.shift();
      }),
    }),
    refusal:
      /run: +the evidence is of another run: its kind of the target is embedded, where the certificate has sandbox/,
  },
];
