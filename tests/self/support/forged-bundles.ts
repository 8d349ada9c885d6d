import { sign } from 'node:crypto';
import { toDSSEBundle, bundleToJSON } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { sealed } from '../../../src/certificate/bundle.ts';
import { fingerprintOf } from '../../../src/certificate/keys.ts';
import { issued, keys, soundBut } from './issued-certificate.ts';

/** A text that is not a certificate as it was issued, and the refusal it must cause. */
export interface ForgedBundle {
  name: string;
  text: string;
  refusal: RegExp;
}

const statement = issued(soundBut({}));
const honest = sealed(statement, keys.issuer);
const payload = JSON.stringify(statement);
const inToto = 'application/vnd.in-toto+json';

/** Any bytes, signed by the issuer as a statement. */
export function sealedBytes(bytes: string | Buffer, kind = inToto): string {
  const artifact = Buffer.from(bytes);
  const signature = sign(null, dsse.preAuthEncoding(kind, artifact), keys.issuer);
  const bundle = toDSSEBundle({
    artifact,
    artifactType: kind,
    signature,
    keyHint: fingerprintOf(keys.issuer),
  });
  return `${JSON.stringify(bundleToJSON(bundle))}\n`;
}

interface Bundle {
  mediaType: string;
  verificationMaterial: { publicKey: { hint: string } };
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid: string }[] };
}

/** The honest certificate with its JSON edited. */
function edited(edit: (bundle: Bundle) => void): string {
  const bundle = JSON.parse(honest) as Bundle;
  edit(bundle);
  return `${JSON.stringify(bundle)}\n`;
}

/** The certificate with other signatures. */
function signatures(edit: (own: Bundle['dsseEnvelope']['signatures'][number]) => object[]): string {
  return edited(({ dsseEnvelope }) => {
    const [own] = dsseEnvelope.signatures;
    if (own) Object.assign(dsseEnvelope, { signatures: edit(own) });
  });
}

const changed = /form: not a certificate as it was written: it was changed since it was written/;
const noBundle = /form: not a certificate as it was written: it is not a Sigstore bundle/;
const noJson = /form: not a certificate as it was written: it is not JSON/;

/** The same bytes in another form of base64. */
const base64Forms: [name: string, write: (text: string) => string][] = [
  ['without its padding', (text) => text.replace(/=+$/, '') + (text.endsWith('=') ? '' : '=')],
  ['with a line break in it', (text) => `${text.slice(0, 8)}\n${text.slice(8)}`],
  ['with spaces in front of it', (text) => `  ${text}`],
  ['in its form for addresses', (text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, '-')],
  ['with a character in it that means nothing', (text) => `${text.slice(0, 4)}!${text.slice(4)}`],
];

const envelopes: ForgedBundle[] = [
  { name: 'it is signed twice', text: signatures((own) => [own, own]), refusal: noBundle },
  {
    name: 'another key has signed it, too',
    text: signatures((own) => [own, { ...own, keyid: fingerprintOf(keys.other) }]),
    refusal: noBundle,
  },
  { name: 'it has no signature', text: signatures(() => []), refusal: noBundle },
  {
    name: 'the key of its signature is not known',
    text: signatures((own) => [{ ...own, keyid: 'unknown' }]),
    refusal: /it names two keys/,
  },
  {
    name: 'its signature names no key',
    text: signatures(({ sig }) => [{ sig }]),
    refusal: /changed since it was written|it names two keys/,
  },
  {
    name: 'its signature is empty',
    text: signatures((own) => [{ ...own, sig: '' }]),
    refusal: /signature: the signature does not match|form:/,
  },
  ...base64Forms.flatMap(([form, write]): ForgedBundle[] => [
    {
      name: `its payload is written ${form}`,
      text: edited(({ dsseEnvelope }) => (dsseEnvelope.payload = write(dsseEnvelope.payload))),
      refusal: changed,
    },
    {
      name: `its signature is written ${form}`,
      text: signatures((own) => [{ ...own, sig: write(own.sig) }]),
      refusal: changed,
    },
  ]),
  ...[
    'application/json',
    'application/vnd.in-toto+json; charset=utf-8',
    'APPLICATION/VND.IN-TOTO+JSON',
    '\u001b[2J',
    '',
  ].map((kind): ForgedBundle => ({
    name: `its payload is signed as ${JSON.stringify(kind)}`,
    text: sealedBytes(payload, kind),
    refusal: /it holds ".*", not an in-toto statement|changed since/,
  })),
  ...(
    [
      ['', (bundle) => bundle],
      [' of its envelope', ({ dsseEnvelope }) => dsseEnvelope],
      [' of its signature', ({ dsseEnvelope }) => dsseEnvelope.signatures[0] ?? {}],
      [' of its material', ({ verificationMaterial }) => verificationMaterial],
      [' of its key', ({ verificationMaterial }) => verificationMaterial.publicKey],
    ] as [string, (bundle: Bundle) => object][]
  ).map(([place, member]): ForgedBundle => ({
    name: `a member${place} is added`,
    text: edited((bundle) => Object.assign(member(bundle), { note: 'audited' })),
    refusal: changed,
  })),
];

const texts: ForgedBundle[] = [
  { name: 'a line follows it', text: `${honest}{"audited":true}\n`, refusal: noJson },
  { name: 'an empty line follows it', text: `${honest}\n`, refusal: changed },
  { name: 'it begins with a comment', text: `// audited\n${honest}`, refusal: noJson },
  { name: 'it begins with a byte order mark', text: `\u00ef\u00bb\u00bf${honest}`, refusal: noJson },
  { name: 'its line ends as on Windows', text: honest.replace('\n', '\r\n'), refusal: changed },
  { name: 'its line does not end', text: honest.trimEnd(), refusal: changed },
  { name: 'it is set in', text: JSON.stringify(JSON.parse(honest), null, 2), refusal: changed },
  {
    name: 'it contains its payload twice',
    text: honest.replace('"payload":', '"payload":"e30=","payload":'),
    refusal: changed,
  },
  {
    name: 'a letter of it is written as an escape',
    text: honest.replace('"mediaType"', String.raw`"media\u0054ype"`),
    refusal: changed,
  },
  {
    name: 'it nests without end',
    text: `${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`,
    refusal: noBundle,
  },
  { name: 'its statement is empty', text: sealedBytes(''), refusal: noBundle },
  { name: 'it is a number', text: '1\n', refusal: noBundle },
  { name: 'it is nothing', text: 'null\n', refusal: noBundle },
  {
    name: 'it is the unsigned statement alone',
    text: `${payload}\n`,
    refusal: noBundle,
  },
];

/** Every change of a certificate's envelope that must be refused. */
export const forgedBundles: readonly ForgedBundle[] = [...envelopes, ...texts];
