import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { newKeyPair } from '../../../src/certificate/keys.ts';
import { sealedBytes } from '../support/forged-bundles.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { korRun } from './certified-run.ts';
import { leftover, steering, steeringTarget } from './steering-target.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-steering-'));
const colors = { FORCE_COLOR: '1' };

function file(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

/** Colours of the suite and the runner: bold, dim, inverse and their ends, and sixteen colours. */
const ownColors = /\p{Cc}\[(?:[0127]|2[2-9]|3[0-79]|9[0-7])m/gu;

/** Fails if an output could have controlled a terminal, or shows no trace of the control sequences. */
function assertHarmless({ output }: CommandResult): void {
  const rest = output.replaceAll(ownColors, '');
  const steers = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.exec(rest);
  const at = steers?.index ?? 0;

  assert.equal(steers, null, JSON.stringify(rest.slice(Math.max(0, at - 200), at + 50)));
  assert.doesNotMatch(rest, /^\s*FORGED/m);
  assert.ok(output.includes(String.raw`\u001b`), `nothing of it is shown:\n${output}`);
}

describe('control sequences in responses', () => {
  let variables: Record<string, string>;
  let judged: CommandResult;
  let target: Sandbox;

  before(async () => {
    target = await steeringTarget();
    variables = { ...targetVariables(target.url, target.accounts.first), ...colors };
    judged = await conformanceRun(['--grep', '@(CUS-00[1-3]|LST-001|ANS-001)\\b'], { variables });
  });

  after(async () => {
    await target.close();
  });

  it('do not reach the terminal of a run', () => {
    assert.equal(judged.exitCode, 1, judged.output);
    assertHarmless(judged);
  });

  it('do not reach the terminal of an exploration', async () => {
    const explored = await korRun(['explore', '--runs', '20'], {
      variables: { ...variables, KOR_SEED: 'steering' },
    });

    assert.equal(explored.exitCode, 1, explored.output);
    assertHarmless(explored);
  });

  it('do not reach the terminal of a comparison', async () => {
    const { report } = judged;
    assert.ok(report);
    const other = { ...report, runId: `a${steering}`, target: { ...report.target, name: steering } };
    other.observations = [{ about: steering, seen: steering }];
    other.requirements = report.requirements.map((each) => ({ ...each, verdict: 'passed', verdicts: [] }));
    const files = [file('old.json', JSON.stringify(other)), path.join(judged.folder, 'conformance.json')];

    for (const form of [[], ['--markdown']]) {
      const compared = await korRun(['compare', ...files, ...form], { variables: colors });
      assert.equal(compared.exitCode, 1, compared.output);
      assertHarmless(compared);
    }
  });

  it('do not reach the terminal of a sweep', async () => {
    const generated = await ensureGenerated();
    const contract = await loadContract(generated.folder);
    const sandbox = await startSandbox({ contract, fault: { tampering: () => leftover } });
    const own = { ...targetVariables(sandbox.url, sandbox.accounts.first), ...colors };
    const swept = await korRun(['sweep', '--dry-run'], { variables: own });
    await sandbox.close();

    assert.equal(swept.exitCode, 1, swept.output);
    assertHarmless(swept);
  });
});

describe('control sequences in a file', () => {
  it('do not reach the terminal when a certificate is verified', async () => {
    const key = file('public.pem', newKeyPair(undefined).publicKey);
    const texts = [sealedBytes(JSON.stringify({ _type: steering })), sealedBytes('{}', steering)];
    for (const [index, text] of texts.entries()) {
      const verified = await korRun(['verify', file(`${String(index)}.jsonl`, text), '--key', key], {
        variables: colors,
      });
      assert.equal(verified.exitCode, 1, verified.output);
      assertHarmless(verified);
    }
  });

  const escaped = JSON.stringify(steering).replaceAll('\u2028', String.raw`\u2028`);
  const description = path.join(projectRoot, 'specs/rocketkor.openapi.yaml');
  const configurations: [what: string, variables: () => Record<string, string>][] = [
    [
      'a description that cannot be used is named',
      () => ({
        KOR_DESCRIPTION: file(
          'a.yaml',
          `openapi: 3.1.0\npaths:\n  ${escaped}:\n    get: { operationId: "" }\n    put: {}\n`,
        ),
      }),
    ],
    [
      'a description that cannot be read is named',
      () => ({ KOR_DESCRIPTION: file('b.yaml', `%YAML ${steering}\n---\na: 1\n`) }),
    ],
    [
      'notes on a description are printed',
      () => ({
        KOR_DESCRIPTION: file(
          'c.yaml',
          readFileSync(description, 'utf8').replace('format: email', `format: ${escaped}`),
        ),
      }),
    ],
    [
      'overlays that cannot be used are named',
      () => ({
        KOR_OVERLAY: file(
          'd.yaml',
          `overlay: 1.0.0\ninfo: {title: a, version: a}\nactions:\n  - {target: ${escaped}, remove: true}\n`,
        ),
      }),
    ],
    [
      'waivers that cannot be used are named',
      () => ({
        KOR_WAIVERS: file(
          'e.yaml',
          `waivers:\n  - {requirement: ${escaped}, reason: a, owner: a, ticket: a, expires: 2999-01-01, ${escaped}: a}\n`,
        ),
      }),
    ],
    [
      'variables that cannot be used are named',
      () => ({ KOR_DESCRIPTION: `a${steering}`, KOR_OVERLAY: steering }),
    ],
  ];
  for (const [what, variables] of configurations)
    it(`do not reach the terminal when ${what}`, async () => {
      const args = what.startsWith('waivers') ? ['conformance'] : ['generate'];
      assertHarmless(await korRun(args, { variables: { ...variables(), ...colors } }));
    });
});
