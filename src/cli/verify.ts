import { readFileSync, statSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import pc from 'picocolors';
import { projectRoot } from '../description/generate.ts';
import { suiteParts } from '../verdict/certificate/digests.ts';
import { evidenceVerification } from '../verdict/certificate/evidence-verification.ts';
import { publicKeyIn } from '../verdict/certificate/keys.ts';
import { factsOf, type Statement } from '../verdict/certificate/statement.ts';
import { suiteDifference } from '../verdict/certificate/suite-check.ts';
import {
  isVerified,
  verification,
  type Step,
  type Verification,
} from '../verdict/certificate/verification.ts';
import { reporting, UsageError } from './failure.ts';

/** What a certificate is verified with. */
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
 * `kor verify`: checks a certificate offline, and the evidence where it is given. Returns the exit code: 0 all of it holds, 1 something
 * does not, 2 it cannot be verified as it was asked for.
 */
export function verify(certificate: string, options: VerifyOptions): Promise<number> {
  return reporting(() => {
    const { steps, statement } = verified(certificate, options, new Date());
    for (const step of steps) tell(step);
    return Promise.resolve(concluded(steps, statement));
  });
}

/** Everything that was checked until something did not hold; the certificate where all of it does. Throws a {@link UsageError}. */
export function verified(certificate: string, options: VerifyOptions, now: Date): Verification {
  const { trusted, text, archive } = filesOf(certificate, options);
  const { demo = false, profile, target } = options;
  const { steps, statement } = verification(text, { trusted, now, demo, profile, target });
  if (!statement || !archive) return { steps, statement };
  const all = [...steps, ...evidenceSteps(statement, archive)];
  return { steps: all, statement: isVerified(all) ? statement : undefined };
}

function evidenceSteps(statement: Statement, archive: Buffer): Step[] {
  const { steps } = evidenceVerification(statement, archive);
  if (!isVerified(steps)) return steps;
  const difference = suiteDifference(statement, suiteParts(projectRoot));
  const found = 'description, requirements, sources and lockfile are those that are checked out here';
  return [...steps, { name: 'suite', ...(difference === undefined ? { found } : { problem: difference }) }];
}

function tell(step: Step): void {
  const isFound = 'found' in step;
  const name = `${step.name}:`.padEnd(14);
  const line = isFound
    ? `${pc.green('ok')}      ${name} ${step.found}`
    : `${pc.red('REFUSED')} ${name} ${step.problem}`;
  process.stdout.write(`${line}\n`);
}

function concluded(steps: readonly Step[], statement: Statement | undefined): number {
  if (!isVerified(steps) || !statement) {
    process.stdout.write('\nNot verified.\n');
    return 1;
  }
  const { demo, issuer, target, profile, validUntil } = factsOf(statement);
  const what = demo ? 'DEMO, says nothing about any API: ' : '';
  process.stdout.write(
    `\nVerified: ${what}${issuer.name} vouches for ${target.address}, profile ${profile}, until ${validUntil}.\n`,
  );
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

/** The bytes of a file, or why there are none, in the words that follow its name. */
function readUpTo(file: string, most: number): Buffer | string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 'does not exist';
  if (!found.isFile()) return 'is not a file';
  if (found.size > most) return `is larger than ${String(most / 1024 / 1024)} MB: it is another file`;
  try {
    return readFileSync(file);
  } catch {
    return 'cannot be read';
  }
}
