import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { inScope } from '../../../src/contract/coverage/scope.ts';
import { sealed } from '../../../src/certificate/bundle.ts';
import { requirementsDigest } from '../../../src/certificate/part-digests.ts';
import { embeddedAddress, statementOf } from '../../../src/certificate/issue/issue.ts';
import { factsOf, type Resource, type Statement } from '../../../src/certificate/statement.ts';
import { verification, type Verification } from '../../../src/certificate/verify/verification.ts';
import { uncalledFor } from '../../../src/verdict/run-extent.ts';
import type {
  Conformance,
  RequirementReport,
  VerdictReport,
} from '../../../src/verdict/reports/report-types.ts';
import { scoreOf } from '../../../src/verdict/score.ts';
import { verdictNames, type VerdictName } from '../../../src/verdict/verdicts.ts';
import { altered } from './compared-runs.ts';
import { allPassed, of } from './passing-runs.ts';

const passed: VerdictReport = {
  level: 'MUST',
  operation: 'createCustomer',
  pointer: '',
  verdict: 'passed',
  count: 1,
};

/** A whole run of a configured sandbox in which everything that can be tested passed. */
export const sound = altered(
  of({ outcomes: allPassed }, { target: { name: 'https://api.example (sandbox)', kind: 'sandbox' } }),
  (run) => {
    for (const each of run.requirements)
      if (each.verdict === 'not tested' && requirements[each.id].notTested === undefined)
        Object.assign(each, { verdict: 'passed', reason: undefined, verdicts: [passed] });
    for (const each of run.coverage.criteria) each.missing = [];
    run.coverage.level = 7;
  },
);

/** The report of a requirement in a run. Throws when there is none. */
export function requirementIn(run: Conformance, id: string): RequirementReport {
  const found = run.requirements.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

/** A run in which some requirements have other verdicts, with its sums computed as a run computes them. */
export function soundBut(
  some: Partial<Record<RequirementId, VerdictName | 'uncalled for'>>,
  facts: Partial<Conformance> = {},
): Conformance {
  return altered(sound, (run) => {
    Object.assign(run, facts);
    for (const [id, verdict] of Object.entries(some))
      Object.assign(
        requirementIn(run, id),
        verdict === 'uncalled for' ? { verdict: 'not tested', reason: uncalledFor } : { verdict },
      );
    const isCounted = ({ id, reason }: RequirementReport): boolean =>
      inScope(id, run.profile, false) && reason !== uncalledFor;
    for (const each of run.requirements)
      if (!inScope(each.id, run.profile, false))
        Object.assign(each, { verdict: 'not tested', reason: `outside the profile ${run.profile}` });
    const count = (name: VerdictName): number =>
      run.requirements.filter(({ verdict }) => verdict === name).length;
    run.counts = Object.fromEntries(verdictNames.map((name) => [name, count(name)])) as Conformance['counts'];
    run.score = scoreOf(run.requirements.filter(isCounted));
  });
}

const privateKey = generateKeyPairSync('ed25519').privateKey;
const other = generateKeyPairSync('ed25519').privateKey;
const resource = (name: string, digit = 'a'): Resource => ({ name, digest: { sha256: digit.repeat(64) } });
const suite = {
  ...resource('suite'),
  annotations: { version: 'rocketkor-conformance 0.1.0', commit: 'unknown' },
};
const day = 24 * 60 * 60 * 1000;

/** The time at which the certificates here are verified. */
export const now = new Date('2025-02-01T00:00:00.000Z');

/** The keys of the issuer and of another issuer. */
export const keys: { issuer: KeyObject; other: KeyObject } = { issuer: privateKey, other };

/** The statement of the issuer of a run. `files`: overlays and waivers that the run was judged by. */
export function issued(
  report: Conformance,
  files: string[] = [],
  address = 'https://api.example',
): Statement {
  const own = files.map((name) => resource(name, 'b'));
  const left = ['conformance.json', 'evidence.key', 'evidence.ndjson', 'run.json'].map((name) =>
    resource(name),
  );
  const demo = report.target.kind === 'embedded';
  const judged = altered(report, (run) => {
    run.description.overlays = files.filter((name) => name.startsWith('overlays/'));
    run.exchanges = 1;
  });
  return statementOf({
    ...{ report: judged, demo, issuer: 'Example & Sons', privateKey, validDays: 90 },
    issuedAt: new Date(now.getTime() - day),
    address: demo ? embeddedAddress : address,
    tlsCertificate: address.startsWith('https') && !demo ? 'c'.repeat(64) : undefined,
    configuration: [
      resource('specs/rocketkor.openapi.yaml'),
      { ...resource('requirements'), digest: { sha256: requirementsDigest() } },
      ...[suite, resource('package-lock.json'), ...own],
    ],
    archive: resource('evidence.tar.gz'),
    evidence: [...left, ...own].sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
}

/** An honest statement, edited by its issuer. */
export function stating(
  edit: (statement: Statement, facts: ReturnType<typeof factsOf>) => void,
  honest = issued(soundBut({})),
): Statement {
  const statement = structuredClone(honest);
  edit(statement, factsOf(statement));
  return statement;
}

/** The verification of a certificate's text by a reader who trusts its issuer. */
export function checked(text: string): Verification {
  return verification(text, { trusted: [privateKey], now, demo: true });
}

/** The refusal of a certificate's text; empty when nothing is wrong with it. */
export function refusalOf(text: string): string {
  const step = checked(text).steps.at(-1);
  return step && 'problem' in step ? `${step.name}: ${step.problem}` : '';
}

/** The refusal of a statement that its issuer has signed. */
export function refusalOfSigned(statement: unknown): string {
  return refusalOf(sealed(statement as Statement, privateKey));
}
