import { readFileSync, rmSync, statSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { inline } from '../contract/words.ts';
import { projectRoot } from '../description/generate.ts';
import { rejudgement, type Rejudgement } from '../certificate/rejudgement/rejudgement.ts';
import { RecordError } from '../target/recorded-run.ts';
import { suiteParts } from '../certificate/part-digests.ts';
import { written, type ArchiveFiles } from '../certificate/archive.ts';
import { evidenceVerification } from '../certificate/verify/evidence-verification.ts';
import { publicKeyIn } from '../certificate/keys.ts';
import { notesOn } from '../certificate/verify/notes.ts';
import { factsOf, type Statement } from '../certificate/statement.ts';
import { suiteDifference } from '../certificate/verify/suite-check.ts';
import {
  isVerified,
  verification,
  type StepOutcome,
  type VerificationStep,
  type Verification,
} from '../certificate/verify/verification.ts';
import { paint, say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';

/** The options of `kor verify`. */
export interface VerifyOptions {
  /** Files with public keys that are trusted. */
  key: string[];
  /** The evidence archive. */
  evidence?: string;
  profile?: 'core' | 'full';
  /** Host or base URL. */
  target?: string;
  demo?: boolean;
}

const mostBytes = { certificate: 10 * 1024 * 1024, archive: 256 * 1024 * 1024, key: 64 * 1024 };

/**
 * `kor verify`: checks a certificate offline, and the evidence if it is given. Returns the exit code: 0 verified, 1 refused, 2 it cannot
 * be verified, such as for a file that cannot be read, 130 interrupted.
 */
export function verify(certificate: string, options: VerifyOptions): Promise<number> {
  return reporting(async () => {
    const found = verified(certificate, options, new Date());
    found.steps.forEach(tell);
    if (!found.statement || !found.files) return concluded(found);
    say('        judging the run again on its evidence; nothing is sent …\n');
    const step = await rejudged(found.files);
    tell(step);
    return concluded({ ...found, steps: [...found.steps, step] });
  });
}

/** The result of a verification, with the files of the evidence if it was given and no step failed. */
export interface Verified extends Verification {
  files?: ArchiveFiles | undefined;
}

/** The steps up to the first that failed; the certificate if none did. Throws a {@link UsageError} if a file cannot be read. */
export function verified(certificate: string, options: VerifyOptions, now: Date): Verified {
  const { trusted, text, archive } = filesOf(certificate, options);
  const { demo = false, profile, target } = options;
  const { steps, statement } = verification(text, { trusted, now, demo, profile, target });
  if (!statement || !archive) return { steps, statement };
  const evidence = evidenceVerification(statement, archive);
  const all = [...steps, ...evidence.steps];
  if (isVerified(all)) all.push(suiteStep(statement));
  return isVerified(all) ? { steps: all, statement, files: evidence.files } : { steps: all };
}

function suiteStep(statement: Statement): VerificationStep {
  const difference = suiteDifference(statement, suiteParts(projectRoot));
  const found = 'description, requirements, sources and lockfile are those that are checked out here';
  return { name: 'suite', ...(difference === undefined ? { found } : { problem: difference }) };
}

/** Judges the run again on the files of its evidence. */
export async function rejudged(files: ArchiveFiles): Promise<VerificationStep> {
  const name = 're-judgement';
  const folder = written(files);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove).once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const found = await rejudgement(folder);
    const seconds = Math.round(found.milliseconds / 1000);
    const agreeing = `all ${String(found.compared)} verdicts follow from the evidence, judged again in ${String(seconds)} s`;
    return { name, ...(found.agrees ? { found: agreeing } : disagreement(found)) };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { name, problem: 'the run cannot be judged again:', details: someOf(error.problems) };
  } finally {
    process.off('exit', remove).off('SIGINT', interrupted).off('SIGTERM', interrupted);
    remove();
  }
}

/** Ends this process, and with it the process that judges again. */
function interrupted(): void {
  process.exit(130);
}

function disagreement({ verdicts, requests, unused, evidence }: Rejudgement): StepOutcome {
  const told = [
    ['verdicts do not follow from the evidence', verdicts],
    ['requests are not those that this suite sends', requests],
    ['recorded exchanges are not asked for', unused],
    ['the evidence is not as it was recorded', evidence],
  ] as const;
  const parts = told.filter(([, sentences]) => sentences.length > 0);
  const [first = '', ...details] = parts.flatMap(([what, sentences]) => [`${what}:`, ...someOf(sentences)]);
  return { problem: first, details };
}

const mostSentences = 10;

function someOf(sentences: readonly string[]): string[] {
  const more = sentences.length - mostSentences;
  const lines = [...sentences.slice(0, mostSentences), ...(more > 0 ? [`and ${String(more)} more`] : [])];
  return lines.map((line) => `  ${line}`);
}

function tell(step: VerificationStep): void {
  const name = `${step.name}:`.padEnd(14);
  const line = (sign: string, text: string): void => say(`${sign} ${name} ${inline(text)}\n`);
  if ('found' in step) line(`${paint.green('ok')}     `, step.found);
  else if ('note' in step) line(`${paint.yellow('note')}   `, step.note);
  else {
    line(paint.red('REFUSED'), step.problem);
    for (const detail of step.details ?? []) say(`        ${inline(detail)}\n`);
  }
}

function concluded({ steps, statement, files }: Verified): number {
  if (!isVerified(steps) || !statement) {
    say('\nNot verified.\n');
    return 1;
  }
  notesOn(statement, suiteParts(projectRoot), files !== undefined).forEach(tell);
  const { demo, issuer, target, profile, validUntil } = factsOf(statement);
  const what = demo ? 'DEMO, says nothing about any API: ' : '';
  const sentence = `${issuer.name} vouches for ${target.address}, profile ${profile}, until ${validUntil}.`;
  say(`\n${inline(`Verified: ${what}${sentence}`)}\n`);
  return 0;
}

function filesOf(
  certificate: string,
  { key, evidence }: VerifyOptions,
): { trusted: KeyObject[]; text: string; archive: Buffer | undefined } {
  const problems: string[] = [];
  const content = (file: string, most: number, what: string): Buffer | undefined => {
    const read = readUpTo(file, most);
    if (typeof read !== 'string') return read;
    problems.push(`${what} ${file} ${read}`);
    return undefined;
  };
  const trusted = key.flatMap((file) => {
    const pem = content(file, mostBytes.key, 'the key');
    if (!pem) return [];
    const read = publicKeyIn(pem.toString());
    if ('key' in read) return [read.key];
    problems.push(`the key ${file} ${read.problem}`);
    return [];
  });
  const text = content(certificate, mostBytes.certificate, 'the certificate')?.toString('latin1');
  const archive =
    evidence === undefined ? undefined : content(evidence, mostBytes.archive, 'the evidence archive');
  if (text === undefined || problems.length > 0)
    throw new UsageError(`Nothing can be verified:\n\n${problems.map((each) => `  ${each}\n`).join('')}`);
  return { trusted, text, archive };
}

/** The bytes of a file, or why it was not read, in words that follow its name. */
function readUpTo(file: string, most: number): Buffer | string {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return 'does not exist';
    if (!found.isFile()) return 'is not a file';
    if (found.size > most) return `is larger than ${String(most / 1024 / 1024)} MB: it is another file`;
    return readFileSync(file);
  } catch {
    return 'cannot be read';
  }
}
