import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { RegisteredAccount } from './service-accounts.ts';

/** The access tokens that a sandbox has issued. */
export interface Tokens {
  /** Issues a new token, valid for the token lifetime of the account from now. */
  issue(account: RegisteredAccount): string;
  /** The account that a token was issued to; undefined for a token that was never issued or has expired. */
  holder(token: string): RegisteredAccount | undefined;
}

/** An empty register of tokens. */
export function createTokens(clock: Clock): Tokens {
  const issued = new Map<string, { account: RegisteredAccount; until: number }>();
  return {
    issue: (account) => {
      const token = randomBytes(32).toString('base64url');
      issued.set(token, { account, until: clock.now() + account.tokenLifetime * 1000 });
      return token;
    },
    holder: (token) => {
      const entry = issued.get(token);
      if (!entry) return undefined;
      if (clock.now() < entry.until) return entry.account;
      issued.delete(token);
      return undefined;
    },
  };
}
