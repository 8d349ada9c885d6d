import type { SandboxResponse } from '../http/response.ts';
import type { Call, Handler } from '../http/call.ts';
import type { Instance } from '../http/instance.ts';
import { isObject, textOf, type Json, type JsonObject } from '../http/json.ts';
import type { Customer } from '../resources/store.ts';
import { operations, type Alteration } from '../variants/variant.ts';
import type { FaultGroup } from './fault.ts';

/** A defect that shows only after several calls; every call by itself gets a correct response. */
export interface SequenceFault {
  /** In kebab case. */
  name: string;
  group: FaultGroup;
  /** What an API with the fault does: one sentence. */
  does: string;
  /** The requirements that it breaks: one of them must notice. */
  requirement: readonly string[];
  /** Returns the instance with the fault; to be applied only once, before it serves. */
  apply: Alteration;
}

/** Every fault that only sequences of calls show. */
export const sequenceFaults: SequenceFault[] = [
  {
    name: 'stale-after-update',
    group: 'timing',
    does: 'A customer who has been read before is read as it was then, also after an update.',
    requirement: ['CUS-044', 'CUS-045'],
    apply: (instance) => {
      const read = new Map<string, SandboxResponse>();
      const forget = operations(
        ['suspendCustomer', 'unsuspendCustomer', 'removeCustomer'],
        (handler) => (call) => {
          read.delete(idOf(call));
          return handler(call);
        },
      );
      const remember = operations(['retrieveCustomer'], (handler) => (call) => {
        const response = read.get(idOf(call)) ?? handler(call);
        read.set(idOf(call), response);
        return response;
      });
      return remember(forget(instance));
    },
  },
  {
    name: 'update-revives',
    group: 'update',
    does: 'An update makes a suspended customer ACTIVE.',
    requirement: ['CUS-046', 'CUS-030'],
    apply: after('updateCustomer', (call) => put(call, idOf(call), { status: 'ACTIVE' })),
  },
  {
    name: 'id-reused',
    group: 'create',
    does: 'A new customer gets the id of one who was removed.',
    requirement: ['CUS-040'],
    apply: (instance) => {
      const free: string[] = [];
      const release = after('removeCustomer', (call) => void free.push(idOf(call)));
      const reuse = operations(
        ['createCustomer'],
        (handler) => (call) => handler({ ...call, newId: () => free.pop() ?? call.newId() }),
      );
      return reuse(release(instance));
    },
  },
  {
    name: 'index-not-updated',
    group: 'list',
    does: 'Filters and searches go by the names, addresses and numbers that a customer was created with.',
    requirement: ['LST-010', 'LST-011', 'LST-012', 'LST-013'],
    apply: byOldIndex,
  },
  {
    name: 'count-drifts',
    group: 'list',
    does: 'A customer who was updated counts twice in the totals of lists.',
    requirement: ['LST-002'],
    apply: (instance) => {
      const updated = new Set<string>();
      const note = after('updateCustomer', (call) => void updated.add(idOf(call)));
      const drift = operations(['listCustomers'], (handler) => (call) => {
        const again = overList((customers) => customers.filter(({ id }) => updated.has(id)), handler)(call);
        return withBody(handler(call), (page) => ({
          ...page,
          totalElements: totalOf(page) + totalOf(again.body),
        }));
      });
      return drift(note(instance));
    },
  },
  {
    name: 'removed-resurrected',
    group: 'life',
    does: 'An update of one customer brings back the one who was removed last.',
    requirement: ['LST-022', 'CUS-041', 'CUS-018'],
    apply: (instance) => {
      const removed: Customer[] = [];
      const raise = after('updateCustomer', ({ account }) => {
        const customer = removed.pop();
        if (customer) account.customers.set(customer.id, customer);
      });
      return raise(noting(removed)(instance));
    },
  },
  {
    name: 'unsuspend-restores',
    group: 'life',
    does: 'Unsuspending a customer brings back what it was when it was suspended.',
    requirement: ['CUS-044', 'CUS-045'],
    apply: (instance) => {
      const kept = new Map<string, Customer>();
      const keep = operations(['suspendCustomer'], (handler) => (call) => {
        const customer = call.account.customers.get(idOf(call));
        if (customer?.status === 'ACTIVE') kept.set(customer.id, customer);
        return handler(call);
      });
      return after('unsuspendCustomer', (call) => put(call, idOf(call), kept.get(idOf(call)) ?? {}))(
        keep(instance),
      );
    },
  },
  {
    name: 'update-touches-neighbour',
    group: 'update',
    does: 'An update of a customer also gives its phone number or contacts to the one who was created after it.',
    requirement: ['CUS-041', 'CUS-013', 'CUS-014'],
    apply: after('updateCustomer', (call) => {
      const all = [...call.account.customers.values()];
      const own = all.find(({ id }) => id === idOf(call));
      const next = all[all.findIndex(({ id }) => id === idOf(call)) + 1];
      if (!own || next?.type !== own.type) return;
      const { primaryPhoneNumber, contacts } = own;
      const taken = { primaryPhoneNumber, contacts };
      put(
        call,
        next.id,
        Object.fromEntries(Object.entries(taken).filter(([, value]) => value !== undefined)) as JsonObject,
      );
    }),
  },
  {
    name: 'second-update-lost',
    group: 'update',
    does: 'The second update of a customer gets the response of a stored update, and is not stored.',
    requirement: ['CUS-044', 'CUS-045'],
    apply: (instance) => {
      const updates = new Map<string, number>();
      const lose = operations(['updateCustomer'], (handler) => (call) => {
        const before = call.account.customers.get(idOf(call));
        const response = handler(call);
        updates.set(idOf(call), (updates.get(idOf(call)) ?? 0) + 1);
        if (before && updates.get(idOf(call)) === 2) call.account.customers.set(before.id, before);
        return response;
      });
      return lose(instance);
    },
  },
  {
    name: 'unsuspended-unlisted',
    group: 'list',
    does: 'A customer who was suspended and unsuspended is read and not listed any more.',
    requirement: ['LST-001', 'LST-010', 'LST-011', 'LST-012', 'LST-013', 'LST-014', 'LST-017', 'LST-018'],
    apply: (instance) => {
      const unlisted = new Set<string>();
      const hide = after('unsuspendCustomer', (call) => void unlisted.add(idOf(call)));
      const list = (handler: Handler): Handler =>
        overList((customers) => customers.filter(({ id }) => !unlisted.has(id)), handler);
      return operations(['listCustomers'], list)(hide(instance));
    },
  },
  {
    name: 'pages-shift-after-removal',
    group: 'list',
    does: 'Once a customer was removed, pages behind the first begin one entry early.',
    requirement: ['LST-001'],
    apply: (instance) => {
      const removed: Customer[] = [];
      const shift = operations(['listCustomers'], (handler) => (call) => {
        const page = handler(call);
        const { page: number, size } = call.query;
        const isShifted = totalOf(overList(() => removed, handler)(call).body) > 0;
        if (!isShifted || typeof number !== 'number' || number === 0) return page;
        const before = contentOf(handler({ ...call, query: { ...call.query, page: number - 1 } }).body);
        return withBody(page, (body) => ({
          ...body,
          content: [...before.slice(-1), ...contentOf(body)].slice(0, Number(size ?? 1)),
        }));
      });
      return shift(noting(removed)(instance));
    },
  },
];

