import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { inline } from '../contract/words.ts';
import type { Configuration } from './configuration.ts';
import { emailDomain } from './email-domain.ts';
import type { Credentials, Target } from './target.ts';

/** The names of the files in the evidence archive of a run. */
export const evidenceNames = {
  setup: 'run.json',
  conformance: 'conformance.json',
  log: 'evidence.ndjson',
  /** The key for digests of hidden values, for those who may read these values. */
  key: 'evidence.key',
  waivers: 'waivers.yaml',
} as const;

/** Thrown when a recorded run cannot be rejudged; its message lists the problems, at most 20 of them. */
export class RecordError extends Error {
  readonly problems: readonly string[];

  constructor(folder: string, problems: readonly string[]) {
    const shown = problems.slice(0, mostProblems).map((problem) => inline(`  ${problem}`));
    const more = problems.length - shown.length;
    const lines = more > 0 ? [...shown, `  and ${String(more)} more`] : shown;
    super(`The run recorded in ${folder} cannot be judged again:\n\n${lines.join('\n')}\n`);
    this.name = 'RecordError';
    this.problems = problems;
  }
}

const mostProblems = 20;
const mostBytes = 1024 * 1024;

const fileName = z
  .string()
  .regex(/^(?!.*\.\.)[\w-][\w. /-]{0,254}$/, 'must be the name of a file in the same folder');

const milliseconds = z.int().min(100).max(600_000);

const shape = z.strictObject({
  schemaVersion: z.literal(1),
  seed: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u, 'must be 1 to 64 characters'),
  runId: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be a run id'),
  emailDomain: emailDomain.optional(),
  profile: z.enum(['core', 'full']),
  strict: z.boolean(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Milliseconds that tests waited before a read. */
  staleness: z.number().nonnegative(),
  exchangeTimeout: milliseconds,
  testTimeout: milliseconds,
  target: z.strictObject({
    kind: z.enum(['embedded', 'sandbox', 'production']),
    /** The beginning of every recorded URL. */
    baseUrl: z.url({ protocol: /^https?$/ }),
    tlsCertificate: z.string().optional(),
  }),
  /** Which credentials were configured in addition to the first: tests that need others were not run. */
  credentials: z.strictObject({ other: z.boolean(), shortLived: z.boolean(), expiredToken: z.boolean() }),
  /** The digest of the description and its overlays, as in conformance.json. */
  descriptionDigest: z.string(),
  /** In the order in which they were applied. */
  overlays: z.array(fileName).max(100),
  waivers: fileName.optional(),
  webhookCaptures: z.array(fileName).max(100),
});

/**
 * The configuration of a run, from the `run.json` beside its evidence, without any secret. File names are of files in the same folder;
 * what was not configured is left out.
 */
export type RunRecord = z.infer<typeof shape>;

/** A recorded run, and the folder that holds it. */
export interface RecordedRun extends RunRecord {
  folder: string;
  /** The key of the digests in the evidence, from `evidence.key`. */
  evidenceKey: string;
}

/** Returns the configuration of a run from the content of `run.json`, or all problems with that content. */
export function runRecordIn(content: unknown): RunRecord | string[] {
  const { data, error } = shape.safeParse(content);
  if (data) return data;
  return error.issues.map(
    ({ path: trail, message }) => `run.json: /${trail.map(String).join('/')} ${message}`,
  );
}

/** Returns the recorded run in a folder. Throws a {@link RecordError}. */
export function recordedRun(folder: string): RecordedRun {
  const whole = path.resolve(folder);
  const data = runRecordIn(contentOf(whole));
  if (Array.isArray(data)) throw new RecordError(folder, data);
  const files = [data.waivers, ...data.overlays, ...data.webhookCaptures];
  const missing = files.filter((name) => name !== undefined && !isFile(path.join(whole, name)));
  if (missing.length > 0)
    throw new RecordError(
      folder,
      missing.map((name) => `run.json names ${String(name)}, which is not a file in the folder`),
    );
  return { ...data, folder: whole, evidenceKey: keyIn(whole) };
}

function keyIn(folder: string): string {
  const file = path.join(folder, evidenceNames.key);
  const key = isFile(file) && statSync(file).size <= 100 ? readFileSync(file, 'utf8').trim() : '';
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new RecordError(folder, [`${evidenceNames.key} is missing or is not 64 hexadecimal digits`]);
}

function contentOf(folder: string): unknown {
  const file = path.join(folder, evidenceNames.setup);
  if (!isFile(file)) throw new RecordError(folder, ['run.json is missing']);
  if (statSync(file).size > mostBytes) throw new RecordError(folder, ['run.json is longer than 1 MB']);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new RecordError(folder, ['run.json is not JSON']);
  }
}

/** Whether a path is a file, and not a link. */
function isFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** Returns the configuration to rejudge a recorded run with, with stand-ins for every secret. `reportFolder`: where its reports go. */
export function recordedConfiguration(run: RecordedRun, reportFolder: string): Configuration {
  const at = (name: string): string => path.join(run.folder, name);
  return {
    target: targetOf(run),
    sources: {
      description: undefined,
      overlays: run.overlays.map(at),
    },
    settings: {
      profile: run.profile,
      seed: run.seed,
      runId: run.runId,
      emailDomain: run.emailDomain,
      strict: run.strict,
      reportFolder,
      webhookCaptures: run.webhookCaptures.map(at),
      waiversFile: run.waivers === undefined ? path.join(reportFolder, 'no-waivers.yaml') : at(run.waivers),
      exchangeTimeout: run.exchangeTimeout,
      testTimeout: run.testTimeout,
    },
    startedAt: new Date(run.startedAt),
  };
}

function targetOf({ target: { kind, baseUrl }, credentials }: RecordedRun): Target {
  const { other, shortLived, expiredToken } = credentials;
  return {
    kind,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    credentials: standIns('account'),
    ...(other && { otherCredentials: standIns('other-account') }),
    ...(shortLived && { shortLivedCredentials: standIns('short-lived-account') }),
    ...(expiredToken && { expiredToken: 'kor-stand-in-expired-token' }),
  };
}

/** Returns credentials that no API accepts; {@link secretNames} gives them the same names as the real ones. */
function standIns(role: string): Credentials {
  return { key: `kor-stand-in-${role}-key`, secret: `kor-stand-in-${role}-secret` };
}
