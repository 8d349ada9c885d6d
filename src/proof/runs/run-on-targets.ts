import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../description/generate.ts';
import { variableNames } from '../../target/configuration.ts';
import { childEnvironment } from '../../target/environment.ts';
import type { Target } from '../../target/target.ts';
import { ended, playwrightCli } from './suite-run.ts';
import { readEvidence, type Evidence } from '../../verdict/evidence-file.ts';

const ownOrigin = { runId: 'many-targets', seed: 'many-targets' };

/** A target, and the tests that are run on it: those whose file, title or tags match `grep`. */
export interface TestedTarget {
  /** A unique name that is usable as the name of a folder. */
  name: string;
  target: Target;
  grep: RegExp;
  /** The requirement that the tests verify; any by default. */
  requirement?: string | undefined;
  /** A pattern for the paths of the test files; any by default. Each file is loaded once for every target. */
  files?: RegExp | undefined;
  /** Whether a broken SHOULD fails a test; false by default. */
  strict?: boolean | undefined;
}

/** The options of a run on many targets. */
export interface ManyTargets {
  /** The folder that the description was generated into. */
  generatedFolder: string;
  /** Milliseconds after which the runner is killed. */
  timeout: number;
  /** The number of workers; 2 by default. */
  workers?: number | undefined;
  /** The timeout of an exchange in milliseconds; 10,000 by default. */
  exchangeTimeout?: number | undefined;
  /** The file of the ledger of what the tests create; not needed when the targets end with the run. */
  ledgerFile?: string | undefined;
  /** The run id, seed and email domain of the values of the run; always the same by default, since the targets end with the run. */
  origin?: { runId: string; seed: string; emailDomain?: string | undefined } | undefined;
  /** Interrupts the runner, which then removes what it has created. */
  signal?: AbortSignal | undefined;
}

/** The results of the tests on one target. */
export interface TargetResult {
  evidence: Evidence;
  passed: number;
  /** The tests that neither passed nor were skipped, each with its first error. */
  failures: string[];
  /** The checks that failed, each by its place: `tests/<area>/<file>.test.ts:<line>`. */
  failedChecks: string[];
}

/**
 * Runs tests on many targets in one process of the runner, without preflight and without verdicts. All targets share the workers,
 * and a failed test does not end its worker. Returns the results by name of the target.
 */
