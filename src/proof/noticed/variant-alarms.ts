import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../../contract/evidence.ts';
import type { Contract } from '../../contract/operations.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { variantsNamed } from '../../sandbox/variants/index.ts';
import type { Evidence } from '../../verdict/evidence-file.ts';
import { conformanceCommand, suiteRun, targetVariables } from '../runs/suite-run.ts';

/** The warnings that a variant may raise, by requirement and message: the docs say SHOULD where the variant differs. */
const mayWarn: Readonly<Record<string, RegExp>> = {
  'invalid-422': /status must be 400 \(invalid\), received 422/,
  'undocumented-fields': /^ANS-005 .* is not described$/,
  'no-error-list': /^DER-011 /,
  'scalars-coerced': /^DER-002 .* (?:must be of type|must match)/,
  'zip-codes-optional': /zipCode (?:is missing|must be of type string, received null)/,
  'metadata-of-any-type': /\/metadata\//,
  'media-type-passed-over': /^DER-013 /,
  'framework-errors': /^(?:DER-012|DER-013|ANS-006|ANS-005) /,
  'framework-pages': /^(?:DER-012|DER-013|ANS-002|ANS-006) .*content type/,
  'plain-403': /content type must be application\/json, received text\/html/,
  'attack-filter': /content type must be application\/json, received text\/html|unusual characters/,
  'latin-without-marks': /unusual characters/,
  'null-until-updated': /\/updated(?:At|By) is missing/,
  'actors-without-id': /\/(?:cre|upd)atedBy\/id/,
  'no-suspension': /^CUS-021 /,
  'suspension-405': /^CUS-021 /,
  'suspension-501': /^CUS-021 /,
  'suspension-204': /^(?:CUS-02[1468]|ANS-001) .*received 204/,
  'middle-names-dropped': /\/middleName/,
  'status-by-update': /^DER-021 .*\/status/,
  'download-any-time': /^DOC-017 /,
  'taken-reference-answers-owner': /^CUS-065 /,
  'fewer-headers': /^(?:AUT-010|AUT-011|CUS-077) /,
  'removal-idempotent': /^SEC-013 .*received 204/,
};

/** Variants that make a run wait for its writes to become visible, so that it is idle most of the time. */
export const laggingVariants: readonly string[] = ['stale-reads', 'stale-lists', 'lists-half-a-second-late'];

/** The findings and problems on a target with these variants, without observations and the warnings that they may raise. */
export function alarmsIn({ findings, problems }: Evidence, names: readonly string[]): string[] {
  const found = findings
    .filter(({ level, judged }) => level !== 'MAY' || !judged)
    .filter((finding) => finding.level === 'MUST' || !names.some((name) => isExpected(finding, name)));
  const told = found.map(
    ({ requirement, operation = '', level, message }) => `${requirement} ${level} ${operation}: ${message}`,
  );
  return [...new Set([...told, ...problems])];
}

function isExpected({ requirement, message }: Finding, variant: string): boolean {
  return mayWarn[variant]?.test(`${requirement} ${message}`) === true;
}

/** The result of a whole run on one variant, or on several together. */
export interface VariantFate {
  exitCode: number | null;
  alarms: string[];
  requirements: { passed: number; warned: number };
}

/** Runs the whole suite, as a user would, on a sandbox with these variants. `timeout` in milliseconds. */
export async function variantFate(
  contract: Contract,
  names: readonly string[],
  timeout: number,
): Promise<VariantFate> {
  const sandbox = await startSandbox({ contract, variants: variantsNamed(names) ?? [] });
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-variant-'));
  const { first, other } = sandbox.accounts;
  const variables = {
    ...targetVariables(sandbox.url, first),
    ...{ KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret, KOR_PROFILE: 'full' },
  };
  const workers = names.some((name) => laggingVariants.includes(name)) ? ['--workers=8'] : [];
  try {
    const { exitCode, evidence, report } = await suiteRun([...conformanceCommand, ...workers], folder, {
      variables,
      timeout,
    });
    const { passed = 0, warned = 0 } = report?.counts ?? {};
    return { exitCode, alarms: alarmsIn(evidence, names), requirements: { passed, warned } };
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
