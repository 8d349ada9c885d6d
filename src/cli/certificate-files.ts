import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileError } from '../files/file-error.ts';
import { isOurs } from '../files/ours.ts';
import { replaceFiles } from '../files/write.ts';
import type { Configuration } from '../target/configuration.ts';
import { evidenceNames, type RunRecord } from '../target/recorded-run.ts';
import { usualWaiversFile } from '../target/waivers-file.ts';
import { pack, resourcesOf, type ArchiveFiles } from '../certificate/archive.ts';
import { sealed } from '../certificate/bundle.ts';
import { sha256 } from '../certificate/part-digests.ts';
import { statementOf } from '../certificate/issue/issue.ts';
import { certificatePage } from '../certificate/page.ts';
import { factsOf, type CertificateFacts, type Resource } from '../certificate/statement.ts';
import { evidenceIn } from '../verdict/evidence-file.ts';
import type { Conformance } from '../verdict/reports/report-types.ts';
import { UsageError } from './failure.ts';
import type { KeyObject } from 'node:crypto';
import type { Signing } from '../target/signing.ts';

/** What `npm run certify` leaves in the report folder. */
export const certificateNames = {
  certificate: 'certificate.intoto.jsonl',
  page: 'certificate.html',
  archive: 'evidence.tar.gz',
} as const;

/** The owner's files that decide the verdicts, by their names in the evidence archive. */
export interface SourceFiles {
  overlays: string[];
  waivers: string | undefined;
  webhookCaptures: string[];
  texts: Record<string, string>;
}

/** Reads the owner's files. Throws a {@link UsageError} if one cannot be read. */
export function sourceFiles({ sources, settings }: Configuration): SourceFiles {
  const texts: Record<string, string> = {};
  const held = (folder: string) => (file: string, index: number) => {
    const name = `${folder}/${String(index + 1)}-${path.basename(file).replaceAll(/[^\w.-]|^\.+|\.+$|(?<=\.)\./g, '_')}`;
    texts[name] = textOf(file);
    return name;
  };
  const overlays = sources.overlays.map(held('overlays'));
  const webhookCaptures = (settings.webhookCaptures ?? []).map(held('webhooks'));
  const file = settings.waiversFile ?? (existsSync(usualWaiversFile) ? usualWaiversFile : undefined);
  if (file !== undefined) texts[evidenceNames.waivers] = textOf(file);
  return { overlays, webhookCaptures, waivers: file && evidenceNames.waivers, texts };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
}

/** Moves an earlier certificate with its page and evidence to a new folder, and returns its path; undefined if there is none. */
export function setAside(folder: string): string | undefined {
  const there = Object.values(certificateNames).filter((name) => isOurs(path.join(folder, name)));
  if (there.length === 0) return undefined;
  const latest = Math.max(...there.map((name) => statSync(path.join(folder, name)).mtimeMs));
  const name = `certificate-of-${new Date(latest).toISOString().replaceAll(/[:.]/g, '-')}`;
  const aside = path.join(folder, name);
  try {
    mkdirSync(aside);
    for (const each of there) renameSync(path.join(folder, each), path.join(aside, each));
  } catch (error) {
    throw fileError(error, aside, 'No certificate was issued.');
  }
  return path.relative(process.cwd(), aside);
}

