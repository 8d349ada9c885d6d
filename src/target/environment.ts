import { config } from 'dotenv';
import { readConfiguration, unknownVariables, type Configuration } from './configuration.ts';
import type { Environment, Target } from './target.ts';
import { ConfigurationError } from './configuration-error.ts';
import { envFileProblems } from './env-file.ts';
import { recordedConfiguration, recordedRun } from './recorded-run.ts';
import { sourceProblems, sourcesOf, type Sources } from './sources.ts';
import { passphraseIn, readSigning, signingVariables, type Signing, type SigningOptions } from './signing.ts';

/**
 * The configuration of this process, from its environment and `.env`. A seed that was made up here is kept in the environment,
 * so that every worker of the run has the same one. Throws a `ConfigurationError`.
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

/** A sentence for each variable of `.env` that is not read, since the environment of this process says something else. */
export function overriddenVariables(): string[] {
  const { parsed = {} } = config({ quiet: true, processEnv: {} });
  const overridden = Object.entries(parsed).filter(([name, value]) => process.env[name] !== value);
  const taken = Object.keys(signingVariables); // they are taken out of the environment, once read
  return overridden
    .filter(([name]) => process.env[name] !== undefined && !taken.includes(name))
    .map(([name]) => `${name} in .env is not read: the environment says something else`);
}

/** The options, of those with these names, that npm has kept for itself: the ones that stood before `--`. */
export function optionsKeptByNpm(names: readonly string[]): string[] {
  if (process.env.npm_lifecycle_event === undefined) return [];
  return names.filter((name) => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
}

/** By what description to judge, for commands that need no target. Throws a `ConfigurationError`. */
export function loadSources(): Sources {
  config({ quiet: true });
  const problems = [...envFileProblems(), ...unknownVariables(process.env), ...sourceProblems(process.env)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return sourcesOf(process.env);
}

/** The folder of a recorded run, which this process judges again; undefined where it judges an API. */
export function rejudgedFolder(): string | undefined {
  return process.env.REJUDGED_FOLDER;
}

/** The environment to judge a recorded run again with: nothing of this one's settings and secrets. Reports go to `into`. */
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

/** What a process needs in order to run at all. */
const plainNames =
  /^(?:PATH|HOME|USERPROFILE|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SystemRoot|COMSPEC|ComSpec|PATHEXT)$/i;

/** Tells the run that is about to begin the key that digests of hidden values are made with. */
export function rememberEvidenceKey(key: string): void {
  process.env.EVIDENCE_KEY = key;
}

/** The key that digests of hidden values are made with; undefined where nobody judges the run again. */
export function knownEvidenceKey(): string | undefined {
  return process.env.EVIDENCE_KEY;
}

/**
 * What a command, the environment and `.env` say of signing. The variables are taken out of the environment: no child process needs
 * them.
 */
export function takeSigning(options: SigningOptions): Signing {
  config({ quiet: true });
  const found = readSigning(options, process.env);
  for (const name of Object.keys(signingVariables)) process.env[name] = ''; // .env sets no variable that is there
  return found;
}

/** The passphrase for a new key; undefined where none was given. Throws a `ConfigurationError`. */
export function givenPassphrase(): string | undefined {
  config({ quiet: true });
  const problems = [...envFileProblems(), ...unknownVariables(process.env)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return passphraseIn(process.env);
}

/** What the processes of a run tell one another and nobody else: the file that it is written to, and the key that seals it. */
export interface RunSecrecy {
  file: string;
  /** 32 bytes, in hexadecimal digits. */
  key: string;
}

/** Tells every process of the run that is about to begin where to tell the others what nobody else may read. */
export function rememberSecrecy({ file, key }: RunSecrecy): void {
  process.env.RUN_SECRECY = `${key}:${file}`;
}

/** Where the processes of the run tell one another what nobody else may read; undefined where there are no others. */
export function knownSecrecy(): RunSecrecy | undefined {
  const [, key, file] = /^([0-9a-f]{64}):(.+)$/s.exec(process.env.RUN_SECRECY ?? '') ?? [];
  return key === undefined || file === undefined ? undefined : { file, key };
}

/** Tells every worker, before any test is collected, which folder the description was generated into. */
export function rememberGenerated(folder: string): void {
  process.env.GENERATED_FOLDER = folder;
}

/** The folder that the description was generated into. Throws when nothing has said so, which only a broken set-up can cause. */
export function knownGenerated(): string {
  const folder = process.env.GENERATED_FOLDER;
  if (folder === undefined) throw new Error('the configuration did not say what was generated');
  return folder;
}

/** Hands what was measured before a run to its workers: milliseconds that reads by id and lists may lag behind writes. */
export function rememberStaleness({ reads, lists }: { reads: number; lists: number }): void {
  process.env.TARGET_STALENESS_MS = `${String(reads)} ${String(lists)}`;
}

/** Milliseconds that reads by id, or lists too, may lag behind writes, as measured before the run. */
export function knownStaleness(of: 'reads' | 'lists'): number {
  const [reads = 0, lists = 0] = (process.env.TARGET_STALENESS_MS ?? '0').split(' ').map(Number);
  return of === 'reads' ? reads : Math.max(reads, lists);
}

/** Tells every worker the ledger of the run, or that it needs none: an editor keeps its process from run to run. */
export function rememberLedger(file: string | undefined): void {
  process.env.RUN_LEDGER = file ?? '';
}

/** The ledger of the run; undefined where it needs none. */
export function knownLedger(): string | undefined {
  return process.env.RUN_LEDGER === '' ? undefined : process.env.RUN_LEDGER;
}

/** The embedded sandbox as a target. Throws when it is not running, which only a broken set-up can cause. */
export function embeddedTarget(): Target {
  const read = (name: string): string => {
    const value = process.env[`SANDBOX_${name}`];
    if (value === undefined) throw new Error(`the embedded sandbox did not say its ${name.toLowerCase()}`);
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

/** Tells every worker the folder of the run that the runner may empty. */
export function rememberOutput(folder: string): void {
  process.env.RUN_OUTPUT = folder;
}

/** The folder of the run that the runner may empty; undefined before one was made. */
export function knownOutput(): string | undefined {
  return process.env.RUN_OUTPUT;
}

/** Tells every worker the folder of the run's reports. */
export function rememberReports(folder: string): void {
  process.env.RUN_REPORTS = folder;
}

/** The folder of the run's reports; undefined where no runner has said so. */
export function knownReports(): string | undefined {
  return process.env.RUN_REPORTS;
}

/** Tells the runner which reporters were asked for beside those that judge. */
export function rememberReporters(names: readonly string[]): void {
  process.env.RUN_REPORTERS = names.join(',');
}

/** The reporters that were asked for beside those that judge: names, or paths of files. */
export function knownReporters(): string[] {
  return (process.env.RUN_REPORTERS ?? '').split(',').filter(Boolean);
}

/** Tells the workers of this runner that one of its reporters corrects what they say of failed tests in order to be kept. */
export function keepWorkers(): void {
  process.env.KEEPS_WORKERS = String(process.pid);
}

/** Whether a reporter of this worker's own runner corrects what is said of failed tests: otherwise they would count as passed. */
export function isKeepingWorkers(): boolean {
  return process.env.KEEPS_WORKERS === String(process.ppid);
}

/** Withholds NO_COLOR from the workers: the runner gives them FORCE_COLOR, and Node.js warns of the two together. */
export function withholdNoColor(): void {
  delete process.env.NO_COLOR;
}

/** The environment to start a child process with, for tests that run the suite from outside. */
export function childEnvironment(): Environment {
  return { ...process.env };
}
