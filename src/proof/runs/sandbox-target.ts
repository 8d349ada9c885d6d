import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Target } from '../../target/target.ts';

/** A sandbox as a target, directly or through a proxy at another URL. */
export function targetOf({ url, accounts }: Sandbox, baseUrl: string = url): Target {
  return {
    kind: 'sandbox',
    baseUrl,
    credentials: accounts.first,
    otherCredentials: accounts.other,
    shortLivedCredentials: accounts.shortLived,
  };
}
