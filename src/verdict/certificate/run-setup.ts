import type { RunFacts } from '../report.ts';

/** By what names the evidence archive holds what a run left. */
export const evidenceNames = {
  setup: 'run.json',
  conformance: 'conformance.json',
  log: 'evidence.ndjson',
  waivers: 'waivers.yaml',
} as const;

/** How a run was set up: the content of `run.json`, from which the same run can be configured again. Files are named as the archive holds them. */
export interface RunSetup {
  schemaVersion: 1;
  target: {
    kind: RunFacts['target']['kind'];
    /** As every recorded URL begins. */
    baseUrl: string;
    tlsCertificate?: string | undefined;
  };
  profile: RunFacts['profile'];
  seed: string;
  runId: string;
  strict: boolean;
  startedAt: string;
  finishedAt: string;
  /** Milliseconds that tests waited before they read. */
  staleness: number;
  /** Milliseconds. */
  exchangeTimeout: number;
  /** Milliseconds. */
  testTimeout: number;
  /** Which credentials there were beside the first: tests that need others were not run. */
  credentials: { other: boolean; expiredToken: boolean; shortLived: boolean };
  /** Digest of the description and its overlays, as conformance.json has it. */
  descriptionDigest: string;
  /** In the order in which they were applied. */
  overlays: string[];
  /** The file of waivers; absent where there was none. */
  waivers?: string | undefined;
  webhookCaptures: string[];
}
