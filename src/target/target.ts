/** An API key and its secret. */
export interface Credentials {
  key: string;
  secret: string;
}

/** `embedded`: our own sandbox; `sandbox`: another API that may be written to; `production`: one that may not. */
export type TargetKind = 'embedded' | 'sandbox' | 'production';

/** How much of the API is judged: `core` is authentication and customers, `full` is every area. */
export type Profile = 'core' | 'full';

/** The API under test. */
export interface Target {
  kind: TargetKind;
  /** Without a trailing slash and without `/v1`. */
  baseUrl: string;
  credentials: Credentials;
  /** A service account of another business account, for tenancy checks. */
  otherCredentials?: Credentials | undefined;
  /** A service account whose tokens live for a second: only the embedded sandbox has one. */
  shortLivedCredentials?: Credentials | undefined;
  /** An access token known to have expired. */
  expiredToken?: string | undefined;
  /** The URL of the proxy that it is reached through; may hold a password. */
  proxy?: string | undefined;
}

/** How this run goes about judging the target. */
export interface RunSettings {
  profile: Profile;
  /** Decides every value that the suite makes up. */
  seed: string;
  /** Marks what the run creates: part of every email address. */
  runId: string;
  /** The domain of email addresses, where the target takes none of ours. */
  emailDomain?: string | undefined;
  /** Whether a broken SHOULD fails a test. */
  strict: boolean;
  /** Where reports are written; relative to the working directory. */
  reportFolder: string;
  /** Files of webhook payloads that the target sent. */
  webhookCaptures?: readonly string[];
  /** The file of known deviations; without one, the usual file if it is there. */
  waiversFile?: string | undefined;
  /** Milliseconds until an exchange counts as unanswered. */
  exchangeTimeout: number;
  /** Milliseconds until a test is given up. */
  testTimeout: number;
  /** Requests a second at most, of all workers together. */
  maxRps?: number | undefined;
}

/** What a person calls the target, with the warning that a run on the embedded sandbox owes its reader. */
export function targetName(target: Pick<Target, 'kind' | 'baseUrl'>): string {
  if (target.kind === 'embedded') return 'embedded sandbox; says nothing about any API';
  return `${target.baseUrl} (${target.kind})`;
}

/** Every secret of a target, also in the pairs that HTTP Basic makes of them: what no artifact may hold. */
export function secretsOf(target: Target): string[] {
  return [...secretNames(target).keys()];
}

/** What every secret of a target is, in words that are the same for any other target. */
export function secretNames(target: Target): Map<string, string> {
  const pairs: [string, Credentials | undefined][] = [
    ['account', target.credentials],
    ['other-account', target.otherCredentials],
    ['short-lived-account', target.shortLivedCredentials],
  ];
  const secrets = pairs.flatMap(([role, pair]): [string, string][] =>
    pair
      ? [
          [`${pair.key}:${pair.secret}`, `${role}-pair`],
          [pair.secret, `${role}-secret`],
          [pair.key, `${role}-key`],
        ]
      : [],
  );
  const password = target.proxy === undefined ? '' : new URL(target.proxy).password;
  const others: [string, string][] = [
    [target.expiredToken ?? '', 'expired-token'],
    [decodeURIComponent(password), 'proxy-password'],
  ];
  return new Map([...secrets, ...others].filter(([secret]) => secret !== ''));
}

/** Environment variables by name; an empty value counts as not set. */
export type Environment = Record<string, string | undefined>;
