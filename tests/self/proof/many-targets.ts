import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../src/description/generate.ts';
import { variableNames } from '../../../src/target/configuration.ts';
import { childEnvironment, rememberGenerated } from '../../../src/target/environment.ts';
import type { Target } from '../../../src/target/target.ts';
import { readEvidence, type Evidence } from '../../../src/verdict/evidence-file.ts';

/** A target, and the tests that are run on it: those whose place, title or tags have the pattern. */
export interface TestedTarget {
  name: string;
  target: Target;
  grep: RegExp;
}

/** What the tests left that were run on one target. */
export interface TargetResult {
  evidence: Evidence;
  passed: number;
  /** Tests that neither passed nor were left out, each with its first error. */
  failures: string[];
}

/**
 * Runs tests on many targets in one process of the runner, without the checks before a run and without verdicts. Returns what to ask
 * for the results by name. `timeout` in milliseconds.
 */
export async function runOnTargets(
  targets: readonly TestedTarget[],
  generatedFolder: string,
  timeout: number,
): Promise<(name: string) => TargetResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-targets-'));
  const file = path.join(folder, 'playwright.config.mjs');
  writeFileSync(file, configuration(targets, generatedFolder, folder));
  rememberGenerated(generatedFolder);
  const cli = path.join(projectRoot, 'node_modules/@playwright/test/cli.js');
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const child = spawn(process.execPath, [cli, 'test', '-c', file], {
    cwd: projectRoot,
    env: { ...childEnvironment(), ...unset },
    timeout,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  });
  await new Promise((resolve) => {
    child.once('close', resolve);
  });
  const report = JSON.parse(readFileSync(path.join(folder, 'results.json'), 'utf8')) as JsonSuite;
  const tests = testsOf(report);
  return (name) => {
    const own = tests.filter(({ projectName }) => projectName === name);
    const passed = own.filter(({ status }) => status === 'expected').length;
    const failures = own.filter(({ status }) => status === 'unexpected').map(firstError);
    return { evidence: readEvidence(evidenceFile(folder, name)), passed, failures };
  };
}

function evidenceFile(folder: string, name: string): string {
  return path.join(folder, `${name}.ndjson`);
}

/** One project a target, each with its own evidence. */
function configuration(targets: readonly TestedTarget[], generatedFolder: string, folder: string): string {
  const settings = {
    ...{ profile: 'full', seed: 'many-targets', runId: 'many-targets', strict: false },
    ...{ exchangeTimeout: 10_000, testTimeout: 60_000, reportFolder: folder },
  };
  const projects = targets.map(({ name, target: configuredTarget, grep }) => {
    const use = { configuredTarget, settings, generatedFolder, evidenceFile: evidenceFile(folder, name) };
    return `{ name: ${JSON.stringify(name)}, grep: ${String(grep)}, use: ${JSON.stringify(use)} }`;
  });
  const shared = {
    ...{ testDir: path.join(projectRoot, 'tests'), testIgnore: '**/self/**', timeout: settings.testTimeout },
    ...{ outputDir: path.join(folder, 'out'), fullyParallel: true, workers: 2 },
    reporter: [['json', { outputFile: path.join(folder, 'results.json') }]],
  };
  return `export default { ...${JSON.stringify(shared)}, projects: [${projects.join(',\n')}] };\n`;
}

interface JsonTest {
  projectName: string;
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  results: { error?: { message?: string } }[];
}

interface JsonSuite {
  suites?: JsonSuite[];
  specs?: { title: string; tests: JsonTest[] }[];
}

type TitledTest = JsonTest & { title: string };

function testsOf({ suites = [], specs = [] }: JsonSuite): TitledTest[] {
  return [
    ...suites.flatMap(testsOf),
    ...specs.flatMap(({ title, tests }) => tests.map((test) => ({ ...test, title }))),
  ];
}

function firstError({ title, results }: TitledTest): string {
  return `${title}: ${results[0]?.error?.message ?? ''}`;
}
