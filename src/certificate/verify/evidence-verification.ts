import { evidenceNames, runRecordIn, type RunRecord } from '../../target/recorded-run.ts';
import { runIn } from '../../verdict/reports/conformance-file.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';
import { resourcesOf, unpacked, type ArchiveFiles } from '../archive.ts';
import { sha256 } from '../part-digests.ts';
import { configurationCheck, setupCheck, verdictsCheck } from './evidence-checks.ts';
import { evidenceIn, type Evidence } from '../../verdict/evidence-file.ts';
import { isAsWritten } from '../canonical-json.ts';
import { findingsCheck } from './findings-check.ts';
import { factsOf, type Resource, type Statement } from '../statement.ts';
import { timesCheck } from './times-check.ts';
import { stepsOf, type VerificationStep } from './verification.ts';

/** The steps of checking an archive, and its files if they could be read. */
export interface EvidenceVerification {
  steps: VerificationStep[];
  files?: ArchiveFiles;
}

/** Checks that an archive is the evidence of a certificate, and that what is in it leads to what the certificate says. */
export function evidenceVerification(statement: Statement, archive: Buffer): EvidenceVerification {
  const [subject] = statement.subject;
  const read = unpacked(archive);
  if (sha256(archive) !== subject.digest.sha256)
    return { steps: [{ name: 'archive', problem: difference(statement, read) }] };
  const found = { name: 'archive', found: `${subject.name}, sha256 ${subject.digest.sha256}` };
  if ('problem' in read) return { steps: [found, { name: 'files', problem: `the archive ${read.problem}` }] };
  const { files } = read;
  const content = contentOf(files, statement);
  if (typeof content === 'string') return { steps: [found, { name: 'files', problem: content }] };
  const { setup, report, evidence } = content;
  const steps = stepsOf(statement, [
    [
      'files',
      () => ({ found: `${String(Object.keys(files).length)}, each with the digest that was signed` }),
    ],
    ['run', (each) => setupCheck(each, setup, report)],
    ['configuration', (each) => configurationCheck(each, setup, files)],
    ['verdicts', (each) => verdictsCheck(each, report)],
    ['times', () => timesCheck(report, evidence.exchanges)],
    ['findings', () => findingsCheck(report, evidence)],
  ]);
  return { steps: [found, ...steps], files };
}

/** How an archive differs from the one that was signed. */
function difference(statement: Statement, read: ReturnType<typeof unpacked>): string {
  const remedy = 'get the archive from the issuer again';
  if ('problem' in read) return `not the archive that was signed: it ${read.problem}; ${remedy}`;
  const { run, evidence } = factsOf(statement);
  const setup = jsonIn(read.files, evidenceNames.setup) as Partial<RunRecord> | undefined;
  if (typeof setup?.runId === 'string' && setup.runId !== run.id)
    return `the evidence of another run: of ${JSON.stringify(setup.runId.slice(0, 40))}, where the certificate is of ${run.id}; ${remedy}`;
  const differing = differencesOf(resourcesOf(read.files), evidence);
  if (differing.length > 0)
    return `not the archive that was signed: ${differing.join(', ')} since; ${remedy}`;
  return `not the archive that was signed, but the same files packed again; ${remedy}`;
}

function differencesOf(now: readonly Resource[], signed: readonly Resource[]): string[] {
  const digestIn = (list: readonly Resource[], name: string): string | undefined =>
    list.find((each) => each.name === name)?.digest.sha256;
  const names = [...new Set([...signed, ...now].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [was, is] = [digestIn(signed, name), digestIn(now, name)];
    if (was === is) return [];
    if (was === undefined) return [`${name} was added`];
    return is === undefined ? [`${name} was taken away`] : [`${name} was edited`];
  });
}

function contentOf(
  files: ArchiveFiles,
  statement: Statement,
): { setup: RunRecord; report: Conformance; evidence: Evidence } | string {
  const [differing] = differencesOf(resourcesOf(files), factsOf(statement).evidence);
  if (differing !== undefined) return `the archive is not what the certificate lists: ${differing}`;
  const content = jsonIn(files, evidenceNames.setup);
  const text = files[evidenceNames.conformance]?.toString();
  const log = files[evidenceNames.log];
  if (!content || text === undefined || log === undefined)
    return `the archive holds no readable ${Object.values(evidenceNames).slice(0, 3).join(', ')}: ${foreign}`;
  const { schemaVersion } = content as Partial<RunRecord>;
  if ((schemaVersion as number) !== 1)
    return `run.json has the schemaVersion ${JSON.stringify(schemaVersion)}, and this suite reads 1: check out the version of the suite that the certificate names`;
  const setup = runRecordIn(content);
  if (Array.isArray(setup)) return `${setup.slice(0, 3).join('; ')}: ${foreign}`;
  const read = runIn(text, evidenceNames.conformance);
  if ('problems' in read) return `${read.problems.slice(0, 3).join('; ')}: ${foreign}`;
  const misread = misreadable(files);
  if (misread !== undefined)
    return `${misread} is not written as the suite writes it, so another program may read it differently: ${foreign}`;
  return { setup, report: read.run, evidence: evidenceIn(log.toString()) };
}

const foreign = 'it was not written by npm run certify';

/** The first place in the files that two programs may read differently. */
function misreadable(files: ArchiveFiles): string | undefined {
  const bytesOf = (name: string): Buffer => Buffer.from(files[name] ?? '');
  const whole = [evidenceNames.setup, evidenceNames.conformance];
  const isWhole = (bytes: Buffer): boolean => bytes.at(-1) === 10 && isAsWritten(bytes.subarray(0, -1), 2);
  const file = whole.find((name) => !isWhole(bytesOf(name)));
  if (file !== undefined) return file;
  const line = linesOf(bytesOf(evidenceNames.log)).findIndex((each) => !isAsWritten(each));
  return line < 0 ? undefined : `${evidenceNames.log}:${String(line + 1)}`;
}

/** The lines of a log; text after the last line break is a line, too. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return start === bytes.length ? lines : [...lines, bytes.subarray(start)];
}

function jsonIn(files: ArchiveFiles, name: string): unknown {
  try {
    const value: unknown = JSON.parse((files[name] ?? '').toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
