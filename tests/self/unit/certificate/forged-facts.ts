import { spkiOf } from '../../../../src/certificate/keys.ts';
import { waived, type ForgedStatement } from '../../support/forged-statement.ts';
import { issued, keys, soundBut } from '../../support/issued-certificate.ts';

const plain = issued(soundBut({}), [], 'http://127.0.0.1:8080/base');

const times: ForgedStatement[] = [
  ...[
    '2025-02-30T00:00:00.000Z',
    '2025-02-01 00:00:00Z',
    '2025-02-01T00:00:00',
    '1 Feb 2025',
    '2025-02-01',
    '1738368000000',
  ].map((time): ForgedStatement => ({
    name: `it is valid until ${time}`,
    edit: (_, facts) => (facts.validUntil = time),
    refusal: /validUntil is not a time such as/,
  })),
  {
    name: 'it was issued in a leap second that there was not',
    edit: (_, facts) => (facts.issuedAt = '2025-01-30T23:59:60Z'),
    refusal: /issuedAt is not a time such as/,
  },
  {
    name: 'its run ended before it began',
    edit: (_, { run }) => ([run.startedAt, run.finishedAt] = [run.finishedAt, run.startedAt]),
    refusal: /its run ended before it began/,
  },
  {
    name: 'it was issued while its run went on',
    edit: (_, facts) => (facts.issuedAt = '2025-01-01T00:00:01.000Z'),
    refusal: /it was issued before its run had ended/,
  },
  {
    name: 'it ends before it begins',
    edit: (_, facts) => (facts.validUntil = '2025-01-02T00:00:00+14:00'),
    refusal: /it ends before it begins/,
  },
  {
    name: 'it is valid for longer than any is',
    edit: (_, facts) => (facts.validUntil = '2026-03-04T23:59:59.999-23:59'),
    refusal: /it is valid for more than 397 days/,
  },
  {
    name: 'it is of tomorrow',
    edit: (_, facts) => (facts.issuedAt = '2025-02-02T00:00:00.000Z'),
    refusal: /validity: not valid yet/,
  },
];

const places: ForgedStatement[] = [
  {
    name: 'the embedded sandbox is called by another name',
    of: issued(soundBut({}, { target: { name: '', kind: 'embedded' } })),
    edit: (_, { target }) => (target.address = 'https://api.example'),
    refusal: /the address of its target, "https:\/\/api\.example", is not one of its kind/,
  },
  {
    name: 'the embedded sandbox is called a sandbox of the issuer',
    of: issued(soundBut({}, { target: { name: '', kind: 'embedded' } })),
    edit: (_, facts) => {
      facts.demo = false;
      facts.target.kind = 'sandbox';
    },
    refusal: /the address of its target, "embedded sandbox", is not one of its kind/,
  },
  ...[
    'https://api.example/',
    'https://user:secret@api.example',
    'https://api.example?x=1',
    'https://API.example',
    'ftp://api.example',
    'api.example',
  ].map((address): ForgedStatement => ({
    name: `its target is at ${address}`,
    edit: (_, { target }) => (target.address = address),
    refusal: /the address of its target/,
  })),
  {
    name: 'it shows a TLS certificate over plain HTTP',
    of: plain,
    edit: (_, { target }) => (target.tlsCertificate = `sha256:${'c'.repeat(64)}`),
    refusal: /its target shows a TLS certificate over plain HTTP/,
  },
  {
    name: 'it does not say that its address leads to the machine that the suite ran on',
    of: plain,
    edit: (_, { statements }) => statements.pop(),
    refusal: /tells its readers not all that must be said/,
  },
  {
    name: 'it says more than must be said',
    edit: (_, { statements }) => statements.push('Endorsed by RocketKOR.'),
    refusal: /tells its readers "Endorsed by RocketKOR\." beside or in place of what must be said/,
  },
  {
    name: 'it is not said that overlays changed the description',
    of: waived,
    edit: (_, { statements }) => {
      statements.forEach((each, index) => (statements[index] = each.replace(/, as changed .*? here,/, '')));
    },
    refusal: /tells its readers "Judged against a description that/,
  },
];

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const spki = spkiOf(keys.issuer).toString('base64');

const keyForms: ForgedStatement[] = [
  ...[
    `${spki}\n`,
    ` ${spki}`,
    spki.replace(/=$/, ''),
    urlSafe(spki) === spki ? `${spki}=` : urlSafe(spki),
    `${spki}AAAA`,
  ].map((publicKey): ForgedStatement => ({
    name: `its key is written as ${JSON.stringify(publicKey)}`,
    edit: (_, { issuer }) => (issuer.publicKey = publicKey),
    refusal: /its key is not written as a key is/,
  })),
  {
    name: 'its fingerprint is of another key',
    edit: (_, { issuer }) => (issuer.fingerprint = `sha256:${'0'.repeat(64)}`),
    refusal: /its fingerprint is not that of its key/,
  },
];

/** Times, targets, words and keys that no certificate has. */
export const forgedFacts: readonly ForgedStatement[] = [...times, ...places, ...keyForms];
