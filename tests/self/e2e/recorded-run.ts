import assert from 'node:assert/strict';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import type { Rejudgement } from '../../../src/certificate/rejudgement/rejudgement.ts';
import { faults } from '../../../src/sandbox/faults/index.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { variantsNamed } from '../../../src/sandbox/variants/index.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { evidenceKey } from './recorded-folder.ts';

/** Milliseconds that a whole run may take on a busy machine. */
const timeout = 900_000;

/** The result of a re-judgement without differences. */
export const agreement = { agrees: true, verdicts: [], requests: [], unused: [], evidence: [] };

/** The part of a re-judgement that says whether it agrees. */
export function sentences({ verdicts, requests, unused, evidence, agrees }: Rejudgement): typeof agreement {
  return { agrees, verdicts, requests, unused, evidence } as typeof agreement;
}

/** A run of the profile full on a target with customers of others and one fault; its credentials are parts of ordinary values. */
export async function faultyRun(args: readonly string[]): Promise<CommandResult> {
  const { folder } = await ensureGenerated();
  const fault = faults.find(({ name }) => name === 'old amount answered');
  assert.ok(fault);
  const variants = variantsNamed(['populated', 'unset-null']) ?? [];
  const sandbox = await startSandbox({ contract: await loadContract(folder), variants, fault });
  const { first, other } = sandbox.accounts;
  Object.assign(first, { key: 'customer', secret: 'abc' });
  const variables = {
    ...targetVariables(sandbox.url, first),
    ...{ KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret },
    ...{ KOR_PROFILE: 'full', EVIDENCE_KEY: evidenceKey },
  };
  const run = await conformanceRun(['--workers=4', ...args], { variables, timeout });
  await sandbox.close();
  return run;
}
