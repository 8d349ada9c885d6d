import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { inline } from '../contract/words.ts';
import { projectRoot } from '../description/generate.ts';
import { createRedactor } from '../exchange/redaction/redaction.ts';
import { ordinaryForms } from '../exchange/redaction/run-redactor.ts';
import { assertReportNames } from '../files/report-folder.ts';
import type { Configuration } from '../target/configuration.ts';
import { ConfigurationError } from '../target/configuration-error.ts';
import { loadConfiguration, rememberEvidenceKey, takeSigning } from '../target/environment.ts';
import type { SigningOptions } from '../target/signing.ts';
import { secretsOf } from '../target/target.ts';
import { suiteParts } from '../certificate/part-digests.ts';
import { embeddedAddress } from '../certificate/issue/issue.ts';
import { privateKeyIn } from '../certificate/keys.ts';
import { refusals } from '../certificate/issue/issue-refusals.ts';
import { say } from '../verdict/reports/terminal.ts';
import {
  certificateNames,
  issueCertificate,
  setAside,
  sourceFiles,
  type Preparation,
} from './certificate-files.ts';
import { judged } from './conformance.ts';
import { reporting } from './failure.ts';

/** The options of `npm run certify`. */
export interface CertifyOptions extends SigningOptions {
  demo?: boolean;
}

/**
 * `kor certify`: makes a whole run and, if every MUST of the profile passed, signs a certificate of it. Returns the exit code: 0 it was
 * issued, 1 it is refused, 2 it is not possible with this configuration, or the run gave no verdict, 130 interrupted.
 */
export function certify(options: CertifyOptions): Promise<number> {
  return reporting(async () => {
    const preparation = prepared(options);
    const { settings, demo } = preparation;
    const folder = path.resolve(settings.reportFolder);
    assertReportNames(folder, Object.values(certificateNames));
    if (demo) say('DEMO: the certificate will be of the embedded sandbox, and say nothing about any API\n');
    const parts = suiteParts(projectRoot);
    rememberEvidenceKey(preparation.evidenceKey);
    const result = await judged([]);
    if (typeof result === 'number') return result;
    const aside = setAside(folder);
    if (aside !== undefined) say(`note: the earlier certificate is now in ${aside}\n`);
    const found = refusals(result, { demo });
    if (found.length > 0) {
      say(refusalText(found));
      return 1;
    }
    say(await issueCertificate(preparation, parts, { folder, report: result }));
    return 0;
  });
}

/** Everything that is known before the run. Throws a `ConfigurationError` with every problem at once. */
function prepared({ demo = false, ...options }: CertifyOptions): Preparation {
  const signing = takeSigning(options);
  const problems = [...signing.problems];
  const read = signing.key && privateKeyIn(signing.key.text, signing.passphrase);
  if (read && 'problem' in read)
    problems.push(`${signing.key?.place ?? ''} ${read.problem}${hint(read.problem)}`);
  const configuration = configurationOr(problems);
  const files = configuration && sourceFiles(configuration);
  const address = configuration?.target?.baseUrl ?? embeddedAddress;
  if (configuration) {
    problems.push(...unfit(configuration, demo));
    const texts = { '--issuer': signing.issuer, KOR_BASE_URL: address, ...files?.texts };
    problems.push(...secretsIn(configuration, texts));
  }
  if (!configuration || !files || !read || 'problem' in read || problems.length > 0)
    throw new ConfigurationError(problems);
  const evidenceKey = randomBytes(32).toString('hex');
  return { ...configuration, signing, privateKey: read.key, demo, address, sourceFiles: files, evidenceKey };
}

function hint(problem: string): string {
  return problem.includes('passphrase') ? ': set KOR_CERTIFICATE_PASSPHRASE' : '';
}

function configurationOr(problems: string[]): Configuration | undefined {
  try {
    return loadConfiguration();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** Why no run with this configuration leads to a certificate. */
function unfit({ target, sources, settings }: Configuration, demo: boolean): string[] {
  const problems: string[] = [];
  if (!target && !demo)
    problems.push(
      'KOR_BASE_URL, KOR_API_KEY and KOR_API_SECRET are not set: there is no API to certify; --demo shows a certificate of the embedded sandbox',
    );
  if (target && demo)
    problems.push(
      '--demo is for the embedded sandbox, and KOR_BASE_URL names a target: leave one of them out',
    );
  if (target?.kind === 'production')
    problems.push(
      'KOR_TARGET_KIND is production, which the suite does not write to, so most of the profile is not tested: certify a sandbox of the same release',
    );
  if (sources.description !== undefined)
    problems.push(
      'KOR_DESCRIPTION is set: a certificate is judged by the project’s own description, which overlays may pin (KOR_OVERLAY)',
    );
  if (target && target.otherCredentials === undefined)
    problems.push(
      'KOR_OTHER_API_KEY and KOR_OTHER_API_SECRET are not set: without a service account of another business account the MUST requirements on tenancy are not tested',
    );
  if (settings.profile === 'full' && settings.webhookCaptures?.length === 0)
    problems.push(
      'KOR_WEBHOOK_CAPTURES is not set: without payloads that the target sent the MUST requirements on webhooks, which the profile full has, are not tested; KOR_PROFILE=core does not need them',
    );
  return problems;
}

/** Problems with texts in which a certificate or its evidence would disclose a secret. */
function secretsIn({ target }: Configuration, texts: Record<string, string>): string[] {
  const file = path.join(projectRoot, 'specs/rocketkor.openapi.yaml');
  const isOrdinary = ordinaryForms({ description: readFileSync(file, 'utf8') }, target?.baseUrl ?? '');
  const { json } = createRedactor(target ? secretsOf(target) : [], { isOrdinary });
  const telling = Object.entries(texts).filter(
    ([name, text]) => !isDeepStrictEqual(json([name, text]), [name, text]),
  );
  return telling.map(
    ([name]) =>
      `${name} holds a secret of the target, which a certificate or its evidence would disclose: take it out`,
  );
}

function refusalText(found: readonly { problem: string; remedy: string }[]): string {
  const lines = found.map(
    ({ problem, remedy }) => `  ${inline(problem)}\n      to fix it: ${inline(remedy)}\n`,
  );
  const what = found.length === 1 ? 'One problem prevents it' : `${String(found.length)} problems prevent it`;
  return `\nNo certificate was issued. ${what}:\n\n${lines.join('')}`;
}
