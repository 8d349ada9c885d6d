import { randomBytes, randomUUID } from 'node:crypto';

/** What a client needs to act for a business account; `tokenLifetime` in seconds. */
export interface ServiceAccount {
  key: string;
  secret: string;
  businessAccountId: string;
  tokenLifetime: number;
}

/** A service account as the sandbox knows it: `createdBy` and `updatedBy` name it by its id. */
export interface RegisteredAccount extends ServiceAccount {
  id: string;
}

/** The service accounts that a sandbox starts with: `shortLived` shares the business account of `first`. */
export interface StartingAccounts {
  first: RegisteredAccount;
  other: RegisteredAccount;
  shortLived: RegisteredAccount;
}

/** New service accounts in two new business accounts; the tokens of `shortLived` live for 1 s. */
export function startingAccounts(tokenLifetime: number): StartingAccounts {
  const first = newAccount(randomUUID(), tokenLifetime);
  return {
    first,
    other: newAccount(randomUUID(), tokenLifetime),
    shortLived: newAccount(first.businessAccountId, 1),
  };
}

function newAccount(businessAccountId: string, tokenLifetime: number): RegisteredAccount {
  return {
    id: randomUUID(),
    key: `key-${randomBytes(12).toString('hex')}`,
    secret: randomBytes(24).toString('base64url'),
    businessAccountId,
    tokenLifetime,
  };
}