/** Does something once an operation has succeeded. */
function after(id: string, doing: (call: Call) => void): Alteration {
  return operations([id], (handler) => (call) => {
    const response = handler(call);
    doing(call);
    return response;
  });
}

/** Records removed customers. */
function noting(removed: Customer[]): Alteration {
  return operations(['removeCustomer'], (handler) => (call) => {
    const customer = call.account.customers.get(idOf(call));
    const response = handler(call);
    if (customer) removed.push(customer);
    return response;
  });
}

/** Lists the customers that `edit` returns for the stored ones. */
function overList(edit: (customers: Customer[]) => Customer[], handler: Handler): Handler {
  return (call) => {
    const customers = edit([...call.account.customers.values()]);
    const account = { ...call.account, customers: new Map(customers.map((each) => [each.id, each])) };
    return handler({ ...call, account });
  };
}

function byOldIndex(instance: Instance): Instance {
  const created = new Map<string, Customer>();
  const index = operations(['createCustomer'], (handler) => (call) => {
    const response = handler(call);
    const customer = call.account.customers.get(isObject(response.body) ? textOf(response.body.id) : '');
    if (customer) created.set(customer.id, customer);
    return response;
  });
  const indexed = (customers: Customer[]): Customer[] =>
    customers.map((customer) => ({ ...(created.get(customer.id) ?? customer), status: customer.status }));
  const find =
    (handler: Handler): Handler =>
    (call) =>
      withBody(overList(indexed, handler)(call), (page) => ({
        ...page,
        content: contentOf(page).map((entry) =>
          isObject(entry) ? (call.account.customers.get(textOf(entry.id)) ?? entry) : entry,
        ),
      }));
  return operations(['listCustomers'], find)(index(instance));
}

function idOf({ path }: Call): string {
  return path.customerId ?? '';
}

function put({ account }: Call, id: string, fields: JsonObject): void {
  const customer = account.customers.get(id);
  if (customer)
    account.customers.set(id, { ...customer, ...fields, status: textOf(fields.status) || customer.status });
}

function withBody(response: SandboxResponse, edit: (body: JsonObject) => Json): SandboxResponse {
  return isObject(response.body) ? { ...response, body: edit(response.body) } : response;
}

function contentOf(body: Json | undefined): Json[] {
  return isObject(body) && Array.isArray(body.content) ? body.content : [];
}

function totalOf(body: Json | undefined): number {
  return isObject(body) ? Number(body.totalElements) : 0;
}
