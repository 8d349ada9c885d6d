import type { KeyObject } from 'node:crypto';
import { momentOf } from '../../contract/schema/date-times.ts';
import { opened } from '../bundle.ts';
import { catalogueProblem, isOfThisCatalogue } from './catalogue-check.ts';
import { contradictionIn } from './report-contradictions.ts';
import { fingerprintOf, publicKeyFrom } from '../keys.ts';
import { shapeProblem, versionProblem } from '../payload-shape.ts';
import { factsOf, type CertificateFacts, type Statement } from '../statement.ts';
import { wordsDifference } from './suite-check.ts';

/** What was found, or a note, or why the certificate is refused and what to do; `details`: more about the problem, a line each. */
export type StepOutcome = { found: string } | { note: string } | { problem: string; details?: string[] };

/** One thing that was checked. */
export type VerificationStep = { name: string } & StepOutcome;

/** What a verifier trusts, and demands of a certificate. */
export interface Demands {
  /** Public keys of issuers that are trusted. */
  trusted: readonly KeyObject[];
  now: Date;
  /** Whether a certificate of the embedded sandbox is accepted. */
  demo: boolean;
  profile?: CertificateFacts['profile'] | undefined;
  /** Host, or base URL. */
  target?: string | undefined;
}

/** The steps up to the first that failed; and the certificate, if all passed. */
export interface Verification {
  steps: VerificationStep[];
  statement?: Statement | undefined;
}

type Check = [name: string, check: (statement: Statement) => StepOutcome];

/** Checks the text of a certificate, step by step until one fails. */
export function verification(text: string, demands: Demands): Verification {
  const read = signedStatement(text);
  const { statement } = read;
  if (!statement) return read;
  const rest = stepsOf(statement, [
    ['signer', (each) => signerCheck(each, demands)],
    ['validity', (each) => validityCheck(each, demands)],
    ['kind', (each) => demoCheck(each, demands)],
    ['profile', (each) => profileCheck(each, demands)],
    ['target', (each) => targetCheck(each, demands)],
  ]);
  const steps = [...read.steps, ...rest];
  return isVerified(steps) ? { steps, statement } : { steps };
}

/** Whether no step failed. */
export function isVerified(steps: readonly VerificationStep[]): boolean {
  return steps.every((step) => !('problem' in step));
}

/** Runs checks until one fails, and returns their steps. */
export function stepsOf(statement: Statement, checks: readonly Check[]): VerificationStep[] {
  const steps: VerificationStep[] = [];
  for (const [name, check] of checks) {
    const step = { name, ...check(statement) };
    steps.push(step);
    if ('problem' in step) break;
  }
  return steps;
}

function signedStatement(text: string): Verification {
  const ended = (steps: VerificationStep[], name: string, problem: string): Verification => ({
    steps: [...steps, { name, problem }],
  });
  const bundle = opened(text);
  if ('problem' in bundle) return ended([], 'form', `not a certificate as it was written: ${bundle.problem}`);
  const version = versionProblem(bundle.payload);
  if (version !== undefined) return ended([], 'form', version);
  const form = [{ name: 'form', found: 'an in-toto statement in a DSSE envelope and Sigstore bundle' }];
  const key = namedKey(bundle.payload);
  if (!key) return ended(form, 'signature', nobody);
  if (!bundle.isSignedWith(key)) return ended(form, 'signature', altered);
  if (fingerprintOf(key) !== bundle.hint)
    return ended(
      form,
      'signature',
      'the bundle names another key than the certificate in it: it was changed',
    );
  const signature = [...form, { name: 'signature', found: `by the key ${bundle.hint}` }];
  const problem = shapeProblem(bundle.payload);
  if (problem !== undefined) return ended(signature, 'content', problem);
  const statement = bundle.payload as Statement;
  const wrong = contentProblem(statement);
  if (wrong !== undefined) return ended(signature, 'content', wrong);
  const { issuer, profile } = factsOf(statement);
  const found = `profile ${profile}, ${String(statement.predicate.passedTests.length)} requirements passed, issued by ${issuer.name}`;
  return { steps: [...signature, { name: 'content', found }], statement };
}

const altered =
  'the signature does not match the content: the certificate was altered or damaged; ask the issuer for it again';

const nobody = 'it names no key that can be read: it was altered or damaged; ask the issuer for it again';

/** The key that a payload names; undefined if it cannot be read. The rest of the payload is not checked. */
function namedKey(payload: unknown): KeyObject | undefined {
  try {
    const read = publicKeyFrom(factsOf(payload as Statement).issuer.publicKey);
    return 'key' in read ? read.key : undefined;
  } catch {
    return undefined;
  }
}

/** What in a signed statement this version of the format does not allow; undefined if nothing. */
function contentProblem(statement: Statement): string | undefined {
  const contradiction =
    contradictionIn(statement) ?? (isOfThisCatalogue(statement) ? catalogueProblem(statement) : undefined);
  return contradiction === undefined
    ? wordsDifference(statement)
    : `the certificate contradicts itself: ${contradiction}; it was not written by npm run certify`;
}

function signerCheck(statement: Statement, { trusted }: Demands): StepOutcome {
  const { fingerprint, name } = factsOf(statement).issuer;
  const known = trusted.map(fingerprintOf);
  if (known.includes(fingerprint)) return { found: `trusted: ${fingerprint}` };
  if (known.length === 0)
    return {
      problem: `intact, signer unknown: ${fingerprint}; get the public key of ${name} in a way that you trust and give its file with --key`,
    };
  return {
    problem: `signed with a key that is not trusted: ${fingerprint}, trusted ${known.join(', ')}; it was not signed by the issuer that you expect`,
  };
}

function validityCheck(statement: Statement, { now }: Demands): StepOutcome {
  const { issuedAt, validUntil } = factsOf(statement);
  if (now.getTime() < (momentOf(issuedAt) ?? NaN))
    return { problem: `not valid yet: it was issued at ${issuedAt}; check the clock of this machine` };
  if (now.getTime() > (momentOf(validUntil) ?? NaN))
    return { problem: `expired at ${validUntil}: ask the issuer for a newer one` };
  return { found: `issued at ${issuedAt}, valid until ${validUntil}` };
}

function demoCheck(statement: Statement, { demo }: Demands): StepOutcome {
  if (!factsOf(statement).demo) return { found: 'of a configured target' };
  if (demo) return { found: 'DEMO: of the embedded sandbox, says nothing about any API' };
  return {
    problem:
      'a DEMO certificate: it is of the embedded sandbox and says nothing about any API; --demo accepts it',
  };
}

function profileCheck(statement: Statement, { profile }: Demands): StepOutcome {
  const own = factsOf(statement).profile;
  if (profile === undefined || profile === own) return { found: own };
  return {
    problem: `a certificate of another profile: of ${own}, where ${profile} is demanded; ask the issuer for one of ${profile}`,
  };
}

function targetCheck(statement: Statement, { target: wanted }: Demands): StepOutcome {
  const { address, tlsCertificate } = factsOf(statement).target;
  const isIt = wanted === undefined || wanted === address || wanted === URL.parse(address)?.host;
  if (isIt) return { found: `${address}, TLS certificate ${tlsCertificate}` };
  return { problem: `a certificate of another target: of ${address}, where ${wanted} is demanded` };
}
