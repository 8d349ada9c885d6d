import type { KeyObject } from 'node:crypto';
import { mostDays } from '../../target/validity.ts';
import { opened } from './bundle.ts';
import { fingerprintOf, publicKeyFrom } from './keys.ts';
import { shapeProblem } from './shape.ts';
import { factsOf, type CertificateFacts, type Statement } from './statement.ts';

/** What was found, or why it is refused and what to do. */
export type Outcome = { found: string } | { problem: string };

/** One thing that was checked. */
export type Step = { name: string } & Outcome;

/** What whoever verifies a certificate trusts and demands. */
export interface Demands {
  /** Public keys of issuers that are trusted. */
  trusted: readonly KeyObject[];
  now: Date;
  /** Whether a certificate of the embedded sandbox is taken. */
  demo: boolean;
  profile?: CertificateFacts['profile'] | undefined;
  /** Host, or base URL. */
  target?: string | undefined;
}

/** The steps that were taken, the last of them failed or all passed; and the certificate, where all of them did. */
export interface Verification {
  steps: Step[];
  statement?: Statement | undefined;
}

const day = 24 * 60 * 60 * 1000;

type Check = [name: string, check: (statement: Statement) => Outcome];

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
export function isVerified(steps: readonly Step[]): boolean {
  return steps.every((step) => 'found' in step);
}

/** Takes steps until one fails. */
export function stepsOf(statement: Statement, checks: readonly Check[]): Step[] {
  const steps: Step[] = [];
  for (const [name, check] of checks) {
    const step = { name, ...check(statement) };
    steps.push(step);
    if ('problem' in step) break;
  }
  return steps;
}

function signedStatement(text: string): Verification {
  const ended = (steps: Step[], name: string, problem: string): Verification => ({
    steps: [...steps, { name, problem }],
  });
  const bundle = opened(text);
  if ('problem' in bundle) return ended([], 'form', `not a certificate as it was written: ${bundle.problem}`);
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
  const contradiction = contradictionIn(statement);
  if (contradiction !== undefined) return ended(signature, 'content', contradiction);
  const { issuer, profile } = factsOf(statement);
  const found = `profile ${profile}, ${String(statement.predicate.passedTests.length)} requirements passed, issued by ${issuer.name}`;
  return { steps: [...signature, { name: 'content', found }], statement };
}

const altered =
  'the signature does not fit what is signed: the certificate was altered or damaged; ask the issuer for it again';

const nobody =
  'it names no key: it is no certificate of this suite, or one of another version of its format, or was altered; ask the issuer for it again';

/** The key that a payload names, whatever else is in it. */
function namedKey(payload: unknown): KeyObject | undefined {
  try {
    const read = publicKeyFrom(factsOf(payload as Statement).issuer.publicKey);
    return 'key' in read ? read.key : undefined;
  } catch {
    return undefined;
  }
}

/** What in a signed statement does not go together. */
function contradictionIn(statement: Statement): string | undefined {
  const { result, passedTests, warnedTests, failedTests } = statement.predicate;
  const { issuer, issuedAt, validUntil, counts, demo, target, waived, run } = factsOf(statement);
  const [began, ended, issued, expires] = [run.startedAt, run.finishedAt, issuedAt, validUntil].map((each) =>
    Date.parse(each),
  ) as [number, number, number, number];
  const key = publicKeyFrom(issuer.publicKey);
  const isNamed = 'key' in key && fingerprintOf(key.key) === issuer.fingerprint;
  const contradictions: [is: boolean, words: string][] = [
    [!isNamed, 'its fingerprint is not that of its key'],
    [
      failedTests.length > 0 || counts.failed > 0,
      'it counts requirements that failed, which are not certified',
    ],
    [counts['not testable'] > 0, 'it counts requirements that could not be tested, which are not certified'],
    [(result === 'PASSED') !== (warnedTests.length === 0), `its result ${result} does not fit its warnings`],
    [counts.warned + counts.waived !== warnedTests.length, 'its counts do not fit its lists'],
    [waived.some((id) => !warnedTests.includes(id)), 'its counts do not fit its lists'],
    [passedTests.some((id) => warnedTests.includes(id)), 'a requirement is listed as passed and as warned'],
    [demo !== (target.kind === 'embedded'), 'its mark DEMO does not fit its target'],
    [expires <= issued, 'it ends before it begins'],
    [expires - issued > mostDays * day, `it is valid for more than ${String(mostDays)} days`],
    [ended < began || issued < ended, 'it was issued before its run had ended'],
  ];
  const words = contradictions.find(([is]) => is)?.[1];
  return words && `the certificate contradicts itself: ${words}; it was not written by npm run certify`;
}

function signerCheck(statement: Statement, { trusted }: Demands): Outcome {
  const { fingerprint, name } = factsOf(statement).issuer;
  const known = trusted.map(fingerprintOf);
  if (known.includes(fingerprint)) return { found: `trusted: ${fingerprint}` };
  if (known.length === 0)
    return {
      problem: `intact, signer unknown: ${fingerprint}; get the public key of ${name} by a way that you trust and name its file with --key`,
    };
  return {
    problem: `signed by another key than those that are trusted: by ${fingerprint}, trusted ${known.join(', ')}; whoever signed it is not who you expect`,
  };
}

function validityCheck(statement: Statement, { now }: Demands): Outcome {
  const { issuedAt, validUntil } = factsOf(statement);
  if (now < new Date(issuedAt))
    return { problem: `not valid yet: it was issued at ${issuedAt}; check the clock of this machine` };
  if (now > new Date(validUntil))
    return { problem: `expired at ${validUntil}: ask the issuer for a newer one` };
  return { found: `issued at ${issuedAt}, valid until ${validUntil}` };
}

function demoCheck(statement: Statement, { demo }: Demands): Outcome {
  if (!factsOf(statement).demo) return { found: 'of a configured target' };
  if (demo) return { found: 'DEMO: of the embedded sandbox, says nothing about any API' };
  return {
    problem:
      'a DEMO certificate: it is of the embedded sandbox and says nothing about any API; --demo takes it all the same',
  };
}

function profileCheck(statement: Statement, { profile }: Demands): Outcome {
  const own = factsOf(statement).profile;
  if (profile === undefined || profile === own) return { found: own };
  return {
    problem: `a certificate of another profile: of ${own}, where ${profile} is demanded; ask the issuer for one of ${profile}`,
  };
}

function targetCheck(statement: Statement, { target: wanted }: Demands): Outcome {
  const { address, tlsCertificate } = factsOf(statement).target;
  const isIt = wanted === undefined || wanted === address || wanted === URL.parse(address)?.host;
  if (isIt) return { found: `${address}, TLS certificate ${tlsCertificate}` };
  return { problem: `a certificate of another target: of ${address}, where ${wanted} is demanded` };
}
