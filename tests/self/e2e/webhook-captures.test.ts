import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { valueAt, type JsonObject } from '../../../src/contract/schema/pointers.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { conformanceRun, type CommandResult } from './conformance-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-captures-'));
const { folder: generated } = await ensureGenerated();
const { document } = await loadContract(generated);
const sample = valueAt(document, '/components/schemas/CustomerStatusUpdated/examples/0') as JsonObject;
const application = {
  ...sample,
  type: 'identity-verification.status-updated',
  data: { applicationId: sample.id ?? '', latestStatus: 'COMPLETED', outcome: 'APPROVED' },
};

async function judged(payloads: string): Promise<CommandResult> {
  const file = path.join(folder, 'captures.ndjson');
  writeFileSync(file, payloads);
  return conformanceRun(['tests/webhooks', '--workers=1'], { variables: { KOR_WEBHOOK_CAPTURES: file } });
}

const lines = (...payloads: object[]): string => payloads.map((each) => `${JSON.stringify(each)}\n`).join('');

/** The verdicts of a run by requirement. */
function verdicts({ report }: CommandResult): Record<string, string> {
  const own = report?.requirements.filter(({ id }) => id.startsWith('WHK-')) ?? [];
  return Object.fromEntries(own.map(({ id, verdict }) => [id, verdict]));
}

describe('webhooks', () => {
  it('are not tested without captured payloads', async () => {
    const run = await conformanceRun(['tests/webhooks', '--workers=1']);

    assert.deepEqual(new Set(Object.values(verdicts(run))), new Set(['not tested']));
    assert.match(run.output, /subscriptions exist only in the Portal/);
  });

  it('pass if every captured payload is as described', async () => {
    const run = await judged(lines(sample, application));

    assert.equal(run.exitCode, 0, run.output);
    const { 'WHK-009': neverTested, ...others } = verdicts(run);
    assert.equal(neverTested, 'not tested');
    assert.deepEqual(new Set(Object.values(others)), new Set(['passed']));
  });

  it('fail if a payload is not as described, with its place and without its content', async () => {
    const data = { ...(sample.data as JsonObject), status: 'GONE' };
    const { createdAt: _, ...unstamped } = sample;
    const broken = { ...application, data: { latestStatus: 'DONE', applicationId: 'Sarah Green' } };
    const doubled = JSON.stringify(sample).replace('{', '{"type":"gone",');
    const run = await judged(`${lines({ ...sample, data }, unstamped, broken)}${doubled}\n`);
    const found = run.evidence.findings.map(
      ({ requirement, operation, pointer, level, blame }) =>
        `${requirement} ${operation ?? ''} ${pointer} ${level} ${blame}`,
    );

    assert.equal(run.exitCode, 1, run.output);
    for (const expected of [
      'WHK-001 customerStatusUpdated /createdAt MUST api',
      'WHK-001 customerStatusUpdated /type SHOULD api',
      'WHK-003 customerStatusUpdated /data/status MUST api',
      'WHK-006 identityVerificationStatusUpdated /data/applicationId MUST api',
      'WHK-006 identityVerificationStatusUpdated /data/latestStatus MUST api',
    ])
      assert.ok(found.includes(expected), `${expected} is not among\n${found.join('\n')}`);
    assert.match(run.output, /captures\.ndjson, payload 1: \/data\/status must be one of/);
    assert.ok(!run.output.includes('Sarah Green'), run.output);
  });

  it('end a run before it begins if the file cannot be read', async () => {
    const run = await judged('{"id": 1}\n{"id": x}\n');

    assert.equal(run.exitCode, 2);
    assert.match(run.output, /captures\.ndjson, which is not JSON from line 2 on/);
  });
});
