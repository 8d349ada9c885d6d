import type { RequirementId } from '../../specs/requirements/index.ts';
import type { Level } from '../contract/schema/certainty.ts';
import type { ReportFacts, Share } from '../verdict/reports/report-types.ts';
import type { VerdictName } from '../verdict/verdicts.ts';

/** The kind of statement (in-toto Attestation Framework, Statement v1). */
export const statementKind = 'https://in-toto.io/Statement/v1';
/** The kind of what it says (in-toto predicate test-result v0.1). */
export const predicateKind = 'https://in-toto.io/attestation/test-result/v0.1';
/** The field of the predicate that holds what the standard has no field for, and its version. */
export const furtherField = 'https://rocketkor-conformance.example/certificate/v2';

/** Something that is known by its digest (in-toto ResourceDescriptor). */
export interface Resource {
  name: string;
  digest: { sha256: string };
  annotations?: Record<string, string>;
}

/** A requirement that the run did not test, and why that does not stand in the way. */
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
  /** The moment after which it is not to be relied on. */
  validUntil: string;
  target: {
    /** The base URL; of the embedded sandbox, that it is that. */
    address: string;
    kind: ReportFacts['target']['kind'];
    /** SHA-256 of the TLS certificate that it showed, or that there was none. */
    tlsCertificate: string;
  };
  profile: ReportFacts['profile'];
  strict: boolean;
  run: { id: string; startedAt: string; finishedAt: string; exchanges: number };
  counts: Record<VerdictName, number>;
  /** What passed of all that the profile has, by level. */
  score: Record<'MUST' | 'SHOULD', Share>;
  coverage: { level: number; covered: number; total: number };
  /** Every MUST of the profile that was not tested, since no suite could, or the description calls for none of it. */
  untested: Untested[];
  /** SHOULD requirements that are not met, and known. */
  waived: RequirementId[];
  /** The files of the evidence archive. */
  evidence: Resource[];
  /** What a reader must know before it is believed. */
  statements: string[];
}

/** A certificate as it is signed. */
export interface Statement {
  _type: typeof statementKind;
  /** The archive of what the target answered. */
  subject: [Resource];
  predicateType: typeof predicateKind;
  predicate: {
    result: 'PASSED' | 'WARNED';
    /** By what was judged. */
    configuration: Resource[];
    passedTests: RequirementId[];
    warnedTests: RequirementId[];
    failedTests: RequirementId[];
  } & Record<typeof furtherField, CertificateFacts>;
}

/** What a certificate says beyond the result of tests. */
export function factsOf({ predicate }: Statement): CertificateFacts {
  return predicate[furtherField];
}
