import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { conformanceRun, targetVariables } from './conformance-run.ts';

describe('tokens with a lifetime of one second', () => {
  it('are renewed before they expire: journeys pass', async (t) => {
    const { folder } = await ensureGenerated();
    const sandbox = await startSandbox({ contract: await loadContract(folder), tokenLifetime: 1 });
    const variables = targetVariables(sandbox.url, sandbox.accounts.first);
    const journeys = ['--workers=1', '--grep', '@AUT-00|@CUS-00|@CUS-01|@SEC-003'];
    const { exitCode, evidence, output, report } = await conformanceRun(journeys, { variables });
    await sandbox.close();

    assert.equal(exitCode, 0, output);
    const tokens = evidence.exchanges.filter(
      ({ operation, answer: response }) => operation === 'exchangeApiKey' && response?.status === 200,
    );
    const passed = report?.requirements.filter(({ verdict }) => verdict === 'passed').length ?? 0;
    t.diagnostic(
      `${String(passed)} requirements passed over ${String(evidence.exchanges.length)} exchanges with ${String(tokens.length)} tokens`,
    );
    assert.ok(passed > 10 && tokens.length > 5, output);
  });
});
