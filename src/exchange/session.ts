import type { Credentials } from '../target/target.ts';

/** An access token and its lifetime. */
export interface IssuedToken {
  value: string;
  /** Lifetime in seconds, as the target states it. */
  expiresIn: number;
}

/** A signed-in service account. It provides a valid access token for the next request. */
export interface Session {
  readonly credentials: Credentials;
  /** The current token; asks `issue` for a new one when there is none or it is about to expire. */
  token(issue: () => Promise<IssuedToken>): Promise<string>;
  /** Discards the current token. */
  outdate(): void;
  /** Discards a token that the target has refused, if it is the current one. */
  forget(token: string): void;
}

/** Milliseconds before expiry from which a token is no longer used: a fifth of its lifetime, at most 30 s. `lifetime`: milliseconds. */
function margin(lifetime: number): number {
  return Math.min(lifetime / 5, 30_000);
}

/** A session of a service account, without a token yet. A monotonic clock measures lifetimes, so that setting the system clock has no effect. */
export function createSession(credentials: Credentials): Session {
  let current: { value: string; until: number } | undefined;
  let pending: Promise<string> | undefined;
  const renew = async (issue: () => Promise<IssuedToken>): Promise<string> => {
    const startedAt = performance.now();
    const { value, expiresIn } = await issue();
    const lifetime = expiresIn * 1000;
    current = { value, until: startedAt + lifetime - margin(lifetime) };
    return value;
  };
  return {
    credentials,
    token: async (issue) => {
      if (current && performance.now() < current.until) return current.value;
      pending ??= renew(issue).finally(() => {
        pending = undefined;
      });
      return pending;
    },
    outdate: () => {
      current = undefined;
    },
    forget: (token) => {
      if (current?.value === token) current = undefined;
    },
  };
}

/** The value of an Authorization header that authenticates a service account with Basic (RFC 7617). */
export function basicAuthorization({ key, secret }: Credentials): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}