/** Writes archive, certificate and page of a run that may be certified, the archive first; returns the text for the console. */
export async function issueCertificate(
  preparation: Preparation,
  parts: readonly Resource[],
  { folder, report }: { folder: string; report: Conformance },
): Promise<string> {
  const log = readFileSync(path.join(folder, evidenceNames.log), 'utf8');
  const { demo, signing, privateKey, address, sourceFiles: own } = preparation;
  const setup = setupOf(preparation, report, log);
  const files: ArchiveFiles = {
    [evidenceNames.setup]: `${JSON.stringify(setup, null, 2)}\n`,
    [evidenceNames.conformance]: readFileSync(path.join(folder, evidenceNames.conformance)),
    [evidenceNames.log]: log,
    [evidenceNames.key]: `${preparation.evidenceKey}\n`,
    ...own.texts,
  };
  const archive = path.join(folder, certificateNames.archive);
  await pack(files, archive);
  const named = [...own.overlays, ...(own.waivers === undefined ? [] : [own.waivers])];
  const statement = statementOf({
    ...{ report, demo, privateKey, address, issuer: signing.issuer, validDays: signing.validDays },
    issuedAt: new Date(),
    tlsCertificate: setup.target.tlsCertificate,
    configuration: [
      ...parts,
      ...named.map((name) => ({ name, digest: { sha256: sha256(own.texts[name] ?? '') } })),
    ],
    archive: { name: certificateNames.archive, digest: { sha256: sha256(readFileSync(archive)) } },
    evidence: resourcesOf(files),
  });
  const text = sealed(statement, privateKey);
  replaceFiles({
    [path.join(folder, certificateNames.certificate)]: text,
    [path.join(folder, certificateNames.page)]: certificatePage(statement, text),
  });
  return told(folder, factsOf(statement), preparation);
}

function setupOf(
  { target, settings, sourceFiles: own }: Preparation,
  report: Conformance,
  log: string,
): RunRecord {
  const { target: known, exchanges } = evidenceIn(log);
  const origin = exchanges[0] === undefined ? '' : new URL(exchanges[0].request.url).origin;
  return {
    schemaVersion: 1,
    target: {
      kind: report.target.kind,
      baseUrl: target?.baseUrl ?? origin,
      tlsCertificate: known?.tlsCertificate,
    },
    ...{ profile: report.profile, seed: report.seed, runId: report.runId, strict: report.strict },
    emailDomain: settings.emailDomain,
    ...{ startedAt: report.startedAt, finishedAt: report.finishedAt },
    staleness: known?.staleness ?? 0,
    exchangeTimeout: settings.exchangeTimeout,
    testTimeout: settings.testTimeout,
    credentials: {
      other: !target || target.otherCredentials !== undefined,
      expiredToken: target?.expiredToken !== undefined,
      shortLived: !target,
    },
    descriptionDigest: report.description.digest,
    overlays: own.overlays,
    waivers: own.waivers,
    webhookCaptures: own.webhookCaptures,
  };
}

function told(
  folder: string,
  { demo, validUntil, issuer }: CertificateFacts,
  { signing, sourceFiles: { webhookCaptures } }: Preparation,
): string {
  const at = (name: string): string => path.relative(process.cwd(), path.join(folder, name));
  const publicKey = path.join(path.dirname(signing.key?.place ?? ''), 'public.pem');
  const key = existsSync(publicKey) ? publicKey : '<file of the public key>';
  const captures = webhookCaptures.length > 0 ? ', and the webhook payloads as they were captured' : '';
  return [
    '',
    `${demo ? 'DEMO certificate' : 'Certificate'} issued, valid until ${validUntil}, signed with ${issuer.fingerprint}`,
    `  ${at(certificateNames.certificate)}  safe to publish`,
    `  ${at(certificateNames.page)}  the certificate as a page, to print`,
    `  ${at(certificateNames.archive)}  for those who verify the evidence: the responses of the target without secrets${captures}`,
    `Verify it: npm run verify -- ${at(certificateNames.certificate)} --key ${key} --evidence ${at(certificateNames.archive)}${demo ? ' --demo' : ''}`,
    '',
  ].join('\n');
}

/** Everything that a certificate needs and that is known before the run. */
export interface Preparation extends Configuration {
  signing: Signing;
  privateKey: KeyObject;
  demo: boolean;
  /** The target's base URL, or `embedded sandbox`. */
  address: string;
  sourceFiles: SourceFiles;
  /** The key of the digests that replace hidden values in the evidence. */
  evidenceKey: string;
}
