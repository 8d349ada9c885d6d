import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ConfigurationError } from './configuration-error.ts';
import { emailDomain } from './email-domain.ts';
import { proxyFor, proxyProblems } from './proxy.ts';
import { signingVariables } from './signing.ts';
import { sourceProblems, sourcesOf, type Sources } from './sources.ts';
import type { RunSettings, Target } from './target.ts';
import { captureFiles, captureProblems } from './webhook-captures.ts';

/** Environment variables by name; an empty value counts as not set. */
export type Environment = Record<string, string | undefined>;

/** What the environment says: where the target is (undefined: use the embedded sandbox), by what and how to judge it. */
export interface Configuration {
  target: Target | undefined;
  sources: Sources;
  settings: RunSettings;
  /** When the run began that is judged again; undefined where an API is judged. */
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

/** What the id of a run looks like. */
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

/** Every variable that is read, for the template's self-test. */
export const variableNames = Object.keys(shape.shape);

/**
 * The configuration that environment variables describe. Throws a {@link ConfigurationError} with every problem at once.
 */
export function readConfiguration(environment: Environment): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith('KOR_') && value !== ''),
  );
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${plain(message)}`);
  problems.push(...unknownVariables(given), ...targetProblems(given, environment), ...sourceProblems(given));
  problems.push(...captureProblems(given));
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

function unknownVariables(given: Environment): string[] {
  const unknown = Object.keys(given).filter((name) => !variableNames.includes(name));
  return unknown.map((name) => `${name} is not a variable of this suite; .env.example lists them all`);
}

function targetProblems(given: Environment, environment: Environment): string[] {
  const names = ['KOR_BASE_URL', 'KOR_API_KEY', 'KOR_API_SECRET'] as const;
  const problems = [
    ...halfSet(given, names),
    ...halfSet(given, ['KOR_OTHER_API_KEY', 'KOR_OTHER_API_SECRET']),
  ];
  if (given.KOR_API_KEY !== undefined && given.KOR_API_KEY === given.KOR_OTHER_API_KEY) {
    problems.push('KOR_OTHER_API_KEY is the same as KOR_API_KEY: it must belong to another business account');
  }
  const dependent = ['KOR_OTHER_API_KEY', 'KOR_EXPIRED_TOKEN', 'KOR_TARGET_KIND', 'KOR_ALLOW_HTTP'];
  if (names.every((name) => given[name] === undefined)) {
    const idle = dependent.filter((name) => given[name] !== undefined);
    return [
      ...problems,
      ...idle.map(
        (name) => `${name} is set, but ${names.join(', ')} are not: it speaks of a target there is none of`,
      ),
    ];
  }
  return given.KOR_BASE_URL === undefined
    ? problems
    : [...problems, ...urlProblems(given.KOR_BASE_URL, given, environment)];
}

function halfSet(given: Environment, names: readonly string[]): string[] {
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  const set = names.filter((name) => given[name] !== undefined);
  return missing.map(
    (name) =>
      `${name} is missing, while ${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set: set all or none`,
  );
}

function urlProblems(text: string, given: Environment, environment: Environment): string[] {
  if (!URL.canParse(text)) return ['KOR_BASE_URL is not a URL such as https://api.example.com'];
  const url = new URL(text);
  const problems: string[] = [];
  if (!['http:', 'https:'].includes(url.protocol)) problems.push(`KOR_BASE_URL must be an http or https URL`);
  if (url.username !== '' || url.password !== '')
    problems.push('KOR_BASE_URL must not hold credentials: use KOR_API_KEY and KOR_API_SECRET');
  if (/[?#]/.test(text)) problems.push('KOR_BASE_URL must not have a query or a fragment');
  if (/\/v1\/*$/.test(url.pathname))
    problems.push('KOR_BASE_URL must not end in /v1: the description adds it to every path');
  if (isLoopback(url.hostname)) return problems;
  problems.push(...proxyProblems(url, environment));
  if (url.protocol === 'http:' && given.KOR_ALLOW_HTTP !== url.hostname) {
    problems.push(`KOR_BASE_URL must be https (for an internal host only: KOR_ALLOW_HTTP=${url.hostname})`);
  }
  if (given.KOR_TARGET_KIND === undefined) {
    problems.push(
      'KOR_TARGET_KIND is missing: the suite creates and deletes customers; say "sandbox" where it may, "production" where it may not',
    );
  }
  return problems;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
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

function settingsOf(given: Variables): RunSettings {
  const seed = given.KOR_SEED ?? randomBytes(8).toString('hex');
  return {
    profile: given.KOR_PROFILE ?? (given.KOR_BASE_URL === undefined ? 'full' : 'core'),
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
