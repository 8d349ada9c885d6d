import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { preflight } from '../../../../../src/exchange/setup/preflight.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { startSandbox } from '../../../../../src/sandbox/sandbox.ts';
import type { PassingResponse } from '../../../../../src/sandbox/faults/tampering.ts';
import { startProxy } from '../../../e2e/proxy.ts';
import { contract } from '../../../support/real-contract.ts';

const refusal: PassingResponse = {
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' }),
};

/** The messages about a target that rejects customers whose body matches a pattern. */
async function toldOf(refused: RegExp, emailDomain?: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-preflight-'));
  const sandbox = await startSandbox({ contract });
  const proxy = await startProxy(sandbox.url, {
    response: (response, { method, body }) => (method === 'POST' && refused.test(body) ? refusal : response),
  });
  const target = { kind: 'sandbox' as const, baseUrl: proxy.url, credentials: sandbox.accounts.first };
  const settings = {
    ...{ profile: 'core' as const, seed: 's', runId: 'r-1', emailDomain, strict: false },
    ...{ reportFolder: folder, exchangeTimeout: 5000, testTimeout: 30_000 },
  };
  try {
    const evidenceFile = path.join(folder, 'evidence.ndjson');
    const facts = { evidenceFile, ledger: undefined, redactor: createRedactor([]) };
    const { told } = await preflight(contract, target, settings, facts);
    return told;
  } finally {
    await proxy.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  }
}

describe('the preflight', () => {
  test('prints nothing about a target that accepts customers and shows them at once', async () => {
    assert.equal(await toldOf(/^no$/), '');
  });

  test('names KOR_EMAIL_DOMAIN if every customer is rejected', async () => {
    assert.match(
      await toldOf(/\.example"/),
      /^note: the target refuses to create customers \(400\) .* set KOR_EMAIL_DOMAIN$/m,
    );
    assert.equal(await toldOf(/\.example"/, 'qa.corp.test'), '');
    assert.doesNotMatch(await toldOf(/./, 'qa.corp.test'), /KOR_EMAIL_DOMAIN/);
  });
});
