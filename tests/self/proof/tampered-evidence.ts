import { randomBytes } from 'node:crypto';
import { gzipSync, gunzipSync } from 'node:zlib';
import { Header } from 'tar';
import { mostBytes } from '../../../src/verdict/certificate/archive.ts';
import { factsOf, type Statement } from '../../../src/verdict/certificate/statement.ts';
import { resigned, signedFor } from './certified-run.ts';
import { inLog, inReport, inSetup, signed, swapped, testOf } from './evidence-edits.ts';
import type { Tampering } from './bundle-edits.ts';

/** An archive of one entry that no honest packer writes. */
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

/** Evidence that is not what was signed, or does not lead to what was certified. */
export const tamperedEvidence: readonly Tampering[] = [
  {
    name: 'the archive is cut off',
    hand: ({ archive }) => ({ archive: archive.subarray(0, archive.length - 1000) }),
    refusal: /archive: .*it is cut off/,
  },
  {
    name: 'a byte of the archive is flipped',
    hand: ({ archive }) => {
      const copy = Buffer.from(archive);
      copy.writeUInt8(copy.readUInt8(copy.length - 6) ^ 1, copy.length - 6);
      return { archive: copy };
    },
    refusal: /archive: +not the archive that was signed: it is damaged/,
  },
  {
    name: 'the archive is another file',
    hand: () => ({ archive: randomBytes(5000).fill('x', 0, 2) }),
    refusal: /archive: .*it is no gzip file/,
  },
  {
    name: 'the same files are packed again',
    hand: ({ archive }) => ({ archive: gzipSync(gunzipSync(archive), { level: 1 }) }),
    refusal: /archive: .*the same files packed again/,
  },
  {
    name: 'an exchange is edited',
    hand: (certified) => swapped(certified, inLog('"status":201', '"status":200')),
    refusal: /archive: .*evidence\.ndjson was edited/,
  },
  {
    name: 'a verdict in the evidence is edited',
    hand: (certified) =>
      swapped(
        certified,
        inReport((each) => (each.exitCode = 1)),
      ),
    refusal: /archive: .*conformance\.json was edited/,
  },
  {
    name: 'a file is added',
    hand: (certified) => swapped(certified, (files) => (files['notes.txt'] = 'endorsed')),
    refusal: /archive: .*notes\.txt was added/,
  },
  {
    name: 'a file is taken away',
    hand: (certified) => swapped(certified, (files) => delete files['waivers.yaml']),
    refusal: /archive: .*waivers\.yaml was taken away/,
  },
  {
    name: 'the evidence is of another run',
    hand: (certified) => swapped(certified, inSetup({ runId: 'another' })),
    refusal: /archive: +the evidence of another run: of "another"/,
  },
  {
    name: 'the issuer signs for a file that leads elsewhere',
    hand: (certified) => signedFor(certified, hostile({ path: '../../escaped.txt' })),
    refusal: /files: .*"\.\.\/\.\.\/escaped\.txt", which leads elsewhere/,
  },
  {
    name: 'the issuer signs for a link',
    hand: (certified) =>
      signedFor(certified, hostile({ path: 'run.json', type: 'SymbolicLink', linkpath: '/etc/hosts' })),
    refusal: /files: .*"run\.json", which is no plain file/,
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
    refusal: /configuration: +the overlays or waivers in the archive .*are not those/,
  },
  {
    name: 'the issuer signs for a verdict that the evidence does not have',
    hand: (certified) =>
      signed(
        certified,
        () => undefined,
        ({ predicate }) => predicate.passedTests.splice(3, 1),
      ),
    refusal:
      /verdicts: +conformance\.json does not have the passedTests of the certificate: they differ in AUT-004/,
  },
  {
    name: 'the issuer signs for a run that is not certified',
    hand: (certified) =>
      signed(
        certified,
        inReport((each) => (each.whole = false)),
      ),
    refusal: /verdicts: +conformance\.json is of a run that is not certified: the run was stopped on the way/,
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
    refusal:
      /suite: .*tells its readers "Endorsed by RocketKOR\." beside or in place of what this suite writes/,
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
];

function withPart(part: string): (statement: Statement) => void {
  return ({ predicate }) => {
    for (const { name, digest } of predicate.configuration) if (name === part) digest.sha256 = '0'.repeat(64);
  };
}
