import { config } from 'dotenv';
import { readConfiguration, unknownVariables, type Configuration } from './configuration.ts';
import type { Environment, Target } from './target.ts';
import { ConfigurationError } from './configuration-error.ts';
import { envFileProblems } from './env-file.ts';
import { recordedConfiguration, recordedRun } from './recorded-run.ts';
import { sourceProblems, sourcesOf, type Sources } from './sources.ts';
import { passphraseIn, readSigning, signingVariables, type Signing, type SigningOptions } from './signing.ts';

/**
 * Loads the configuration of this process from its environment and `.env`. Writes the seed into the environment, so that every worker
 * of the run gets the same one when it was generated here. Throws a `ConfigurationError`, or a `RecordError` for a recorded run.
 */
export function loadConfiguration(): Configuration {
  const recorded = rejudgedFolder();
  if (recorded !== undefined)
    return recordedConfiguration(recordedRun(recorded), process.env.REJUDGEMENT_FOLDER ?? '');
  config({ quiet: true });
  const configuration = readConfiguration(process.env, envFileProblems());
  process.env.KOR_SEED = configuration.settings.seed;
  return configuration;
}

/** Returns a sentence for each variable in `.env` that is not read because the environment sets another value. */
export function overriddenVariables(): string[] {
  const { parsed = {} } = config({ quiet: true, processEnv: {} });
  const overridden = Object.entries(parsed).filter(([name, value]) => process.env[name] !== value);
  const taken = Object.keys(signingVariables); // they are removed from the environment once they are read
  return overridden
    .filter(([name]) => process.env[name] !== undefined && !taken.includes(name))
    .map(([name]) => `${name} in .env is not read: the environment sets another value`);
}

