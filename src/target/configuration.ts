import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ConfigurationError } from './configuration-error.ts';
import type { Environment, RunSettings, Target } from './target.ts';
import { emailDomain } from './email-domain.ts';
import { proxyFor } from './proxy.ts';
import { signingVariables } from './signing.ts';
import { sourceProblems, sourcesOf, type Sources } from './sources.ts';
import { isLoopback, targetProblems, unseenCharacters } from './target-problems.ts';
import { captureFiles, captureProblems } from './webhook-captures.ts';

/** The configuration in the environment: the target (undefined: the embedded sandbox), the description and overlays, and the settings. */
export interface Configuration {
  target: Target | undefined;
  sources: Sources;
  settings: RunSettings;
  /** The start of the recorded run that is rejudged; undefined when an API is judged. */
  startedAt?: Date;
}

const milliseconds = (fallback: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{3,6}$/, 'must be a whole number of milliseconds from 100 to 600000')
    .transform(Number)
    .refine(
      (value) => value >= 100 && value <= 600_000,
      'must be a whole number of milliseconds from 100 to 600000',
    )
    .default(fallback);

const apiKey = z
  .string()
  .regex(/^[^\s:]+$/, 'must have no spaces and no colon')
  .optional();

/** The form of a run id. */
export const runIdForm = {
  pattern: /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
  words: 'must be 1 to 40 lower-case letters, digits and inner hyphens',
};

const shape = z.object({
  KOR_BASE_URL: z.string().optional(),
  KOR_API_KEY: apiKey,
  KOR_API_SECRET: z.string().optional(),
  KOR_OTHER_API_KEY: apiKey,
  KOR_OTHER_API_SECRET: z.string().optional(),
  KOR_EXPIRED_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  KOR_TARGET_KIND: z.enum(['sandbox', 'production']).optional(),
  KOR_ALLOW_HTTP: z.string().optional(),
  KOR_OVERLAY: z.string().optional(),
  KOR_DESCRIPTION: z.string().optional(),
  KOR_WEBHOOK_CAPTURES: z.string().optional(),
  KOR_PROFILE: z.enum(['core', 'full']).optional(),
  KOR_SEED: z
    .string()
    .regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u, 'must be 1 to 64 characters, none of them a control character')
    .optional(),
  KOR_RUN_ID: z.string().regex(runIdForm.pattern, runIdForm.words).optional(),
  KOR_EMAIL_DOMAIN: emailDomain.optional(),
  KOR_WAIVERS: z.string().optional(),
  KOR_REPORT_FOLDER: z.string().default('reports'),
  KOR_STRICT: z.enum(['0', '1']).default('0'),
  KOR_EXCHANGE_TIMEOUT_MS: milliseconds(10_000),
  KOR_TEST_TIMEOUT_MS: milliseconds(60_000),
  KOR_MAX_RPS: z
    .string()
    .regex(
      /^(?=.*[1-9])\d{1,4}(?:\.\d{1,3})?$/,
      'must be a number of requests a second above 0, such as 5 or 0.5',
    )
    .transform(Number)
    .optional(),
  ...signingVariables,
});
type Variables = z.infer<typeof shape>;

/** The name of every variable that is read, for the self-test of `.env.example`. */
export const variableNames = Object.keys(shape.shape);

/**
 * Reads the configuration from environment variables. Throws a {@link ConfigurationError} that lists every problem, starting with the
 * `known` ones.
 */
export function readConfiguration(environment: Environment, known: readonly string[] = []): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith('KOR_') && value !== ''),
  );
  const parsed = shape.safeParse(given);
  const problems = [
    ...known,
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${plain(message)}`),
  ];
  problems.push(
    ...unknownVariables(environment),
    ...unseenCharacters(given),
    ...targetProblems(given, environment),
    ...sourceProblems(given),
  );
  problems.push(...captureProblems(given));
  if (given.KOR_WEBHOOK_CAPTURES !== undefined && profileOf(given) === 'core')
    problems.push('KOR_WEBHOOK_CAPTURES is set, and the profile core has no webhooks: set KOR_PROFILE=full');
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  return {
    target: targetOf(parsed.data, environment),
    sources: sourcesOf(parsed.data),
    settings: settingsOf(parsed.data),
  };
}

function plain(message: string): string {
  return message
    .replace(/^Invalid option: expected one of /, 'must be one of ')
    .replaceAll('"', '')
    .replaceAll('|', ', ');
}

/** Returns a sentence for each variable whose name begins with KOR_, in any case, and that the suite does not have. */
export function unknownVariables(environment: Environment): string[] {
  const unknown = Object.entries(environment).filter(
    ([name, value]) => /^kor_/i.test(name) && value !== '' && !variableNames.includes(name),
  );
  return unknown.map(([name]) => `${name} is not a variable of this suite; .env.example lists them all`);
}

function targetOf(given: Variables, environment: Environment): Target | undefined {
  if (
    given.KOR_BASE_URL === undefined ||
    given.KOR_API_KEY === undefined ||
    given.KOR_API_SECRET === undefined
  )
    return undefined;
  const url = new URL(given.KOR_BASE_URL);
  const other = { key: given.KOR_OTHER_API_KEY, secret: given.KOR_OTHER_API_SECRET };
  return {
    kind: given.KOR_TARGET_KIND ?? 'sandbox',
    baseUrl: baseUrlOf(given.KOR_BASE_URL),
    credentials: { key: given.KOR_API_KEY, secret: given.KOR_API_SECRET },
    otherCredentials:
      other.key !== undefined && other.secret !== undefined
        ? { key: other.key, secret: other.secret }
        : undefined,
    expiredToken: given.KOR_EXPIRED_TOKEN,
    proxy: isLoopback(url.hostname) ? undefined : proxyFor(url, environment),
  };
}

function baseUrlOf(text: string): string {
  const { origin, pathname } = new URL(text);
  return origin + pathname.replace(/\/+$/, '');
}

function profileOf({ KOR_PROFILE: profile, KOR_BASE_URL: url }: Environment | Variables): string {
  return profile ?? (url === undefined ? 'full' : 'core');
}

function settingsOf(given: Variables): RunSettings {
  const seed = given.KOR_SEED ?? randomBytes(8).toString('hex');
  return {
    profile: profileOf(given) === 'core' ? 'core' : 'full',
    seed,
    runId: given.KOR_RUN_ID ?? `r${createHash('sha256').update(seed).digest('hex').slice(0, 12)}`,
    emailDomain: given.KOR_EMAIL_DOMAIN,
    strict: given.KOR_STRICT === '1',
    reportFolder: given.KOR_REPORT_FOLDER,
    webhookCaptures: captureFiles(given),
    waiversFile: given.KOR_WAIVERS,
    exchangeTimeout: given.KOR_EXCHANGE_TIMEOUT_MS,
    testTimeout: given.KOR_TEST_TIMEOUT_MS,
    maxRps: given.KOR_MAX_RPS,
  };
}
