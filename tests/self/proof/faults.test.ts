import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { placeOf } from '../../../src/contract/violations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import type { Target } from '../../../src/target/target.ts';
import { readEvidence } from '../../../src/verdict/evidence-file.ts';
import { faults, type Fault } from './faults.ts';
import { startProxy, type TestServer } from './proxy.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-faults-'));

describe('every fault is noticed by the requirement that it breaks', () => {
  const servers: TestServer[] = [];
  let sandbox: Sandbox;

  before(async () => {
    const generated = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(generated.folder) });
    const targets = await Promise.all(faults.map((fault) => faultyTarget(sandbox, fault, servers)));
    await runPlaywright(configuration(targets, generated.folder));
  });

  after(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await sandbox.close();
  });

  for (const [index, { name, requirement, pointer }] of faults.entries()) {
    it(`${requirement}: ${name}`, () => {
      const { findings } = readEvidence(evidenceFile(index));
      const own = findings.filter((finding) => finding.requirement === requirement && finding.judged);
      const places = own.map((finding) => placeOf(finding.pointer));
      assert.ok(
        pointer === undefined ? own.length > 0 : places.includes(pointer),
        `found at ${JSON.stringify(places)}; the test ended with ${resultOf(index)}`,
      );
      assert.ok(own.every(({ blame }) => blame === 'api'));
      assert.notEqual(resultOf(index), 'passed');
    });
  }

  it('breaks every MUST that has a test', () => {
    const broken = new Set(faults.map(({ requirement }) => requirement));
    const ids = (Object.keys(requirements) as RequirementId[]).filter((id) => {
      const { level, everyAnswer, notTested } = requirements[id];
      return level === 'MUST' && !everyAnswer && notTested === undefined;
    });
    assert.deepEqual(
      ids.filter((id) => !broken.has(id)),
      [],
    );
  });
});

async function faultyTarget(sandbox: Sandbox, fault: Fault, servers: TestServer[]): Promise<Target> {
  const server = await startProxy(sandbox.url, fault);
  servers.push(server);
  const { first, other, shortLived } = sandbox.accounts;
  return {
    kind: 'sandbox',
    baseUrl: server.url,
    credentials: first,
    otherCredentials: other,
    shortLivedCredentials: shortLived,
  };
}

function evidenceFile(index: number): string {
  return path.join(folder, `${String(index)}.ndjson`);
}

/** One project per fault, each with its own target and only the tests of the requirement. */
function configuration(targets: Target[], generatedFolder: string): string {
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
    const use = { configuredTarget, settings, generatedFolder, evidenceFile: evidenceFile(index) };
    const grep = `/@${faults[index]?.requirement ?? ''}\\b/`;
    return `{ name: '${String(index)}', grep: ${grep}, use: ${JSON.stringify(use)} }`;
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
    timeout: 180_000,
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

/** `passed`, or how the test of a fault ended with its error. */
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