export async function runOnTargets(
  targets: readonly TestedTarget[],
  {
    generatedFolder,
    workers = 2,
    exchangeTimeout = 10_000,
    ledgerFile = '',
    origin = ownOrigin,
    ...limits
  }: ManyTargets,
): Promise<Map<string, TargetResult>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-targets-'));
  const tests = testFiles();
  for (const target of targets) writeStubs(folder, tests, target);
  const file = path.join(folder, 'playwright.config.mjs');
  writeFileSync(file, configuration(targets, { folder, generatedFolder, workers, exchangeTimeout, origin }));
  try {
    const secrets = path.join(folder, 'secrets');
    writeFileSync(secrets, '');
    const secrecy = `${randomBytes(32).toString('hex')}:${secrets}`;
    const variables = { GENERATED_FOLDER: generatedFolder, RUN_LEDGER: ledgerFile, RUN_SECRECY: secrecy };
    await runPlaywright(file, variables, limits);
    return new Map(targets.map(({ name }) => [name, resultOf(folder, name)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The test files of the suite, below the folder of all tests. */
function testFiles(): string[] {
  const all = readdirSync(path.join(projectRoot, 'tests'), { recursive: true, encoding: 'utf8' });
  return all.filter((file) => file.endsWith('.test.ts') && !file.startsWith('self')).sort();
}

/**
 * Writes the test files of a target, which load those of the suite with the target in place of the configured one. Every result of a
 * test is set as its expected one, since the runner would otherwise start another worker.
 */
function writeStubs(
  folder: string,
  tests: readonly string[],
  { name, target, requirement, files }: TestedTarget,
): void {
  for (const test of tests) {
    const file = path.join('tests', test);
    if (files?.test(file) === false) continue;
    const text = readFileSync(path.join(projectRoot, file), 'utf8');
    if (requirement !== undefined && !text.includes(`'${requirement}'`)) continue;
    const stub = path.join(folder, name, test.replace(/\.ts$/, '.mjs'));
    mkdirSync(path.dirname(stub), { recursive: true });
    const lines = [
      "import { appendFileSync } from 'node:fs';",
      `import { test } from ${url('fixtures/index.ts')};`,
      `import { failedChecks } from ${url('src/proof/removal/failed-checks.ts')};`,
      'test.use({',
      `  evidenceFile: ${JSON.stringify(evidenceFile(folder, name))},`,
      '  configuredTarget: async ({}, use, testInfo) => {',
      `    await use(${JSON.stringify(target)});`,
      '    const { title, status, error, errors } = testInfo;',
      '    const line = JSON.stringify({ title, status, error: error?.message, checks: failedChecks(errors) });',
      `    appendFileSync(${JSON.stringify(resultsFile(folder, name))}, line + '\\n');`,
      '    testInfo.expectedStatus = status;',
      '  },',
      '});',
      `await import(${url(file).slice(0, -1)}?${name}");`,
    ];
    writeFileSync(stub, `${lines.join('\n')}\n`);
  }
}

/** The quoted URL of a file of the project, for an import. */
function url(file: string): string {
  return JSON.stringify(pathToFileURL(path.join(projectRoot, file)).href);
}

function evidenceFile(folder: string, name: string): string {
  return path.join(folder, name, 'evidence.ndjson');
}

function resultsFile(folder: string, name: string): string {
  return path.join(folder, name, 'results.ndjson');
}

interface RunnerFacts {
  folder: string;
  generatedFolder: string;
  workers: number;
  exchangeTimeout: number;
  origin: { runId: string; seed: string; emailDomain?: string | undefined };
}

/** The configuration with a project for the strict targets and one for the others; each project shares its workers among its targets. */
function configuration(
  targets: readonly TestedTarget[],
  { folder, generatedFolder, workers, exchangeTimeout, origin }: RunnerFacts,
): string {
  const settings = {
    ...{ profile: 'full', ...origin },
    ...{ exchangeTimeout, testTimeout: 60_000, reportFolder: folder },
  };
  const shared = {
    ...{ testDir: folder, testMatch: '**/*.test.mjs', timeout: settings.testTimeout },
    ...{ outputDir: path.join(folder, 'out'), fullyParallel: true, workers },
    reporter: 'line',
  };
  const projects = [true, false].map((strict) => {
    const use = JSON.stringify({ settings: { ...settings, strict }, generatedFolder });
    const own = targets.filter((target) => (target.strict ?? false) === strict);
    return own.length > 0 ? `{ use: ${use}, grep: [${own.map(patternOf).join(',\n')}] }` : '';
  });
  return [
    `import { endWithParent, interruptOnEverySignal } from ${url('src/exchange/setup/end-with-parent.ts')};`,
    'endWithParent();',
    'interruptOnEverySignal();',
    `export default { ...${JSON.stringify(shared)}, projects: [${projects.filter(Boolean).join(',\n')}] };\n`,
  ].join('\n');
}

function patternOf({ name, grep, requirement }: TestedTarget): string {
  const about = requirement === undefined ? '' : String.raw`(?=.*@${requirement}\b)`;
  return String(new RegExp(`(?=^\\s*${name}/)${about}(?:.*?(?:${grep.source}))`));
}

/** Throws an error with the output of the runner when it could not run the tests. Failed tests do not change its exit code. */
async function runPlaywright(
  file: string,
  variables: Record<string, string>,
  limits: Pick<ManyTargets, 'timeout' | 'signal'>,
): Promise<void> {
  limits.signal?.throwIfAborted();
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const env = { ...childEnvironment(), ...unset, ...variables };
  const { exitCode, output } = await ended([playwrightCli, 'test', '-c', file], { env, ...limits });
  if (exitCode !== 0) throw new Error(`the runner ended with ${String(exitCode)}:\n${output}`);
}

/** The result of a test, as its stub writes it. */
interface EndedTest {
  title: string;
  status: 'passed' | 'failed' | 'timedOut' | 'interrupted' | 'skipped';
  error?: string;
  checks: string[];
}

function resultOf(folder: string, name: string): TargetResult {
  const file = resultsFile(folder, name);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  const ended = lines.map((line) => JSON.parse(line) as EndedTest);
  const failed = ended.filter(({ status }) => status !== 'passed' && status !== 'skipped');
  return {
    evidence: readEvidence(evidenceFile(folder, name)),
    passed: ended.filter(({ status }) => status === 'passed').length,
    failures: failed.map(({ title, status, error }) => `${title}: ${error ?? status}`),
    failedChecks: [...new Set(failed.flatMap(({ checks }) => checks))],
  };
}
