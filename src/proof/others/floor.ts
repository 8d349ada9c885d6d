import type { Contract } from '../../contract/operations.ts';
import type { Instance } from '../../sandbox/http/instance.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Customer } from '../../sandbox/resources/store.ts';
import type { Alteration } from '../../sandbox/variants/variant.ts';
import { servedInstance } from '../runs/explored-sandbox.ts';
import { populate } from './population.ts';

/** A sandbox with data of others. */
export interface SharedFloor {
  sandbox: Sandbox;
  /** The effects on data of others: requests to change it, and everything that is not byte for byte the same. */
  trespasses: () => string[];
  /** Email addresses and phone numbers of others, which must not be recorded. */
  contacts: readonly string[];
  /** The customers that are not of others. */
  ours: () => Customer[];
}

/** Serves an altered sandbox with `count` customers of others; calls `created` with the number of creates so far at each create. */
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

/** The id and the JSON text of every resource that a sandbox stores. */
function heldBy({ store }: Instance): [id: string, text: string][] {
  const resources = [...store.values()].flatMap(({ customers, documents, limits, owners }) => [
    ...customers.values(),
    ...documents.values(),
    ...owners.values(),
    ...[...limits.values()].flat(),
  ]);
  return resources.map((each) => [each.id, JSON.stringify(each)]);
}

/** Email addresses, and phone numbers that are not reserved for fiction. */
function contactsIn(text: string): string[] {
  const all = [...text.matchAll(/"(?:value|number)":"([^"]+)"/g)].map(([, contact = '']) => contact);
  return all.filter((contact) => !/^\+1\d{3}55501\d\d$/.test(contact));
}
