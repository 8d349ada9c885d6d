import { config } from 'dotenv';
import { readConfiguration, type Configuration, type Environment } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { sourceProblems, sourcesOf, type Sources } from './sources.ts';
import { passphraseIn, readSigning, signingVariables, type Signing, type SigningOptions } from './signing.ts';
import type { Target } from './target.ts';

/**
 * The configuration of this process, from its environment and `.env`. A seed that was made up here is kept in the environment,
 * so that every worker of the run has the same one. Throws a `ConfigurationError`.
 */
export function loadConfiguration(): Configuration {
  config({ quiet: true });
  const configuration = readConfiguration(process.env);
  process.env.KOR_SEED = configuration.settings.seed;
  return configuration;
}

/** By what description to judge, for commands that need no target. Throws a `ConfigurationError`. */
export function loadSources(): Sources {
  config({ quiet: true });
  const problems = sourceProblems(process.env);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return sourcesOf(process.env);
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

/** The passphrase for a new key; undefined where none was given. */
export function givenPassphrase(): string | undefined {
  config({ quiet: true });
  return passphraseIn(process.env);
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

/** Hands what was measured before a run to its workers: milliseconds that reads may lag behind writes. */
export function rememberStaleness(milliseconds: number): void {
  process.env.TARGET_STALENESS_MS = String(milliseconds);
}

/** Milliseconds that reads may lag behind writes, as measured before the run. */
export function knownStaleness(): number {
  return Number(process.env.TARGET_STALENESS_MS ?? 0);
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

/** The environment to start a child process with, for tests that run the suite from outside. */
export function childEnvironment(): Environment {
  return { ...process.env };
}
