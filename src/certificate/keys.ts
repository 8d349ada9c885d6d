import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** A new pair of Ed25519 keys as PEM: PKCS#8, encrypted if there is a passphrase, and SPKI. */
export function newKeyPair(passphrase: string | undefined): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The key that a text holds, or what is wrong with it, in words that follow the name of a file. */
export type ReadKey = { key: KeyObject } | { problem: string };

/** The private key in a PEM text. */
export function privateKeyIn(pem: string, passphrase: string | undefined): ReadKey {
  if (!pem.includes('PRIVATE KEY-----')) return { problem: 'does not hold a private key in PEM' };
  const isEncrypted = /BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem);
  if (isEncrypted && passphrase === undefined) return { problem: 'is encrypted and needs its passphrase' };
  try {
    return ofEd25519(createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) }));
  } catch {
    return {
      problem: isEncrypted
        ? 'is encrypted with another passphrase, or is damaged'
        : 'holds a private key that cannot be read',
    };
  }
}

/** The public key in a PEM text. */
export function publicKeyIn(pem: string): ReadKey {
  if (pem.includes('PRIVATE KEY-----'))
    return { problem: 'holds a private key: give the public key that was written beside it' };
  try {
    return ofEd25519(createPublicKey(pem));
  } catch {
    return { problem: 'does not hold a public key in PEM' };
  }
}

/** The public key in the Base64 of its SPKI form. */
export function publicKeyFrom(base64: string): ReadKey {
  try {
    return ofEd25519(createPublicKey({ key: Buffer.from(base64, 'base64'), type: 'spki', format: 'der' }));
  } catch {
    return { problem: 'is not a public key' };
  }
}

function ofEd25519(key: KeyObject): ReadKey {
  if (key.asymmetricKeyType === 'ed25519') return { key };
  return { problem: `holds a key of type ${key.asymmetricKeyType ?? 'unknown'}: Ed25519 is needed` };
}

/** The public half of a key, in its SPKI form. */
export function spkiOf(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'der' });
}

/** The fingerprint of a key: `sha256:` and the digest of the SPKI form of its public half, in hex. */
export function fingerprintOf(key: KeyObject): string {
  return `sha256:${createHash('sha256').update(spkiOf(key)).digest('hex')}`;
}
