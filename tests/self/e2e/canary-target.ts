import { createInstance } from '../../../src/sandbox/http/instance.ts';
import type { JsonObject } from '../../../src/sandbox/http/json.ts';
import { startingLimits } from '../../../src/sandbox/resources/limits.ts';
import { serveInstance, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Tampering } from '../../../src/sandbox/faults/tampering.ts';
import { contract } from '../support/real-contract.ts';
import type { Canary } from './canary-search.ts';
import { targetVariables } from './conformance-run.ts';

/** A target whose secrets are all canaries, and which has a customer of others. */
export interface CanaryTarget {
  sandbox: Sandbox;
  /** Its addresses: its own, and those of servers in front of it. */
  urls: string[];
  /** The secrets, the tokens issued so far, and the data of the customer of others. */
  canaries(): Canary[];
  variables: Record<string, string>;
}

/** The data of the customer of others. */
export const stranger = {
  id: '0c0ffee0-5eed-4bad-9dad-c0ffee000001',
  firstName: 'Canarina "Zoë"',
  lastName: 'O\u2019Canary\\Vane',
  email: 'canarina+vane@mail.example.org',
  phone: '+12175553434',
  street: '77 Canary Wharf & Co',
  note: 'canary-note/of+somebody=else',
  social: '987-65-4321',
};

/** The account that the suite signs in with. */
export const first = { key: 'key-canary-5b1f0c7e94', secret: 'secret-canary-c2a94e+/=7d31' };
const other = { key: 'key-canary-9d0e11aa27', secret: 'secret-canary-04bb1f/+=e55a' };

/** Starts such a target. */
export async function canaryTarget(fault?: Tampering): Promise<CanaryTarget> {
  const instance = createInstance(contract);
  const { accounts, store, tokens } = instance;
  Object.assign(accounts.first, first);
  Object.assign(accounts.other, other);
  const issued: string[] = [];
  const account = store.get(accounts.first.businessAccountId);
  account?.customers.set(stranger.id, strangersCustomer());
  account?.limits.set(stranger.id, startingLimits(instance.newId, stranger.id));
  const issue: typeof tokens.issue = (to) => {
    const token = tokens.issue(to);
    issued.push(token);
    return token;
  };
  const sandbox = await serveInstance({ ...instance, tokens: { ...tokens, issue } }, 0, fault);
  const fixed = Object.entries({ ...stranger, ...prefixed('first', first), ...prefixed('other', other) });
  return {
    sandbox,
    urls: [sandbox.url],
    canaries: () => [
      ...fixed.map(([name, value]) => ({ name, value })),
      ...issued.map((value, index) => ({ name: `token ${String(index + 1)}`, value })),
    ],
    variables: {
      ...targetVariables(sandbox.url, first),
      KOR_OTHER_API_KEY: other.key,
      KOR_OTHER_API_SECRET: other.secret,
    },
  };
}

function prefixed(name: string, { key, secret }: typeof first): Record<string, string> {
  return { [`${name} key`]: key, [`${name} secret`]: secret, [`${name} pair`]: `${key}:${secret}` };
}

/** The customer of others as the sandbox stores and returns it. */
export function strangersCustomer(): JsonObject &
  Record<'id' | 'status' | 'type' | 'createdAt' | 'updatedAt', string> {
  const at = '2025-01-01T00:00:00.000Z';
  const by = { id: '0c0ffee0-5eed-4bad-9dad-c0ffee000002', type: 'employee' };
  return {
    ...{ id: stranger.id, status: 'ACTIVE', type: 'INDIVIDUAL' },
    ...{ firstName: stranger.firstName, lastName: stranger.lastName, externalId: stranger.note },
    primaryEmail: { value: stranger.email, verified: false },
    primaryPhoneNumber: { number: stranger.phone, type: 'WORK', verified: false },
    addresses: [
      {
        ...{ type: 'PHYSICAL', streetLine1: stranger.street, cityName: 'Springfield' },
        ...{ stateCode: 'IL', countryCode: 'USA', zipCode: '62701', primary: true },
      },
    ],
    metadata: { note: stranger.note, social: stranger.social },
    ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
  };
}
