import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../contract/evidence.ts';
import type { Contract } from '../contract/operations.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { variantsNamed } from '../sandbox/variants/index.ts';
import type { Evidence } from '../verdict/evidence-file.ts';
import { conformanceCommand, suiteRun, targetVariables } from './suite-run.ts';

/** The warnings that a variant may raise: the docs say SHOULD where it does otherwise. */
const mayWarn: Readonly<Record<string, (finding: Finding) => boolean>> = {
  'invalid-422': ({ message }) =>
    /status must be 400(?: or 415)? \((?:invalid|malformedBody|missingBody)\), received 422/.test(message),
  'undocumented-fields': ({ message }) => message.endsWith(' is not described'),
  'no-error-list': ({ pointer }) => pointer.startsWith('/errors'),
};

/** Variants under which a run has to wait for what it wrote; most of its time it does nothing. */
export const laggingVariants: readonly string[] = ['stale-reads', 'stale-lists'];

/** What was found on a target with these variants that is neither an observation nor a warning that they may raise. */
export function alarmsIn({ findings, problems }: Evidence, names: readonly string[]): string[] {
  const found = findings
    .filter(({ level, judged }) => level !== 'MAY' || !judged)
    .filter(
      (finding) => finding.level === 'MUST' || !names.some((name) => mayWarn[name]?.(finding) === true),
    );
  const told = found.map(
    ({ requirement, operation = '', level, message }) => `${requirement} ${level} ${operation}: ${message}`,
  );
  return [...new Set([...told, ...problems])];
}

/** What came of a whole run on one variant. */
export interface VariantFate {
  exitCode: number | null;
  alarms: string[];
  requirements: { passed: number; warned: number };
}

/** Runs the whole suite, as a user would, on a sandbox with one variant. `timeout` in milliseconds. */
export async function variantFate(contract: Contract, name: string, timeout: number): Promise<VariantFate> {
  const sandbox = await startSandbox({ contract, variants: variantsNamed([name]) ?? [] });
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-variant-'));
  const { first, other } = sandbox.accounts;
  const variables = {
    ...targetVariables(sandbox.url, first),
    ...{ KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret, KOR_PROFILE: 'full' },
  };
  const workers = laggingVariants.includes(name) ? ['--workers=8'] : [];
  try {
    const { exitCode, evidence, report } = await suiteRun([...conformanceCommand, ...workers], folder, {
      variables,
      timeout,
    });
    const { passed = 0, warned = 0 } = report?.counts ?? {};
    return { exitCode, alarms: alarmsIn(evidence, [name]), requirements: { passed, warned } };
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
