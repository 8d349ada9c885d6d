import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMemory } from '../../../../../src/exchange/client-context.ts';
import { createRecorder } from '../../../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { createSession } from '../../../../../src/exchange/session.ts';
import {
  longestStaleness,
  measuredStaleness,
  type Staleness,
} from '../../../../../src/exchange/retry/replication-lag.ts';
import { createTransport } from '../../../../../src/exchange/transport/transport.ts';
import { startSandbox } from '../../../../../src/sandbox/sandbox.ts';
import { variantsNamed } from '../../../../../src/sandbox/variants/index.ts';
import { contract } from '../../../support/real-contract.ts';

/** The measured lag of a sandbox with these variants, and how many customers are left there. */
async function measured(
  names: readonly string[],
  described = contract,
): Promise<{ staleness: Staleness | undefined; leftovers: number }> {
  const sandbox = await startSandbox({ contract, variants: variantsNamed(names) ?? [] });
  const { first: credentials } = sandbox.accounts;
  const redactor = createRedactor([]);
  const transport = createTransport(5000);
  const target = { kind: 'sandbox' as const, baseUrl: sandbox.url, credentials };
  let leftovers = 0;
  const recorder = createRecorder(
    { write: ({ kind }) => void (leftovers += kind === 'leftover' ? 1 : 0), close: () => undefined },
    {
      ...{ test: 't', requirement: { id: 'AUT-001', level: 'MUST', text: '' }, contract, redactor },
      ...{ strict: false, replay: '', waivers: [] },
    },
  );
  const context = { contract: described, target, transport, redactor, memory: createMemory() };
  try {
    const seed = { seed: 'staleness', runId: 'r' };
    return {
      staleness: await measuredStaleness(context, recorder, createSession(credentials), seed),
      leftovers,
    };
  } finally {
    await transport.close();
    await sandbox.close();
  }
}

describe('the staleness of a target', { concurrency: true }, () => {
  test('is zero if reads and lists show every write at once', async () => {
    assert.deepEqual(await measured([]), { staleness: { reads: 0, lists: 0 }, leftovers: 0 });
  });

  for (const [name, reads] of [
    ['stale-reads', longestStaleness],
    ['stale-lists', 0],
  ] as const)
    test(`is limited to the maximum with ${name}, and nothing is left behind`, async () => {
      const staleness = { reads, lists: longestStaleness };
      assert.deepEqual(await measured([name]), { staleness, leftovers: 0 });
    });

  test('is not measured for lists if the description has no filter to find one customer', async () => {
    const operations = contract.table.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.filter(({ name }) => name !== 'primaryEmail'),
    }));
    const without = { ...contract, table: { ...contract.table, operations } };

    assert.deepEqual((await measured(['stale-lists'], without)).staleness, { reads: 0, lists: 0 });
  });

  test('is about twice the lag, and only for lists if only they lag', async () => {
    const { reads, lists = 0 } = (await measured(['lists-half-a-second-late'])).staleness ?? {};

    assert.equal(reads, 0);
    assert.ok(lists >= 1000 && lists < longestStaleness, `${String(lists)} ms`);
  });
});
