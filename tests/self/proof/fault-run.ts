import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { placeOf } from '../../../src/contract/violations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { childEnvironment, rememberGenerated } from '../../../src/target/environment.ts';
import type { Target } from '../../../src/target/target.ts';
import { readEvidence } from '../../../src/verdict/evidence-file.ts';
import type { Fault } from '../../../src/sandbox/faults/index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-faults-'));
const evidenceFile = (index: number): string => path.join(folder, `${String(index)}.ndjson`);

/** Says of each fault that the requirement which it breaks notices it: all are put to one run of the suite, each as a target of its own. */
export function describeFaults(title: string, faults: readonly Fault[]): void {
  describe(title, () => {
    const sandboxes: Sandbox[] = [];

    before(async () => {
      const { folder: generatedFolder } = await ensureGenerated();
      rememberGenerated(generatedFolder);
      const contract = await loadContract(generatedFolder);
      for (const fault of faults) sandboxes.push(await startSandbox({ contract, fault }));
      const targets = sandboxes.map(targetAt);
      await runPlaywright(configuration(faults, targets, generatedFolder));
    });

    after(async () => {
      await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
    });

    for (const [index, fault] of faults.entries()) {
      it(`${fault.requirement}: ${fault.name}`, () => {
        assertNoticed(fault, index);
      });
    }
  });
}

function assertNoticed({ requirement, pointer }: Fault, index: number): void {
  const result = resultOf(index);
  assert.notEqual(result, '', 'no test was run');
  const { findings } = readEvidence(evidenceFile(index));
  const own = findings.filter((finding) => finding.requirement === requirement && finding.judged);
  const places = own.map((finding) => placeOf(finding.pointer));
  assert.ok(
    pointer === undefined ? own.length > 0 : places.includes(pointer),
    `found at ${JSON.stringify(places)}; the test ended with ${result}`,
  );
  assert.ok(
    own.every(({ blame }) => blame === 'api'),
    'the API is to blame',
  );
  assert.match(result, /failed/);
}

function targetAt({ url, accounts: { first, other, shortLived } }: Sandbox): Target {
  return {
    kind: 'sandbox',
    baseUrl: url,
    credentials: first,
    otherCredentials: other,
    shortLivedCredentials: shortLived,
  };
}

/** One project per fault, each with its own target and only the tests of the requirement. */
function configuration(faults: readonly Fault[], targets: Target[], generatedFolder: string): string {
  const settings = {
    profile: 'full',
    seed: 'faults',
    runId: 'faults',
    strict: false,
    exchangeTimeout: 5000,
    testTimeout: 30_000,
    reportFolder: folder,
  };
  const projects = targets.map((configuredTarget, index) => {
    const use = {
      configuredTarget,
      settings,

      generatedFolder,
      evidenceFile: evidenceFile(index),
    };
    const { grep = '', requirement = '', tests = requirement } = faults[index] ?? {};
    return `{ name: '${String(index)}', grep: /${grep}.*@${tests}\\b/, use: ${JSON.stringify(use)} }`;
  });
  const common = {
    testDir: path.join(projectRoot, 'tests'),
    testIgnore: '**/self/**',
    outputDir: path.join(folder, 'out'),
    fullyParallel: true,
    workers: 2,
  };
  const reporter = [['json', { outputFile: path.join(folder, 'results.json') }]];
  return `export default { ...${JSON.stringify({ ...common, reporter })}, projects: [${projects.join(',\n')}] };\n`;
}

async function runPlaywright(configurationText: string): Promise<void> {
  const file = path.join(folder, 'playwright.config.mjs');
  writeFileSync(file, configurationText);
  const cli = path.join(projectRoot, 'node_modules/@playwright/test/cli.js');
  const child = spawn(process.execPath, [cli, 'test', '-c', file], {
    cwd: projectRoot,
    env: childEnvironment(),
    timeout: 1_800_000,
    stdio: 'ignore',
  });
  await new Promise((resolve) => {
    child.once('close', resolve);
  });
}

interface JsonSuite {
  suites?: JsonSuite[];
  specs?: { tests: { projectName: string; results: { status: string; error?: { message?: string } }[] }[] }[];
}

/** How the tests of a fault ended, each with its error. */
function resultOf(index: number): string {
  const report = JSON.parse(readFileSync(path.join(folder, 'results.json'), 'utf8')) as JsonSuite;
  const all = (suite: JsonSuite): string[] => [
    ...(suite.suites ?? []).flatMap(all),
    ...(suite.specs ?? []).flatMap(({ tests }) =>
      tests
        .filter(({ projectName }) => projectName === String(index))
        .flatMap(({ results }) =>
          results.map(({ status, error }) =>
            status === 'passed' ? status : `${status}: ${error?.message ?? ''}`,
          ),
        ),
    ),
  ];
  return all(report).join('; ');
}
