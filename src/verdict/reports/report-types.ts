import type { RequirementId } from '../../../specs/requirements/index.ts';
import type { Level } from '../../contract/schema/certainty.ts';
import type { EnvironmentFault, Leftover } from '../../contract/evidence.ts';
import type { Waiver } from '../../contract/waivers.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { Verdict, VerdictName } from '../verdicts.ts';

/** By what description a run judged. */
export interface DescriptionFacts {
  title: string;
  version: string;
  /** Of the description and of every overlay. */
  digest: string;
  /** Name of the file. */
  file: string;
  /** Names of the overlays that pinned it, in their order, each with its digest. */
  overlays: string[];
}

/** What a run was about. */
export interface ReportFacts {
  suite: string;
  description: DescriptionFacts;
  target: { name: string; kind: 'embedded' | 'sandbox' | 'production' };
  profile: 'core' | 'full';
  seed: string;
  runId: string;
  /** The domain of the email addresses of what was created, where it is not the usual one. */
  emailDomain?: string | undefined;
  strict: boolean;
}

/** The exchange that shows what a verdict says. */
export interface Witness {
  /** The test that made it; with `index` it names a line of `evidence.ndjson`. */
  test: string;
  index: number;
  /** Method and URL, without the host. */
  request: string;
  /** Absent when no answer came. */
  answer?: { status: number; body: string } | undefined;
  /** A shell line that sends it again. */
  curl: string;
}

/** The verdict at one place of one operation. */
export interface VerdictReport extends Omit<Verdict, 'requirement' | 'exchange'> {
  /** What shows it; for verdicts other than `passed`. */
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
  /** Why it has no verdict of its own. */
  reason?: string | undefined;
  verdicts: VerdictReport[];
  /** What it rests on: the tests that ended, by their id in `evidence.ndjson`, and how many requests they made. */
  evidence: { tests: string[]; exchanges: number };
  /** A shell line that runs its tests again with the same values; absent where it has none of its own. */
  replay?: string | undefined;
}

/** How many requirements of one level passed, of all that the profile and the target have. */
export interface Share {
  passed: number;
  total: number;
}

/** A share, and how many of its requirements were tested, whatever became of them. */
export interface TestedShare extends Share {
  tested: number;
}

/** One way in which the environment kept requirements from being judged. */
export interface Hindrance {
  fault: EnvironmentFault;
  /** How many tests it ended. */
  tests: number;
  /** The first of them, in words. */
  first: string;
  /** What to do about it. */
  nextStep: string;
}

/** What became of a waiver in a run. */
export interface WaiverReport extends Waiver {
  /**
   * `used`: it covers a deviation; `expired`: it no longer does; `stale`: what it is about was judged and does not fail; `unmatched`:
   * nothing that it names was judged, or what fails is elsewhere; `not judged`: the run cannot tell, since it is partial, or profile,
   * target or something else than the API kept what it is about from being judged.
   */
  state: 'used' | 'expired' | 'stale' | 'unmatched' | 'not judged';
  /** What is wrong and what to do, where it fails the run. */
  problem?: string | undefined;
}

/** What the target does where the documentation is silent. */
export interface Observation {
  /** The point that is open; the same words in every run. */
  about: string;
  /** What was seen; the same words in every run in which the target does the same. */
  seen: string;
  /** The requirement that observes it, where one does. */
  requirement?: RequirementId | undefined;
}

/** A field of the answers of an operation; `pointer` has `*` for the place in a list. */
export interface ResponseField {
  operation: string;
  pointer: string;
}

/** Where description and target drift apart without breaking anything. */
export interface Drift {
  /** Fields that were answered and are not described. */
  undescribed: ResponseField[];
  /** Fields that are described and were never answered with a value. */
  unseen: ResponseField[];
}

/** What the project's own catalogue and description have and a run left out. */
export interface Omissions {
  /** How many requirements the tests are about that were selected, of all in the catalogue; absent where none were to be left out. */
  selected?: { requirements: number; of: number };
  /** MUST requirements that have no verdict, each with its reason in `requirements`. */
  untestedMust: RequirementId[];
  /** Verdicts that the project's own description calls for, and the one in use does not, or with so many derived cases less. */
  byDescription: { requirement: RequirementId; operation?: string | undefined; cases: number }[];
  /** Planned verdicts that the run did not come to. */
  unreached: { requirement: RequirementId; operation?: string | undefined }[];
}

/** What a run found out: the content of `reports/conformance.json`. */
export interface Conformance extends ReportFacts {
  schemaVersion: 1;
  startedAt: string;
  finishedAt: string;
  /** Whether fewer requirements were selected than the profile holds. */
  partial: boolean;
  /** Neither partial nor stopped on the way: only then are coverage levels, vacuity and waivers that are out of date judged. */
  whole: boolean;
  result: 'passed' | 'failed' | 'incomplete';
  /** 0 passed, 1 failed, 2 incomplete. */
  exitCode: 0 | 1 | 2;
  exchanges: number;
  counts: Record<VerdictName, number>;
  /** By level: what did not pass, was not testable or not tested lowers it. */
  score: Record<'MUST' | 'SHOULD', TestedShare>;
  coverage: CoverageReport;
  /** How many derived cases were tried. */
  derivedCases: number;
  omissions: Omissions;
  /** What kept the run itself from going well, each with what to do. */
  problems: string[];
  /** What of the environment stood in the way. */
  hindrances: Hindrance[];
  requirements: RequirementReport[];
  waivers: WaiverReport[];
  observations: Observation[];
  drift: Drift;
  leftovers: Pick<Leftover, 'operation' | 'id' | 'reason'>[];
}

/** Everything that is wrong with a run beside its verdicts: what kept it from going well, and waivers that are out of date. */
export function problemsOf({ problems, waivers }: Conformance): string[] {
  return [...problems, ...waivers.flatMap(({ problem }) => problem ?? [])];
}
