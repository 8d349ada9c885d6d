import type { RequirementId } from '../../../specs/requirements/index.ts';
import type { Level } from '../../contract/schema/certainty.ts';
import type { EnvironmentFault, Leftover } from '../../contract/evidence.ts';
import type { Waiver } from '../../contract/waivers.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { Verdict, VerdictName } from '../verdicts.ts';

/** The description that a run judged by. */
export interface DescriptionFacts {
  title: string;
  version: string;
  /** Of the description and of every overlay. */
  digest: string;
  /** Name of the description's file. */
  file: string;
  /** Names of the overlays that pinned it, in their order, each with its digest. */
  overlays: string[];
}

/** What was tested in a run, and how. */
export interface ReportFacts {
  suite: string;
  description: DescriptionFacts;
  target: { name: string; kind: 'embedded' | 'sandbox' | 'production' };
  profile: 'core' | 'full';
  seed: string;
  runId: string;
  /** The domain of the email addresses of created customers, if it is not the default. */
  emailDomain?: string | undefined;
  strict: boolean;
}

/** The exchange that shows what a verdict says. */
export interface Witness {
  /** The test that made it; with `index` it names a line of `evidence.ndjson`. */
  test: string;
  index: number;
  /** Method, path and query. */
  request: string;
  /** Absent if the request received no response. */
  answer?: { status: number; body: string } | undefined;
  /** A shell command that sends it again. */
  curl: string;
}

/** The verdict at one place of one operation. */
export interface VerdictReport extends Omit<Verdict, 'requirement' | 'exchange'> {
  /** The exchange that shows it; for verdicts other than `passed`. */
  witness?: Witness | undefined;
}

/** What a run says of one requirement. */
export interface RequirementReport {
  id: RequirementId;
  area: string;
  level: Level;
  text: string;
  /** The vendor's page, or the standard. */
  source: string;
  /** The worst of its verdicts. */
  verdict: VerdictName;
  /** Why it did not pass, or was not tested. */
  reason?: string | undefined;
  verdicts: VerdictReport[];
  /** The evidence of the verdict: the tests that ended, by their id in `evidence.ndjson`, and how many requests they made. */
  evidence: { tests: string[]; exchanges: number };
  /** A shell command that runs its tests again with the same values; absent if it has no tests of its own. */
  replay?: string | undefined;
}

/** How many requirements of one level passed, of all that apply to the profile and the target. */
export interface Share {
  passed: number;
  total: number;
}

/** A share, and how many of its requirements were tested, with any verdict. */
export interface TestedShare extends Share {
  tested: number;
}

/** One kind of environment fault that kept requirements from being judged. */
export interface Hindrance {
  fault: EnvironmentFault;
  /** How many tests it ended. */
  tests: number;
  /** The first of them, in words. */
  first: string;
  /** What to do about it. */
  nextStep: string;
}

/** A waiver with its state in a run. */
export interface WaiverReport extends Waiver {
  /**
   * `used`: it covers a deviation; `expired`: it is past its date; `stale`: its requirement was judged there and does not fail;
   * `unmatched`: nothing that it names was judged, or the failure is elsewhere; `not judged`: the run cannot decide, because it is
   * partial, or because profile, target or something other than the API kept the requirement from being judged.
   */
  state: 'used' | 'expired' | 'stale' | 'unmatched' | 'not judged';
  /** What is wrong and what to do; present if it fails the run. */
  problem?: string | undefined;
}

/** What the target does where the documentation is silent. */
export interface Observation {
  /** The point that is open; the same words in every run. */
  about: string;
  /** What was seen; the same words in every run in which the target does the same. */
  seen: string;
  /** The requirement that observes it, if any. */
  requirement?: RequirementId | undefined;
}

/** A property in the responses of an operation; `pointer` has `*` for the place in a list. */
export interface ResponseField {
  operation: string;
  pointer: string;
}

/** Differences between description and target that break no binding requirement. */
export interface Drift {
  /** Properties that were returned and are not described. */
  undescribed: ResponseField[];
  /** Properties that are described and were never returned with a value. */
  unseen: ResponseField[];
}

/** What a run left out of the project's own catalogue and description. */
export interface Omissions {
  /** How many requirements the selected tests are about, of all in the catalogue; absent if no test was to be left out. */
  selected?: { requirements: number; of: number };
  /** MUST requirements that were not tested, each with its reason in `requirements`. */
  untestedMust: RequirementId[];
  /** Verdicts that the project's own description calls for and the one in use does not, or with fewer derived cases, by how many. */
  byDescription: { requirement: RequirementId; operation?: string | undefined; cases: number }[];
  /** Planned verdicts that the run did not reach. */
  unreached: { requirement: RequirementId; operation?: string | undefined }[];
}

/** The result of a run: the content of `reports/conformance.json`. */
export interface Conformance extends ReportFacts {
  schemaVersion: 1;
  startedAt: string;
  finishedAt: string;
  /** Whether fewer requirements were selected than the profile holds. */
  partial: boolean;
  /** Neither partial nor stopped early: only then are coverage levels, operations that never succeeded and outdated waivers judged. */
  whole: boolean;
  result: 'passed' | 'failed' | 'incomplete';
  /** 0 passed, 1 failed, 2 incomplete. */
  exitCode: 0 | 1 | 2;
  exchanges: number;
  counts: Record<VerdictName, number>;
  /** By level. Requirements that failed, were not testable or were not tested lower it. */
  score: Record<'MUST' | 'SHOULD', TestedShare>;
  coverage: CoverageReport;
  /** How many derived cases were tried. */
  derivedCases: number;
  omissions: Omissions;
  /** What went wrong with the run itself, each with what to do. */
  problems: string[];
  /** The environment faults that kept requirements from being judged. */
  hindrances: Hindrance[];
  requirements: RequirementReport[];
  waivers: WaiverReport[];
  observations: Observation[];
  drift: Drift;
  leftovers: Pick<Leftover, 'operation' | 'id' | 'reason'>[];
}

/** All that is wrong with a run besides its verdicts: problems of the run itself, and outdated waivers. */
export function problemsOf({ problems, waivers }: Conformance): string[] {
  return [...problems, ...waivers.flatMap(({ problem }) => problem ?? [])];
}
