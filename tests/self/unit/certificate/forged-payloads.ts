import { furtherField } from '../../../../src/certificate/statement.ts';
import { sealedBytes, type ForgedBundle } from '../../support/forged-bundles.ts';
import { issued, soundBut } from '../../support/issued-certificate.ts';

const honest = JSON.stringify(issued(soundBut({})));
const notAsWritten = /form: .*its statement is not written as the suite writes one/;

/** The honest statement as text, edited and signed by its issuer. */
function signed(edit: (text: string) => string | Buffer): string {
  return sealedBytes(edit(honest));
}

/** The same members in equivalent JSON, one of them in another notation. */
const forms: [name: string, edit: (text: string) => string | Buffer][] = [
  [
    'it contains a member twice',
    (text) => text.replace('"predicateType":', '"predicateType":"a","predicateType":'),
  ],
  ['it contains a count twice', (text) => text.replace('"failed":0', '"failed":7,"failed":0')],
  ['it contains a digest twice', (text) => text.replace('"sha256":', '"sha256":"0","sha256":')],
  ['it contains its target twice', (text) => text.replace('"target":', '"target":{},"target":')],
  [
    'it contains a member twice, once with an escape',
    (text) => text.replace('"failed":0', String.raw`"f\u0061iled":7,"failed":0`),
  ],
  ['it contains a space', (text) => text.replace('":', '": ')],
  ['a line break follows it', (text) => `${text}\n`],
  ['a number is written as a fraction', (text) => text.replace('"failed":0', '"failed":0.0')],
  ['a number is written with an exponent', (text) => text.replace('"failed":0', '"failed":0e0')],
  ['a number is negative and zero', (text) => text.replace('"failed":0', '"failed":-0')],
  [
    'a number is too long to be read',
    (text) => text.replace('"exchanges":1', '"exchanges":9007199254740993'),
  ],
  ['a letter is written as an escape', (text) => text.replace('Example', String.raw`\u0045xample`)],
  ['a slash is written as an escape', (text) => text.replace('https://', String.raw`https:\/\/`)],
  ['it begins with a byte order mark', (text) => `\ufeff${text}`],
  ['a byte of it is no UTF-8', (text) => Buffer.from(text.replace('Example', 'Ex\u00ffmple'), 'latin1')],
  ['it is in UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['something follows it', (text) => `${text}{}`],
  ['it nests without end', (text) => text.replace('{', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},`)],
  ['it is no JSON', () => 'audited'],
];

/** Places where a member could be added that no format version knows. */
const members: [place: string, before: string][] = [
  ['the statement', '"_type"'],
  ['its subject', '"name":"evidence.tar.gz"'],
  ['a digest', '"sha256"'],
  ['the predicate', '"result"'],
  ['the facts', '"demo"'],
  ['the issuer', '"publicKey"'],
  ['the target', '"address"'],
  ['the run', '"startedAt"'],
  ['the counts', '"failed"'],
  ['the score', '"MUST"'],
  ['a share', '"passed":'],
  ['the coverage', '"covered"'],
  ['a requirement that was not tested', '"reason"'],
  ['the suite', '"version"'],
];

const versions: [name: string, edit: (text: string) => string, refusal: RegExp][] = [
  [
    'its predicate has another version',
    (text) => text.replace('test-result/v0.1', 'test-result/v0.2'),
    /form: it is not a certificate: its predicateType is "https:\/\/in-toto\.io\/attestation\/test-result\/v0\.2", and this suite reads/,
  ],
  [
    'it is another kind of statement',
    (text) => text.replace('Statement/v1', 'Statement/v2'),
    /form: it is not a certificate: its _type is/,
  ],
  [
    'its format has a later version',
    (text) => text.replace(furtherField, furtherField.replace('v2', 'v3')),
    /form: it is of another version of the format, "https:.*\/v3", and this suite reads .*\/v2: verify it with the version of the suite/,
  ],
  [
    'it has two versions of the format',
    (text) => text.replace(`"${furtherField}"`, `"${furtherField.replace('v2', 'v3')}":{},"${furtherField}"`),
    /content: .*has "https:.*\/v3", which a certificate does not have/,
  ],
  [
    'it has no part of this suite',
    (text) => text.replace(furtherField, 'https://elsewhere.example/v1'),
    /form: it is not a certificate of this suite: its predicate has no/,
  ],
  ['it is an array', (text) => `[${text}]`, /form: it is not a certificate: its _type is nothing/],
  ['it is a text', (text) => JSON.stringify(text), /form: it is not a certificate: its _type is nothing/],
  ['it is null', () => 'null', /form: it is not a certificate: its _type is nothing/],
];

/** Every notation of a signed statement that the suite does not write. */
export const forgedPayloads: readonly ForgedBundle[] = [
  ...forms.map(([name, edit]) => ({ name, text: signed(edit), refusal: notAsWritten })),
  ...members.map(([place, before]) => ({
    name: `${place} has a member more`,
    text: signed((text) => text.replace(before, `"audited":true,${before}`)),
    refusal:
      /content: it is signed, but does not have the form of a certificate: \S+ has "audited", which a certificate does not have/,
  })),
  ...['__proto__', 'constructor', 'toJSON'].map((name) => ({
    name: `it has a member ${name}`,
    text: signed((text) => text.replace('"demo"', `"${name}":{},"demo"`)),
    refusal: /content: .*which a certificate does not have/,
  })),
  ...versions.map(([name, edit, refusal]) => ({ name, text: signed(edit), refusal })),
];
