import type { Security } from '../../contract/operations.ts';
import { Refusal } from './refusal.ts';
import type { RegisteredAccount } from './service-accounts.ts';
import type { Tokens } from './tokens.ts';

/** The accounts that exist, and the tokens that were issued to them. */
export interface Callers {
  accounts: readonly RegisteredAccount[];
  tokens: Tokens;
}

/** The account that an Authorization header authenticates with the scheme of the operation. Throws a `Refusal` otherwise. */
export function authenticated(callers: Callers, security: Security, authorization = ''): RegisteredAccount {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S.*)$/.exec(authorization) ?? [];
  const wanted = security === 'basic' ? 'Basic' : 'Bearer';
  const challenge = { 'www-authenticate': `${wanted} realm="sandbox"` };
  if (scheme.toLowerCase() !== wanted.toLowerCase()) throw new Refusal('unauthenticated', [], challenge);
  const account =
    security === 'basic' ? keyHolder(callers, credentials, challenge) : callers.tokens.holder(credentials);
  if (!account) throw new Refusal('unauthenticated', [], challenge);
  return account;
}

/** RFC 7617: base64 of key, colon, secret. */
function keyHolder(
  { accounts }: Callers,
  credentials: string,
  challenge: Record<string, string>,
): RegisteredAccount | undefined {
  const pair = /^[A-Za-z0-9+/]+={0,2}$/.test(credentials)
    ? Buffer.from(credentials, 'base64').toString('utf8')
    : '';
  const colon = pair.indexOf(':');
  if (colon < 0) throw new Refusal('malformedCredentials', [], challenge);
  const [key, secret] = [pair.slice(0, colon), pair.slice(colon + 1)];
  return accounts.find((account) => account.key === key && account.secret === secret);
}
