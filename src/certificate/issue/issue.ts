import type { KeyObject } from 'node:crypto';
import type { Conformance, Share } from '../../verdict/reports/report-types.ts';
import { isMet } from '../../verdict/score.ts';
import { partNames } from '../part-digests.ts';
import { disclaimers } from '../verify/disclaimers.ts';
import { fingerprintOf, spkiOf } from '../keys.ts';
import { untestedMusts } from './issue-refusals.ts';
import {
  furtherField,
  predicateKind,
  statementKind,
  type CertificateFacts,
  type Resource,
  type Statement,
} from '../statement.ts';

/** The address of the target in an embedded run. */
export const embeddedAddress = 'embedded sandbox';

/** What a certificate is made from. */
export interface Issue {
  report: Conformance;
  demo: boolean;
  issuer: string;
  privateKey: KeyObject;
  issuedAt: Date;
  validDays: number;
  /** The base URL; of the embedded sandbox, {@link embeddedAddress}. */
  address: string;
  /** SHA-256 in hex; absent over plain HTTP. */
  tlsCertificate: string | undefined;
  /** The parts of the suite, the overlays and the waivers. */
  configuration: Resource[];
  archive: Resource;
  /** The files in the archive. */
  evidence: Resource[];
}

/** The part of a certificate that follows from the result of a run alone. */
export type CertifiedResult = Pick<
  Statement['predicate'],
  'result' | 'passedTests' | 'warnedTests' | 'failedTests'
> &
  Pick<
    CertificateFacts,
    'profile' | 'strict' | 'run' | 'counts' | 'score' | 'coverage' | 'untested' | 'waived'
  >;

const day = 24 * 60 * 60 * 1000;

/** The statement that a certificate signs. */
export function statementOf(issue: Issue): Statement {
  const { report, demo, privateKey, address, issuedAt, tlsCertificate, configuration } = issue;
  const { result, passedTests, warnedTests, failedTests, ...rest } = certifiedResult(report);
  const description = configuration.find(({ name }) => name === partNames.description);
  return {
    _type: statementKind,
    subject: [issue.archive],
    predicateType: predicateKind,
    predicate: {
      ...{ result, configuration, passedTests, warnedTests, failedTests },
      [furtherField]: {
        demo,
        issuer: {
          name: issue.issuer,
          publicKey: spkiOf(privateKey).toString('base64'),
          fingerprint: fingerprintOf(privateKey),
        },
        issuedAt: issuedAt.toISOString(),
        validUntil: new Date(issuedAt.getTime() + issue.validDays * day).toISOString(),
        target: { address, kind: report.target.kind, tlsCertificate: certificateWords(tlsCertificate) },
        ...rest,
        evidence: issue.evidence,
        statements: disclaimers(report, { demo, address, digest: description?.digest.sha256 ?? '' }),
      },
    },
  };
}

/** The words in a certificate for the TLS certificate of the target's host. */
export function certificateWords(tlsCertificate: string | undefined): string {
  return tlsCertificate === undefined ? 'none (plain HTTP)' : `sha256:${tlsCertificate}`;
}

/** What a certificate states about the result of a run. */
export function certifiedResult(report: Conformance): CertifiedResult {
  const { requirements, coverage, profile, strict, runId, startedAt, finishedAt, exchanges, counts, score } =
    report;
  const ids = (which: (each: Conformance['requirements'][number]) => boolean) =>
    requirements.filter(which).map(({ id }) => id);
  const warnedTests = ids(({ verdict }) => verdict === 'warned' || verdict === 'waived');
  return {
    result: warnedTests.length === 0 ? 'PASSED' : 'WARNED',
    passedTests: ids((each) => each.verdict === 'passed' || (each.level !== 'MAY' && isMet(each))),
    warnedTests,
    failedTests: ids(({ verdict }) => verdict === 'failed'),
    profile,
    strict,
    run: { id: runId, startedAt, finishedAt, exchanges },
    counts,
    score: { MUST: certifiedShare(score.MUST), SHOULD: certifiedShare(score.SHOULD) },
    coverage: { level: coverage.level, covered: coverage.covered, total: coverage.total },
    untested: untestedMusts(report),
    waived: ids(({ verdict }) => verdict === 'waived'),
  };
}

/** A share without the number of tested requirements, which a certificate does not state. */
function certifiedShare({ passed, total }: Share): Share {
  return { passed, total };
}
