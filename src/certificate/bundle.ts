import { sign, verify, type KeyObject } from 'node:crypto';
import {
  BUNDLE_V03_MEDIA_TYPE,
  bundleFromJSON,
  bundleToJSON,
  toDSSEBundle,
  type Bundle,
} from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { isAsWritten } from './canonical-json.ts';
import { fingerprintOf } from './keys.ts';
import type { Statement } from './statement.ts';

const payloadKind = 'application/vnd.in-toto+json';

/** A statement signed with an Ed25519 key: a DSSE envelope in a Sigstore bundle, as one line of JSON. */
export function sealed(statement: Statement, privateKey: KeyObject): string {
  const artifact = Buffer.from(JSON.stringify(statement));
  return written(
    toDSSEBundle({
      artifact,
      artifactType: payloadKind,
      signature: sign(null, dsse.preAuthEncoding(payloadKind, artifact), privateKey),
      keyHint: fingerprintOf(privateKey),
    }),
  );
}

/** The content of a bundle, before it is verified. */
export interface Opened {
  /** The signed bytes, read as JSON. */
  payload: unknown;
  /** The fingerprint of the key that the bundle names. */
  hint: string;
  isSignedWith: (key: KeyObject) => boolean;
}

/** Opens the text of a certificate, or returns why it is none. Every changed byte of the text is noticed. */
export function opened(text: string): Opened | { problem: string } {
  const json = parsed(text);
  if (json === undefined) return { problem: 'it is not JSON: it is damaged or cut off, or another file' };
  let bundle: Bundle;
  try {
    bundle = bundleFromJSON(json);
  } catch {
    return { problem: 'it is not a Sigstore bundle: a part of one is missing or malformed' };
  }
  const { content, verificationMaterial: material, mediaType } = bundle;
  if (mediaType !== BUNDLE_V03_MEDIA_TYPE)
    return { problem: `it is a Sigstore bundle of another version: ${mediaType.slice(0, 80)}` };
  if (content.$case !== 'dsseEnvelope' || material.content.$case !== 'publicKey')
    return { problem: 'it is a Sigstore bundle of another kind: it has no envelope signed with a key' };
  if (written(bundle) !== text)
    return { problem: 'it was changed since it was written: something in it is not part of a certificate' };
  const { payload, payloadType, signatures } = content.dsseEnvelope;
  const [signature] = signatures;
  if (payloadType !== payloadKind || signature === undefined)
    return { problem: `it holds ${JSON.stringify(payloadType)}, not an in-toto statement` };
  const { hint } = material.content.publicKey;
  if (signature.keyid !== hint) return { problem: 'it names two keys: a part of it was changed' };
  if (!isAsWritten(payload))
    return {
      problem:
        'its statement is not written as the suite writes one, so another program may read it differently: it has a duplicate member, spaces, or another form of a number, a letter or UTF-8',
    };
  return {
    payload: parsed(payload.toString('utf8')),
    hint,
    isSignedWith: (key) => verify(null, dsse.preAuthEncoding(payloadType, payload), key, signature.sig),
  };
}

function written(bundle: Bundle): string {
  return `${JSON.stringify(bundleToJSON(bundle))}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
