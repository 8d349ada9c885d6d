import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { WrittenWaiver } from '../../../src/target/waivers-file.ts';
import { conformanceRun, playwrightRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { startProxy, type TestServer } from './proxy.ts';
import { restated, to } from '../../../src/sandbox/faults/tampering.ts';

const aDeviation = { requirement: 'CUS-015', operation: 'retrieveCustomer', pointer: 'status' };
const terms = { reason: 'The gateway hides what is gone.', owner: 'customer team', ticket: 'CUST-42' };

/** Runs as if on production: such a whole run is short, since it writes nothing. */
describe('a target that responds with 403 for an unknown id', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-waivers-'));
  const file = path.join(folder, 'known.yaml');
  let sandbox: Sandbox;
  let proxy: TestServer;

  before(async () => {
    const generated = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(generated.folder) });
    const hiding = restated(to('GET', /^\/v1\/customers\/[^/?]+$/), 403);
    proxy = await startProxy(sandbox.url, {
      response: (response, request) =>
        response.status === 404 ? hiding.response?.(response, request) : undefined,
    });
  });

  after(async () => {
    await proxy.close();
    await sandbox.close();
  });

  const variables = (): Record<string, string> => ({
    ...targetVariables(proxy.url, sandbox.accounts.first),
    KOR_TARGET_KIND: 'production',
    KOR_WAIVERS: file,
  });
  const written = (...waivers: Partial<WrittenWaiver>[]): void => {
    const all = waivers.map((waiver) => ({ ...aDeviation, ...terms, expires: '2999-12-31', ...waiver }));
    writeFileSync(file, stringify({ waivers: all }));
  };
  const judged = (waivers: Partial<WrittenWaiver>[], args: string[] = []): Promise<CommandResult> => {
    written(...waivers);
    return conformanceRun(args, { variables: variables() });
  };
  const stateOf = ({ report }: CommandResult): string[] => report?.waivers.map(({ state }) => state) ?? [];
  const verdictOf = ({ report }: CommandResult, requirement = 'CUS-015'): string | undefined =>
    report?.requirements.find(({ id }) => id === requirement)?.verdict;

  it('fails without a waiver', async () => {
    const result = await judged([]);

    assert.equal(result.exitCode, 1, result.output);
    assert.equal(verdictOf(result), 'failed');
  });

  it('passes with a valid waiver, which is shown as waived and does not count as passed', async () => {
    const result = await judged([{}]);

    assert.equal(result.exitCode, 0, result.output);
    assert.equal(verdictOf(result), 'waived');
    assert.deepEqual(stateOf(result), ['used']);
    assert.match(
      result.output,
      /CUS-015 {2}MUST {4}waived .*\n +retrieveCustomer \[\S*known\.yaml:2\]: .*403/,
    );
    const { MUST } = result.report?.score ?? {};
    assert.equal(MUST?.passed, (MUST?.total ?? 0) - 2, 'the waived one, and one that cannot be tested there');
  });

  it('also passes in plain Playwright', async () => {
    written({});
    const result = await playwrightRun(['--grep', '@CUS-015'], { variables: variables() });

    assert.equal(result.exitCode, 0, result.output);
  });

  it('fails with an expired waiver, which is named with what to do', async () => {
    const result = await judged([{ expires: '2024-02-29' }]);

    assert.equal(result.exitCode, 1, result.output);
    assert.equal(verdictOf(result), 'failed');
    assert.deepEqual(stateOf(result), ['expired']);
    assert.match(
      result.output,
      /problem +\S*known\.yaml:2 {2}the waiver of CUS-015 retrieveCustomer status expired after 2024-02-29: fix/,
    );
  });

  it('fails for waivers that match nothing or whose failure is gone, each named with what to do', async () => {
    const result = await judged([
      {},
      { requirement: 'CUS-016', pointer: undefined },
      { requirement: 'CUS-001', operation: undefined, pointer: undefined },
      { requirement: 'AUT-003', operation: 'listCustomers', pointer: undefined },
    ]);

    assert.equal(result.exitCode, 1, result.output);
    assert.equal(result.report?.result, 'failed');
    assert.deepEqual(stateOf(result), ['used', 'stale', 'not judged', 'unmatched']);
    assert.match(
      result.output,
      /the waiver of CUS-016 retrieveCustomer covers nothing any more.*remove it \(customer team, CUST-42\)/,
    );
    assert.match(result.output, /the waiver of AUT-003 listCustomers matches nothing that failed/);
    assert.equal(result.output.match(/^problem /gm)?.length, 2);
  });

  it('passes in a partial run, which cannot judge the other waivers', async () => {
    const result = await judged(
      [{}, { requirement: 'CUS-016' }, { requirement: 'CUS-001' }],
      ['--grep', '@CUS-015'],
    );

    assert.equal(result.exitCode, 0, result.output);
    assert.deepEqual(stateOf(result), ['used', 'not judged', 'not judged']);
    assert.match(result.output, /partial run/);
  });

  it('fails in a partial run with an expired waiver', async () => {
    const result = await judged([{ expires: '2024-02-29' }], ['--grep', '@CUS-015']);

    assert.equal(result.exitCode, 1, result.output);
    assert.equal(verdictOf(result), 'failed');
  });

  it('is not judged with malformed waivers; every problem is listed with its line', async () => {
    written({ requirement: 'CUS-999' }, { expires: 'soon' });
    const broken = await conformanceRun([], { variables: variables() });
    written({ requirement: 'CUS-999' }, { operation: 'findCustomer' });
    const unknown = await conformanceRun([], { variables: variables() });
    const none = await conformanceRun([], { variables: { ...variables(), KOR_WAIVERS: `${file}.none` } });

    for (const { exitCode, output, report } of [broken, unknown, none]) {
      assert.equal(exitCode, 2, output);
      assert.doesNotMatch(output, /\n +at /, 'no stack trace');
      assert.equal(report, undefined);
    }
    assert.match(broken.output, /known\.yaml:15 {2}\/waivers\/1\/expires must be a date such as 2026-12-31/);
    assert.match(
      unknown.output,
      /known\.yaml:2 {2}CUS-999 is not a requirement.*\n.*known\.yaml:10 {2}findCustomer is not an operation/,
    );
    assert.match(none.output, /KOR_WAIVERS names .*known\.yaml\.none, which is not a readable file/);
  });
});
