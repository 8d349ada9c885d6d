import type { RunRecord } from '../../../src/target/recorded-run.ts';
import { factsOf, type Statement } from '../../../src/certificate/statement.ts';
import type { Conformance } from '../../../src/verdict/reports/report-types.ts';
import { evidenceFiles, repacked, signedFor, type CertifiedRun } from './certified-run.ts';
import type { HandedIn } from './bundle-edits.ts';

type Files = ReturnType<typeof evidenceFiles>;

/** Other evidence, submitted with the certificate that was issued. */
export async function swapped(certified: CertifiedRun, edit: Edit): Promise<HandedIn> {
  const files = evidenceFiles(certified);
  edit(files);
  return { archive: await repacked(files) };
}

/** Other evidence that the issuer has signed. */
export async function signed(
  certified: CertifiedRun,
  edit: Edit,
  statement?: (statement: Statement) => void,
): Promise<HandedIn> {
  const files = evidenceFiles(certified);
  edit(files);
  return signedFor(certified, await repacked(files), statement);
}

/** An edit of the files of an archive. */
export type Edit = (files: Files) => void;

/** Edits conformance.json. */
export function inReport(edit: (report: Conformance) => void): Edit {
  return (files) => {
    const report = reportIn(files);
    edit(report);
    files['conformance.json'] = asWritten(report);
  };
}

/** Edits run.json. */
export function inSetup(parts: Partial<RunRecord>): Edit {
  return (files) => {
    const setup = JSON.parse(String(files['run.json'])) as RunRecord;
    files['run.json'] = asWritten({ ...setup, ...parts });
  };
}

function asWritten(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Replaces the first occurrence of a text in evidence.ndjson. */
export function inLog(from: string | RegExp, to: string): Edit {
  return (files) => {
    files['evidence.ndjson'] = String(files['evidence.ndjson']).replace(from, to);
  };
}

function reportIn(files: Files): Conformance {
  return JSON.parse(String(files['conformance.json'])) as Conformance;
}

/** A test that a verdict rests on. */
export function testOf(certified: CertifiedRun, requirement: string): string {
  const { requirements } = reportIn(evidenceFiles(certified));
  return requirements.find(({ id }) => id === requirement)?.evidence.tests[0] ?? '';
}

/** Changes the digest of one part of the suite, wherever a certificate names it. */
export function withPart(part: string): (statement: Statement) => void {
  return (statement) => {
    const own = statement.predicate.configuration.find(({ name }) => name === part);
    const { statements } = factsOf(statement);
    const before = own?.digest.sha256 ?? '';
    Object.assign(own?.digest ?? {}, { sha256: '0'.repeat(64) });
    statements.forEach((each, index) => (statements[index] = each.replace(before, '0'.repeat(64))));
  };
}
