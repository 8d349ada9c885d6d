import type { RequirementId } from '../../specs/requirements/index.ts';
import type { Level } from '../contract/schema/certainty.ts';
import type { ReportFacts, Share } from '../verdict/reports/report-types.ts';
import type { VerdictName } from '../verdict/verdicts.ts';

/** The type of statement (in-toto Attestation Framework, Statement v1). */
export const statementKind = 'https://in-toto.io/Statement/v1';
/** The type of its predicate (in-toto predicate test-result v0.1). */
export const predicateKind = 'https://in-toto.io/attestation/test-result/v0.1';
/** The predicate's property, with a version, for what the standard has no property for. */
export const furtherField = 'https://rocketkor-conformance.example/certificate/v2';

/** Something that is identified by its digest (in-toto ResourceDescriptor). */
export interface Resource {
  name: string;
  digest: { sha256: string };
  annotations?: Record<string, string>;
}

/** A requirement that the run did not test, and why that does not prevent a certificate. */
export interface Untested {
  id: RequirementId;
  level: Level;
  reason: string;
}

/** What a certificate says beyond the result of tests. */
export interface CertificateFacts {
  /** Whether the target is the embedded sandbox, so that the certificate says nothing about any API. */
  demo: boolean;
  issuer: {
    name: string;
    /** Base64 of the SPKI form. */
    publicKey: string;
    fingerprint: string;
  };
  issuedAt: string;
  /** The time after which the certificate is no longer valid. */
  validUntil: string;
  target: {
    /** The base URL, or `embedded sandbox`. */
    address: string;
    kind: ReportFacts['target']['kind'];
    /** SHA-256 of the TLS certificate that it showed, or `none (plain HTTP)`. */
    tlsCertificate: string;
  };
  profile: ReportFacts['profile'];
  strict: boolean;
  run: { id: string; startedAt: string; finishedAt: string; exchanges: number };
  counts: Record<VerdictName, number>;
  /** How many requirements of the profile passed, by level. */
  score: Record<'MUST' | 'SHOULD', Share>;
  coverage: { level: number; covered: number; total: number };
  /** Every MUST of the profile that was not tested, because no run can test it, or nothing in the description calls for it. */
  untested: Untested[];
  /** SHOULD requirements that are not met, and waived. */
  waived: RequirementId[];
  /** The files of the evidence archive. */
  evidence: Resource[];
  /** What a reader must know before relying on the certificate. */
  statements: string[];
}

/** The statement that is signed: a certificate. */
export interface Statement {
  _type: typeof statementKind;
  /** The archive of the evidence. */
  subject: [Resource];
  predicateType: typeof predicateKind;
  predicate: {
    result: 'PASSED' | 'WARNED';
    /** The files that the run was judged by. */
    configuration: Resource[];
    passedTests: RequirementId[];
    warnedTests: RequirementId[];
    failedTests: RequirementId[];
  } & Record<typeof furtherField, CertificateFacts>;
}

/** The facts in the suite's own property of a certificate. */
export function factsOf({ predicate }: Statement): CertificateFacts {
  return predicate[furtherField];
}
