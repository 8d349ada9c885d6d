import { lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createFile, makeFolder } from '../files/write.ts';
import { givenPassphrase } from '../target/environment.ts';
import { fingerprintOf, newKeyPair, publicKeyIn } from '../certificate/keys.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';

/**
 * `kor keygen`: writes a new pair of keys for certificates, the private key readable only by its owner, and encrypted if there is a
 * passphrase. Never overwrites a file. Returns the exit code.
 */
export function keygen({ out }: { out: string }): Promise<number> {
  return reporting(() => {
    const files = { privateKey: path.join(out, 'private.pem'), publicKey: path.join(out, 'public.pem') };
    const taken = Object.values(files).filter((file) => lstatSync(file, { throwIfNoEntry: false }));
    if (taken.length > 0)
      throw new UsageError(
        `${taken.join(' and ')} already ${taken.length > 1 ? 'exist' : 'exists'}, and no key is overwritten: name another folder with --out.`,
      );
    const passphrase = givenPassphrase();
    const pair = newKeyPair(passphrase);
    makeFolder(out, 0o700);
    createFile(files.privateKey, pair.privateKey, { mode: 0o600, meaning });
    try {
      createFile(files.publicKey, pair.publicKey, { meaning });
    } catch (error) {
      rmSync(files.privateKey); // a private key without its public key is of no use
      throw error;
    }
    say(told(files, pair.publicKey, passphrase !== undefined));
    return Promise.resolve(0);
  });
}

const meaning = 'There are no new keys.';

function told(
  files: { privateKey: string; publicKey: string },
  publicKey: string,
  isEncrypted: boolean,
): string {
  const read = publicKeyIn(publicKey);
  const fingerprint = 'key' in read ? fingerprintOf(read.key) : '';
  const how = isEncrypted
    ? 'encrypted with KOR_CERTIFICATE_PASSPHRASE'
    : 'not encrypted: KOR_CERTIFICATE_PASSPHRASE in the environment would have encrypted it';
  return [
    `Private key: ${files.privateKey} (${how}). Keep it secret.`,
    `Public key:  ${files.publicKey}. Give it to those who are to trust your certificates, in a way that they trust.`,
    `Fingerprint: ${fingerprint}`,
    '',
  ].join('\n');
}
