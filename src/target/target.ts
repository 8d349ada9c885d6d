/** An API key and its secret. */
export interface Credentials {
  key: string;
  secret: string;
}

/** `embedded`: the suite's own sandbox; `sandbox`: another API that may be written to; `production`: one that may not. */
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
  /** A service account whose tokens are valid for a second: only the embedded sandbox has one. */
  shortLivedCredentials?: Credentials | undefined;
  /** An access token known to have expired. */
  expiredToken?: string | undefined;
  /** The URL of the proxy for the target; may hold a password. */
  proxy?: string | undefined;
}

/** How this run judges the target. */
export interface RunSettings {
  profile: Profile;
  /** Determines every value that the suite generates. */
  seed: string;
  /** Marks the customers that the run creates: part of every email address. */
  runId: string;
  /** The domain of email addresses, for a target that rejects the suite's usual one. */
  emailDomain?: string | undefined;
  /** Whether a broken SHOULD fails a test. */
  strict: boolean;
  /** Where reports are written; relative to the working directory. */
  reportFolder: string;
  /** Files of webhook payloads that the target sent. */
  webhookCaptures?: readonly string[];
  /** The file of waivers; undefined: `waivers.yaml`, if it exists. */
  waiversFile?: string | undefined;
  /** Milliseconds until an exchange counts as failed without a response. */
  exchangeTimeout: number;
  /** Milliseconds until a test times out. */
  testTimeout: number;
  /** The maximum number of requests per second, of all workers together. */
  maxRps?: number | undefined;
}

/** Returns the name of the target for a reader; for the embedded sandbox, with the warning that it says nothing about any API. */
export function targetName(target: Pick<Target, 'kind' | 'baseUrl'>): string {
  if (target.kind === 'embedded') return 'embedded sandbox; says nothing about any API';
  return `${target.baseUrl} (${target.kind})`;
}

/** Returns every secret of a target, and each `key:secret` pair of HTTP Basic: no artifact may hold any of them. */
export function secretsOf(target: Target): string[] {
  return [...secretNames(target).keys()];
}

/** Returns a name for every secret of a target, by the secret; the names are the same for every target. */
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
