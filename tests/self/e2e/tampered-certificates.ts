import { generateKeyPairSync } from 'node:crypto';
import { sealed } from '../../../src/certificate/bundle.ts';
import { fingerprintOf, spkiOf } from '../../../src/certificate/keys.ts';
import { factsOf } from '../../../src/certificate/statement.ts';
import { edited, withPayload, type Tampering } from './bundle-edits.ts';
import { resigned, statementIn } from './certified-run.ts';

const day = 24 * 60 * 60 * 1000;

const flipped = (text: string): string => (text.startsWith('a') ? 'b' : 'a') + text.slice(1);
const other = generateKeyPairSync('ed25519').privateKey;

/** Certificates that differ from what was issued, or from what the reader demands. */
export const tamperedCertificates: readonly Tampering[] = [
  {
    name: 'a verdict is edited and not signed again',
    hand: (certified) => ({
      text: withPayload(certified, (payload) => payload.replace('"failed":0', '"failed":1')),
    }),
    refusal: /signature: .*does not match the content/,
  },
  {
    name: 'a bit of the payload is flipped',
    hand: (certified) => ({
      text: withPayload(certified, (payload) => payload.replace('Example', 'Dxample')),
    }),
    refusal: /signature: .*altered or damaged/,
  },
  {
    name: 'a byte of the signature is flipped',
    hand: (certified) =>
      edited(certified, ({ dsseEnvelope: { signatures } }) => {
        for (const each of signatures) each.sig = flipped(each.sig);
      }),
    refusal: /signature: .*altered or damaged/,
  },
  {
    name: 'the last bits of the signature, which mean nothing, are flipped',
    hand: ({ text }) => ({
      text: text.replace(
        /("sig":"[^"]*)(.)==/,
        (_, start: string, last: string) => `${start}${String.fromCharCode(last.charCodeAt(0) + 1)}==`,
      ),
    }),
    refusal: /form: .*changed since it was written/,
  },
  {
    name: 'the hint at the key is changed',
    hand: (certified) =>
      edited(
        certified,
        ({ verificationMaterial: { publicKey } }) => (publicKey.hint = `sha256:${'0'.repeat(64)}`),
      ),
    refusal: /form: .*names two keys/,
  },
  {
    name: 'the hints at the key are both changed',
    hand: (certified) =>
      edited(certified, ({ verificationMaterial: { publicKey }, dsseEnvelope: { signatures } }) => {
        publicKey.hint = 'another';
        for (const each of signatures) each.keyid = 'another';
      }),
    refusal: /signature: the bundle names another key/,
  },
  {
    name: 'the kind of the bundle is changed',
    hand: (certified) => edited(certified, (bundle) => (bundle.mediaType = 'application/x-other')),
    refusal: /form: .*not a Sigstore bundle/,
  },
  {
    name: 'the version of the bundle is changed',
    hand: (certified) =>
      edited(certified, (bundle) => (bundle.mediaType = bundle.mediaType.replace('v0.3', 'v0.2'))),
    refusal: /form: .*a Sigstore bundle of another version/,
  },
  {
    name: 'the kind of the payload is changed',
    hand: (certified) => edited(certified, ({ dsseEnvelope }) => (dsseEnvelope.payloadType = 'text/plain')),
    refusal: /form: .*it holds "text\/plain", not an in-toto statement/,
  },
  {
    name: 'something is added that nobody signed',
    hand: (certified) => edited(certified, (bundle) => Object.assign(bundle, { note: 'endorsed' })),
    refusal: /form: .*something in it is not part of a certificate/,
  },
  {
    name: 'a space is added at the end',
    hand: ({ text }) => ({ text: `${text} ` }),
    refusal: /form: .*changed since it was written/,
  },
  {
    name: 'a second certificate is added',
    hand: ({ text }) => ({ text: text + text }),
    refusal: /form: .*not JSON/,
  },
  {
    name: 'it is cut off',
    hand: ({ text }) => ({ text: text.slice(0, text.length / 2) }),
    refusal: /form: .*damaged or cut off/,
  },
  { name: 'it is empty', hand: () => ({ text: '' }), refusal: /form: .*not JSON/ },
  {
    name: 'another key signs in the name of the issuer',
    hand: ({ text }) => ({ text: sealed(statementIn(text), other) }),
    refusal: /signature: .*does not match the content/,
  },
  {
    name: 'another key signs in its own name',
    hand: ({ text }) => {
      const statement = statementIn(text);
      Object.assign(factsOf(statement).issuer, {
        publicKey: spkiOf(other).toString('base64'),
        fingerprint: fingerprintOf(other),
      });
      return { text: sealed(statement, other) };
    },
    refusal: /signer: +signed with a key that is not trusted/,
  },
  {
    name: 'nobody says which key to trust',
    hand: () => ({ options: { key: [] } }),
    refusal: /signer: +intact, signer unknown: sha256:[0-9a-f]{64}/,
  },
  {
    name: 'it has expired',
    hand: () => ({ now: new Date(Date.now() + 91 * day) }),
    refusal: /validity: +expired at .*ask the issuer for a newer one/,
  },
  {
    name: 'it is not valid yet',
    hand: () => ({ now: new Date(Date.now() - day) }),
    refusal: /validity: +not valid yet: .*check the clock/,
  },
  {
    name: 'it is of another profile',
    hand: () => ({ options: { profile: 'full' } }),
    refusal: /profile: +a certificate of another profile: of core, where full is demanded/,
  },
  {
    name: 'it is of another target',
    hand: () => ({ options: { target: 'api.example.com' } }),
    refusal: /target: +a certificate of another target: of embedded sandbox/,
  },
  {
    name: 'it is of the embedded sandbox, which nobody asked for',
    hand: () => ({ options: { demo: false } }),
    refusal: /kind: +a DEMO certificate/,
  },
  {
    name: 'its issuer takes the mark DEMO away',
    hand: (certified) => ({ text: resigned(certified, (each) => (factsOf(each).demo = false)) }),
    refusal: /content: .*contradicts itself: its mark DEMO/,
  },
  {
    name: 'its issuer makes it valid for ever',
    hand: (certified) => ({
      text: resigned(certified, (each) => (factsOf(each).validUntil = '2999-01-01T00:00:00.000Z')),
    }),
    refusal: /content: .*contradicts itself: it is valid for more than 397 days/,
  },
  {
    name: 'its issuer moves the run past its issue',
    hand: (certified) => ({
      text: resigned(certified, (each) => (factsOf(each).run.finishedAt = '2999-01-01T00:00:00.000Z')),
    }),
    refusal: /content: .*contradicts itself: it was issued before its run had ended/,
  },
  {
    name: 'its issuer certifies what failed',
    hand: (certified) => ({
      text: resigned(certified, ({ predicate }) => predicate.failedTests.push('CUS-001')),
    }),
    refusal: /content: .*contradicts itself: it counts requirements that failed/,
  },
  {
    name: 'it is of another version of the format',
    hand: (certified) => ({
      text: resigned(certified, (each) => {
        const { result, configuration } = each.predicate;
        Object.assign(each, { predicate: { result, configuration } });
      }),
    }),
    refusal: /form: it is not a certificate of this suite/,
  },
  {
    name: 'a part of it is of another form',
    hand: (certified) => ({
      text: resigned(certified, (each) => Object.assign(factsOf(each), { profile: 'tiny' })),
    }),
    refusal: /content: .*does not have the form of a certificate: .*profile/,
  },
];