/** Returns which of these options npm consumed itself, because they were given before `--`. */
export function optionsKeptByNpm(names: readonly string[]): string[] {
  if (process.env.npm_lifecycle_event === undefined) return [];
  return names.filter((name) => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
}

/** Loads the description and overlays to judge by, for commands that need no target. Throws a `ConfigurationError`. */
export function loadSources(): Sources {
  config({ quiet: true });
  const problems = [...envFileProblems(), ...unknownVariables(process.env), ...sourceProblems(process.env)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return sourcesOf(process.env);
}

/** The folder of the recorded run that this process rejudges; undefined when it judges an API. */
export function rejudgedFolder(): string | undefined {
  return process.env.REJUDGED_FOLDER;
}

/** Returns the environment to rejudge a recorded run with, without the settings and secrets of this process. Reports go to `into`. */
export function rejudgingEnvironment(
  folder: string,
  into: string,
  environment: Environment = process.env,
): Environment {
  const own = Object.entries(environment).filter(([name]) => plainNames.test(name));
  const { evidenceKey } = recordedRun(folder);
  return {
    ...Object.fromEntries(own),
    ...{ REJUDGED_FOLDER: folder, REJUDGEMENT_FOLDER: into, EVIDENCE_KEY: evidenceKey },
  };
}

/** The variables that any process needs to run. */
const plainNames =
  /^(?:PATH|HOME|USERPROFILE|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SystemRoot|COMSPEC|ComSpec|PATHEXT)$/i;

/** Passes to the next run the key for digests of hidden values. */
export function rememberEvidenceKey(key: string): void {
  process.env.EVIDENCE_KEY = key;
}

/** The key for digests of hidden values; undefined when no key was passed to this process. */
export function knownEvidenceKey(): string | undefined {
  return process.env.EVIDENCE_KEY;
}

/**
 * Reads the signing settings from the options of a command, the environment and `.env`. Clears the variables in the environment: no
 * child process needs them.
 */
export function takeSigning(options: SigningOptions): Signing {
  config({ quiet: true });
  const found = readSigning(options, process.env);
  for (const name of Object.keys(signingVariables)) process.env[name] = ''; // .env does not set a variable that exists
  return found;
}

/** The passphrase for a new key; undefined where none was given. Throws a `ConfigurationError`. */
export function givenPassphrase(): string | undefined {
  config({ quiet: true });
  const problems = [...envFileProblems(), ...unknownVariables(process.env)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return passphraseIn(process.env);
}

/** Where the processes of a run share secrets with each other: the file, and the key that encrypts its content. */
export interface RunSecrecy {
  file: string;
  /** 32 bytes, in hexadecimal digits. */
  key: string;
}

/** Passes to every process of the next run where they share secrets. */
export function rememberSecrecy({ file, key }: RunSecrecy): void {
  process.env.RUN_SECRECY = `${key}:${file}`;
}

/** Where the processes of the run share secrets; undefined outside a run. */
export function knownSecrecy(): RunSecrecy | undefined {
  const [, key, file] = /^([0-9a-f]{64}):(.+)$/s.exec(process.env.RUN_SECRECY ?? '') ?? [];
  return key === undefined || file === undefined ? undefined : { file, key };
}

/** Passes to every worker, before any test is collected, the folder of the files that were generated from the description. */
export function rememberGenerated(folder: string): void {
  process.env.GENERATED_FOLDER = folder;
}

/** The folder of the files that were generated from the description. Throws when it is not set, which only a broken set-up can cause. */
export function knownGenerated(): string {
  const folder = process.env.GENERATED_FOLDER;
  if (folder === undefined) throw new Error('the configuration did not set the generated folder');
  return folder;
}

/** Passes to the workers what was measured before the run: the milliseconds by which reads by id and lists may lag behind writes. */
export function rememberStaleness({ reads, lists }: { reads: number; lists: number }): void {
  process.env.TARGET_STALENESS_MS = `${String(reads)} ${String(lists)}`;
}

/** The milliseconds by which reads by id, or reads by id and lists, may lag behind writes, as measured before the run. */
export function knownStaleness(of: 'reads' | 'lists'): number {
  const [reads = 0, lists = 0] = (process.env.TARGET_STALENESS_MS ?? '0').split(' ').map(Number);
  return of === 'reads' ? reads : Math.max(reads, lists);
}

/** Passes to every worker the ledger of the run, or that there is none: an editor runs several runs in one process. */
export function rememberLedger(file: string | undefined): void {
  process.env.RUN_LEDGER = file ?? '';
}

/** The ledger of the run; undefined when it needs none. */
export function knownLedger(): string | undefined {
  return process.env.RUN_LEDGER === '' ? undefined : process.env.RUN_LEDGER;
}

/** Returns the embedded sandbox as a target. Throws when it is not running, which only a broken set-up can cause. */
export function embeddedTarget(): Target {
  const read = (name: string): string => {
    const value = process.env[`SANDBOX_${name}`];
    if (value === undefined) throw new Error(`the embedded sandbox did not set its ${name.toLowerCase()}`);
    return value;
  };
  return {
    kind: 'embedded',
    baseUrl: read('URL'),
    credentials: { key: read('KEY'), secret: read('SECRET') },
    otherCredentials: { key: read('OTHER_KEY'), secret: read('OTHER_SECRET') },
    shortLivedCredentials: { key: read('SHORT_KEY'), secret: read('SHORT_SECRET') },
  };
}

/** Passes to every worker the output folder of the run, which the runner may empty. */
export function rememberOutput(folder: string): void {
  process.env.RUN_OUTPUT = folder;
}

/** The output folder of the run, which the runner may empty; undefined before it is created. */
export function knownOutput(): string | undefined {
  return process.env.RUN_OUTPUT;
}

/** Passes to every worker the folder of the run's reports. */
export function rememberReports(folder: string): void {
  process.env.RUN_REPORTS = folder;
}

/** The folder of the run's reports; undefined when it is not set. */
export function knownReports(): string | undefined {
  return process.env.RUN_REPORTS;
}

/** Passes to the runner the reporters that were requested in addition to those that judge. */
export function rememberReporters(names: readonly string[]): void {
  process.env.RUN_REPORTERS = names.join(',');
}

/** The reporters that were requested in addition to those that judge: names, or paths of files. */
export function knownReporters(): string[] {
  return (process.env.RUN_REPORTERS ?? '').split(',').filter(Boolean);
}

/** Tells the workers of this runner that a reporter corrects the expected status of failed tests, which they change to be kept. */
export function keepWorkers(): void {
  process.env.KEEPS_WORKERS = String(process.pid);
}

/** Whether a reporter of this worker's runner corrects the expected status of failed tests, which would otherwise count as passed. */
export function isKeepingWorkers(): boolean {
  return process.env.KEEPS_WORKERS === String(process.ppid);
}

/** Removes NO_COLOR from the environment of the workers: the runner sets FORCE_COLOR, and Node.js warns when both are set. */
export function withholdNoColor(): void {
  delete process.env.NO_COLOR;
}

/** The environment for a child process, for tests that run the suite from outside. */
export function childEnvironment(): Environment {
  return { ...process.env };
}
