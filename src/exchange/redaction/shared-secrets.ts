import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { knownSecrecy, type RunSecrecy } from '../../target/environment.ts';

/** Shares secrets between the processes of a run: in an encrypted file, which other processes cannot read even if it is left behind. */
export interface SharedSecrets {
  tell(secret: string): void;
  /** The secrets that this process or another has added since the last call. */
  heard(): string[];
}

const byFile = new Map<string, SharedSecrets>();

/** The shared secrets of this run, while their file exists: one instance per process; undefined if the run has a single process. */
export function sharedSecrets(): SharedSecrets | undefined {
  const secrecy = knownSecrecy();
  if (!secrecy) return undefined;
  const known = byFile.get(secrecy.file) ?? sharedIn(secrecy);
  byFile.set(secrecy.file, known);
  return known;
}

function sharedIn({ file, key }: RunSecrecy): SharedSecrets {
  let heard = 0;
  return {
    tell: (secret) => {
      if (existsSync(file)) appendFileSync(file, `${sealed(secret, key)}\n`);
    },
    heard: () => {
      if (!existsSync(file)) return [];
      const descriptor = openSync(file, 'r');
      try {
        const unheard = Buffer.alloc(fstatSync(descriptor).size - heard);
        const size = readSync(descriptor, unheard, 0, unheard.length, heard);
        const end = unheard.subarray(0, size).lastIndexOf('\n') + 1;
        heard += end;
        const lines = unheard.toString('latin1', 0, end).split('\n').filter(Boolean);
        return lines.map((line) => opened(line, key));
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

const cipher = 'aes-256-gcm';

/** Encrypts a text with a key (AES-256-GCM); the result is base64. */
export function sealed(text: string, key: string): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, Buffer.from(key, 'hex'), nonce);
  const content = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), content]).toString('base64');
}

/** Decrypts a sealed text. Throws if it was sealed with another key, or changed since. */
export function opened(sealedText: string, key: string): string {
  const bytes = Buffer.from(sealedText, 'base64');
  const opening = createDecipheriv(cipher, Buffer.from(key, 'hex'), bytes.subarray(0, 12));
  opening.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8');
}
