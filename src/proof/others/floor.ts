import type { Contract } from '../../contract/operations.ts';
import type { Instance } from '../../sandbox/http/instance.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Customer } from '../../sandbox/resources/store.ts';
import type { Alteration } from '../../sandbox/variants/variant.ts';
import { servedInstance } from '../runs/explored-sandbox.ts';
import { populate } from './population.ts';

/** A sandbox that others use as well. */
export interface SharedFloor {
  sandbox: Sandbox;
  /** What happened to what is somebody else's: requests to change it, and whatever is not as it was to the byte. */
  trespasses: () => string[];
  /** Email addresses and phone numbers of others, which nobody may write down. */
  contacts: readonly string[];
  /** The customers that nobody else has. */
  ours: () => Customer[];
}

/** Serves a sandbox that holds so many customers of others, with something about it altered; `created` is told how many creates came. */
export async function sharedFloor(
  contract: Contract,
  count: number,
  { alter, created }: { alter: Alteration; created?: (creations: number) => void },
): Promise<SharedFloor> {
  let creations = 0;
  const instances: Instance[] = [];
  const requests: string[] = [];
  let theirs: string[] = [];
  const { sandbox } = await servedInstance(contract, (instance) => {
    theirs = populate(instance, count);
    instances.push(instance);
    const altered = alter(instance);
    const around: Instance['around'] = (asked, next) => {
      const { method, url } = asked.request;
      const isNamed = theirs.some((id) => url.includes(id));
      if (method !== 'GET' && isNamed) requests.push(`${method} ${url}`);
      if (asked.operation?.id === 'createCustomer') created?.((creations += 1));
      return altered.around(asked, next);
    };
    return { ...altered, around };
  });
  const all = (): [id: string, text: string][] => instances.flatMap(heldBy);
  const before = new Map(all().filter(([id]) => theirs.includes(id)));
  const isTheirs = new Set(theirs);
  return {
    sandbox,
    contacts: [...before.values()].flatMap(contactsIn),
    trespasses: () => {
      const now = new Map(all());
      const changed = [...before].filter(([id, text]) => now.get(id) !== text);
      return [...requests, ...changed.map(([id]) => `${id} is not as it was`)];
    },
    ours: () =>
      instances
        .flatMap(({ store }) => [...store.values()])
        .flatMap(({ customers }) => [...customers.values()])
        .filter(({ id }) => !isTheirs.has(id)),
  };
}

/** Everything that is stored in a sandbox, each by its id and to the byte. */
function heldBy({ store }: Instance): [id: string, text: string][] {
  const resources = [...store.values()].flatMap(({ customers, documents, limits, owners }) => [
    ...customers.values(),
    ...documents.values(),
    ...owners.values(),
    ...[...limits.values()].flat(),
  ]);
  return resources.map((each) => [each.id, JSON.stringify(each)]);
}

/** Email addresses, and phone numbers that are not kept for fiction. */
function contactsIn(text: string): string[] {
  const all = [...text.matchAll(/"(?:value|number)":"([^"]+)"/g)].map(([, contact = '']) => contact);
  return all.filter((contact) => !/^\+1\d{3}55501\d\d$/.test(contact));
}
