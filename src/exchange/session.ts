import type { Credentials } from '../target/target.ts';

/** An access token and when it stops being good. */
export interface IssuedToken {
  value: string;
  /** Seconds, as the target says. */
  expiresIn: number;
}

/** A service account that is signed in: hands out a token that is good for the next request. */
export interface Session {
  readonly credentials: Credentials;
  /** The current token; asks `issue` for a new one when there is none or it is about to expire. */
  token(issue: () => Promise<IssuedToken>): Promise<string>;
  /** Hands out the current token no more. */
  outdate(): void;
  /** Does not hand out a token again, which the target has refused. */
  forget(token: string): void;
}

/** Milliseconds before its expiry that a token is not used any more: a fifth of its life, 30 s at most. */
function margin(lifetime: number): number {
  return Math.min(lifetime / 5, 30_000);
}

/** A session of a service account that has no token yet. */
export function createSession(credentials: Credentials): Session {
  let current: { value: string; until: number } | undefined;
  let pending: Promise<string> | undefined;
  const renew = async (issue: () => Promise<IssuedToken>): Promise<string> => {
    const startedAt = Date.now();
    const { value, expiresIn } = await issue();
    const lifetime = expiresIn * 1000;
    current = { value, until: startedAt + lifetime - margin(lifetime) };
    return value;
  };
  return {
    credentials,
    token: async (issue) => {
      if (current && Date.now() < current.until) return current.value;
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

/** The value of an Authorization header that proves a service account (RFC 7617). */
export function basicAuthorization({ key, secret }: Credentials): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}
