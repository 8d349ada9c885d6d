import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nextStepFor } from '../../../src/contract/next-steps.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { contradictoryOverlay, thrownExceptions } from './blame-inputs.ts';
import { blameLine, line, type ExpectedBlame } from './blame-row.ts';
import { troubledServer, type Trouble } from './blame-server.ts';
import { closedRows, contradictedRows, troubledRows, troubleByRoute } from './blame-troubles.ts';
import { unreachable } from './blame-unreachable.ts';
import { conformanceRun, playwrightRun, targetVariables, type CommandResult } from './conformance-run.ts';

const account = { key: 'key-5b1f0c7e94', secret: 'secret-c2a94e+/=7d31' };

/** The options of one worker that runs these requirements in the order of their files. */
const only = (rows: readonly ExpectedBlame[]): string[] => [
  '--workers=1',
  '--grep',
  rows.map(({ requirement }) => `@${requirement}\\b`).join('|'),
];

describe('blame', () => {
  let sandbox: Sandbox;
  const matrix: string[] = [];
  const closing: (() => Promise<void>)[] = [];

  before(async () => {
    const { folder } = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(folder) });
  });

  after(async () => {
    await Promise.all(closing.map((close) => close()));
    await sandbox.close();
  });

  const judged = (result: CommandResult, rows: readonly ExpectedBlame[]): void => {
    for (const row of rows) matrix.push(blameLine(result, row));
  };
  const troubled = async (trouble: Trouble): Promise<Record<string, string>> => {
    const server = await troubledServer(sandbox.url, trouble);
    closing.push(() => server.close());
    return { ...targetVariables(server.url, sandbox.accounts.first), KOR_PROFILE: 'full' };
  };

  for (const [cause, fault, says, served] of unreachable)
    it(`blames the environment for ${cause}, before any test runs`, async () => {
      const { url, close } = await served();
      closing.push(close);
      const variables = { ...targetVariables(url, account), KOR_TARGET_KIND: 'sandbox' };
      const result = await conformanceRun([], { variables });

      assert.equal(result.exitCode, 2, result.output);
      assert.match(result.output, says);
      assert.ok(result.output.includes(nextStepFor(fault)), result.output);
      const [finding] = result.evidence.findings;
      assert.deepEqual([finding?.blame, finding?.fault, finding?.judged], ['environment', fault, false]);
      const seen = result.report?.requirements.map(({ verdict }) => verdict) ?? [];
      assert.deepEqual([...new Set(seen)], seen.length > 0 ? ['not tested'] : []);
      matrix.push(line(cause, 'environment', fault, 'no requirement was judged'));
    });

  it('blames the environment or the API for responses in the middle of a run', async () => {
    const rows = troubledRows;
    const variables = await troubled(troubleByRoute());
    const result = await conformanceRun(only(rows), {
      variables: { ...variables, KOR_EXCHANGE_TIMEOUT_MS: '1000' },
    });

    assert.equal(result.exitCode, 1, result.output);
    judged(result, rows);
    const everyResponse = result.report?.requirements.find(({ id }) => id === 'ANS-001')?.verdicts ?? [];
    const failed = everyResponse
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ operation }) => operation);
    assert.deepEqual(failed.toSorted(), ['listCustomers', 'removeCustomer']);
  });

  it('blames the environment for a port that closes in the middle of a run', async () => {
    const rows = closedRows;
    const variables = await troubled(({ route }) => {
      const isTime = route === 'GET /v1/customers/{id}';
      if (isTime) void closing.at(-1)?.();
      return isTime;
    });
    const result = await conformanceRun(only(rows), { variables });

    assert.equal(result.exitCode, 2, result.output);
    judged(result, rows);
  });

  it('blames the description if it contradicts itself, and the suite if it cannot follow the description', async () => {
    const rows = contradictedRows;
    const result = await conformanceRun(only(rows), {
      variables: { KOR_OVERLAY: contradictoryOverlay(), KOR_PROFILE: 'full' },
    });

    assert.equal(result.exitCode, 2, result.output);
    judged(result, rows);
  });

  it('blames the suite for an exception, wherever it is thrown', async () => {
    const { config, rows } = thrownExceptions();
    const variables = targetVariables(sandbox.url, sandbox.accounts.first);
    const result = await playwrightRun(['--workers=1', '-c', config], { variables });

    assert.equal(result.report?.exitCode, 2, result.output);
    judged(result, rows);
    assert.doesNotMatch(JSON.stringify(result.report), /\\n +at /, 'no stack trace');
  });

  it('is determined for every cause', (t) => {
    for (const each of matrix) t.diagnostic(each);

    assert.equal(matrix.length, 27);
  });
});
