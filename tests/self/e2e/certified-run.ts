import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suiteRun, type CommandOptions, type CommandResult } from '../../../src/proof/runs/suite-run.ts';
import { pack, resourcesOf, unpacked, type ArchiveFiles } from '../../../src/certificate/archive.ts';
import { opened, sealed } from '../../../src/certificate/bundle.ts';
import { sha256 } from '../../../src/certificate/part-digests.ts';
import { factsOf, type Statement } from '../../../src/certificate/statement.ts';

/** A whole run that was certified, and the keys that signed it. */
export interface CertifiedRun {
  run: CommandResult;
  /** The text of certificate.intoto.jsonl. */
  text: string;
  /** The bytes of evidence.tar.gz. */
  archive: Buffer;
  privateKey: KeyObject;
  /** Path of the public key file. */
  publicFile: string;
  /** The output of keygen. */
  keys: CommandResult;
}

/** The passphrase of the key that signs. */
export const passphrase = 'passphrase-canary +/="8c1';
/** The name of the issuer. */
export const issuer = 'Example “Partner” & Sons <Ltd>';

/** Runs a command of the suite as a user would, with a report folder of its own and no other configuration. */
export function korRun(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-certificate-'));
  return suiteRun(['--import', 'tsx', 'src/cli/kor.ts', ...args], folder, { timeout: 400_000, ...options });
}

/** A whole run of the profile core on the embedded sandbox, pinned and with waivers, certified with an encrypted key. */
export async function certifiedRun(): Promise<CertifiedRun> {
  const home = mkdtempSync(path.join(tmpdir(), 'kor-keys-'));
  const folder = path.join(home, 'keys');
  const variables = { KOR_CERTIFICATE_PASSPHRASE: passphrase };
  const keys = await korRun(['keygen', '--out', folder], { variables });
  const waivers = path.join(home, 'known.yaml');
  writeFileSync(waivers, 'waivers: []\n');
  const key = path.join(folder, 'private.pem');
  const run = await korRun(['certify', '--demo', '--issuer', issuer, '--key', key], {
    variables: {
      ...variables,
      ...{ KOR_PROFILE: 'core', KOR_OVERLAY: 'specs/overlays/minimal.yaml', KOR_WAIVERS: waivers },
    },
  });
  if (run.exitCode !== 0) throw new Error(`nothing was certified: ${run.output}`);
  return {
    ...{ run, keys, publicFile: path.join(folder, 'public.pem') },
    text: readFileSync(path.join(run.folder, 'certificate.intoto.jsonl'), 'latin1'),
    archive: readFileSync(path.join(run.folder, 'evidence.tar.gz')),
    privateKey: createPrivateKey({ key: readFileSync(key, 'utf8'), passphrase }),
  };
}

/** The statement of a certificate. */
export function statementIn(text: string): Statement {
  const read = opened(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.payload as Statement;
}

/** The certificate with an edited statement, signed by its issuer. */
export function resigned(
  { text, privateKey }: Pick<CertifiedRun, 'text' | 'privateKey'>,
  edit: (statement: Statement) => void,
): string {
  const statement = statementIn(text);
  edit(statement);
  return sealed(statement, privateKey);
}

/** The files in the evidence archive. */
export function evidenceFiles({ archive }: Pick<CertifiedRun, 'archive'>): ArchiveFiles {
  const read = unpacked(archive);
  if ('problem' in read) throw new Error(read.problem);
  return read.files;
}

/** An archive of other files, packed as the suite packs them. */
export async function repacked(files: ArchiveFiles): Promise<Buffer> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-archive-')), 'evidence.tar.gz');
  await pack(files, file);
  return readFileSync(file);
}

/** A certificate of other evidence, signed by its issuer: every digest fits. */
export function signedFor(
  certified: Pick<CertifiedRun, 'text' | 'privateKey'>,
  archive: Buffer,
  edit: (statement: Statement) => void = () => undefined,
): { text: string; archive: Buffer } {
  const read = unpacked(archive);
  const text = resigned(certified, (statement) => {
    statement.subject[0].digest.sha256 = sha256(archive);
    if ('files' in read) factsOf(statement).evidence = resourcesOf(read.files);
    edit(statement);
  });
  return { text, archive };
}
