import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { knownSecrecy, type RunSecrecy } from '../../target/environment.ts';

/** How the processes of a run tell one another what they were given: in a file that nobody else can read, be it left behind or not. */
export interface SharedSecrets {
  tell(secret: string): void;
  /** What has been told since it was asked last, by this process or another. */
  heard(): string[];
}

const byFile = new Map<string, SharedSecrets>();

/** What the processes of this run share, as long as their file is there, the same for all of a process; undefined where there is one alone. */
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

/** A text as only whoever has the key can read it, in base64. */
export function sealed(text: string, key: string): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, Buffer.from(key, 'hex'), nonce);
  const content = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), content]).toString('base64');
}

/** A text that was sealed with a key. Throws where it was sealed with another, or changed since. */
export function opened(sealedText: string, key: string): string {
  const bytes = Buffer.from(sealedText, 'base64');
  const opening = createDecipheriv(cipher, Buffer.from(key, 'hex'), bytes.subarray(0, 12));
  opening.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8');
}
