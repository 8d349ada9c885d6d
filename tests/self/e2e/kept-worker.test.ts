import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JSONReport } from '@playwright/test/reporter';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { contract } from '../support/real-contract.ts';
import { refuse, troubledServer } from './blame-server.ts';
import { conformanceRun, playwrightRun, targetVariables } from './conformance-run.ts';

/** The path of the results of `--reporter=json`. */
const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-kept-')), 'tests.json');

interface EndedTest {
  status: string;
  expectedStatus: string;
  results: { workerIndex: number; status: string | undefined }[];
}

function testsIn({ suites = [] }: Partial<Pick<JSONReport, 'suites'>>): EndedTest[] {
  return suites.flatMap((suite) => [
    ...suite.specs.flatMap(({ tests }) => tests as EndedTest[]),
    ...testsIn(suite),
  ]);
}

describe('a failed test', () => {
  let sandbox: Sandbox;
  before(async () => {
    const fault = faults.find(({ name }) => name === 'creation answers 202');
    assert.ok(fault);
    sandbox = await startSandbox({ contract, fault });
  });
  after(() => sandbox.close());

  const testsOf = async (...args: string[]): Promise<{ exitCode: number | null; tests: EndedTest[] }> => {
    const variables = {
      ...targetVariables(sandbox.url, sandbox.accounts.first),
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    };
    const all = ['--workers=1', '--reporter=json', ...args];
    const { exitCode } = await conformanceRun(all, { variables });
    return { exitCode, tests: testsIn(JSON.parse(readFileSync(file, 'utf8')) as JSONReport) };
  };

  it('fails the run and needs no new worker', async () => {
    const { exitCode, tests } = await testsOf('--grep', '@(?:AUT-001|CUS-00[12])');

    const failed = tests.filter(({ status }) => status === 'unexpected');
    assert.equal(exitCode, 1);
    assert.ok(failed.length > 1, String(failed.length));
    assert.ok(failed.length < tests.length);
    assert.ok(failed.every(({ expectedStatus }) => expectedStatus === 'passed'));
    assert.ok(tests.flatMap(({ results }) => results).every(({ workerIndex }) => workerIndex === 0));
  });

  it('is retried in a new worker when retries are configured', async () => {
    const { exitCode, tests } = await testsOf('--grep', '@CUS-001', '--retries=1');

    const failed = tests.filter(({ status }) => status === 'unexpected');
    assert.equal(exitCode, 1);
    assert.equal(failed.length, 1);
    assert.ok(failed.every(({ results }) => results.length === 2));
  });

  it('fails the run if its own runner has no reporter that corrects the status, even if another runner has one', async () => {
    const variables = {
      ...targetVariables(sandbox.url, sandbox.accounts.first),
      KEEPS_WORKERS: String(process.pid),
    };
    const { exitCode } = await playwrightRun(['--reporter=dot', '--grep', '@CUS-001'], { variables });

    assert.equal(exitCode, 1);
  });

  it('that could not create a data set because of the environment leaves the next test to create it', async () => {
    const sound = await startSandbox({ contract });
    let isHindered = true;
    const server = await troubledServer(sound.url, ({ route }, response) => {
      if (!isHindered || route !== 'POST /v1/customers') return false;
      isHindered = false;
      return refuse(response, 503);
    });
    const variables = targetVariables(server.url, sound.accounts.first);
    const args = ['--workers=1', '--grep', '@LST-00[125]'];
    const { output, report } = await conformanceRun(args, { variables });
    await Promise.all([server.close(), sound.close()]);

    const verdicts = report?.requirements.filter(({ id }) => /^LST-00[125]$/.test(id)) ?? [];
    assert.deepEqual(
      verdicts.map(({ verdict }) => verdict),
      ['not testable', 'passed', 'passed'],
      output,
    );
  });
});
