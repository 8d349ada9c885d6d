import type { Call, Handler } from '../call.ts';
import { contains } from '../customer-filter.ts';
import { customerList } from '../customers.ts';
import type { Instance } from '../instance.ts';
import { isObject, textOf, type Json, type JsonObject } from '../json.ts';
import { refuseInvalid, Refusal } from '../refusal.ts';
import { replacing } from './replacement.ts';
import { all, operations, type Variant } from './variant.ts';

const paged = ['listCustomers', 'listDocuments', 'listIdentityVerifications', 'listWatchlistEvents'];
const writing = [
  ...['createCustomer', 'updateCustomer', 'createBeneficialOwner', 'updateBeneficialOwner'],
  ...['submitIdentityVerification', 'updateLimits', 'updateLimit', 'createDocument', 'updateDocument'],
];

/** Differences of what requests do. */
export const ruleVariants: readonly Variant[] = [
  {
    name: 'page-size-5',
    difference: 'lists 5 entries where no size is asked for',
    apply: operations(paged, withSize(5)),
  },
  {
    name: 'page-size-100',
    difference: 'lists 100 entries where no size is asked for',
    apply: operations(paged, withSize(100)),
  },
  {
    name: 'update-replaces',
    difference: 'clears the optional fields that an update leaves out',
    apply: all(
      operations(
        ['updateCustomer'],
        replacing('customerId', ({ customers }) => customers),
      ),
      operations(
        ['updateBeneficialOwner'],
        replacing('beneficiaryId', ({ owners }) => owners),
      ),
      operations(
        ['updateDocument'],
        replacing('documentId', ({ documents }) => documents),
      ),
    ),
  },
  {
    name: 'removal-repeatable',
    difference: 'answers 204 to the removal of a customer who has been removed before',
    apply: repeatableRemoval,
  },
  {
    name: 'suspension-once',
    difference: 'refuses to suspend a customer twice, and to update one who is suspended',
    apply: operations(['suspendCustomer', 'updateCustomer'], refusingSuspended),
  },
  {
    name: 'unknown-fields-refused',
    difference: 'refuses bodies with fields that are not described or not to be sent',
    apply: operations(writing, refusingUnknownFields),
  },
  {
    name: 'filters-in-part',
    difference: 'finds what a filter names in part, whatever the case',
    apply: operations(['listCustomers'], () => customerList({ isNamed: contains, isSame: contains })),
  },
  {
    name: 'filters-whatever-case',
    difference: 'finds what a filter names as a whole, whatever the case',
    apply: operations(['listCustomers'], () => customerList({ isNamed: isAlike, isSame: isAlike })),
  },
  {
    name: 'filters-exact',
    difference: 'finds what a filter or a search names exactly, and nothing else',
    apply: operations(['listCustomers'], () => customerList({ isNamed: Object.is, isSame: Object.is })),
  },
  {
    name: 'no-limits',
    difference: 'gives a new customer no limits',
    apply: operations(['createCustomer'], (handler) => (call) => {
      const answer = handler(call);
      if (isObject(answer.body)) call.account.limits.set(textOf(answer.body.id), []);
      return answer;
    }),
  },
];

function isAlike(text: string, wanted: string): boolean {
  return text.toLowerCase() === wanted.toLowerCase();
}

function withSize(size: number): (handler: Handler) => Handler {
  return (handler) => (call) => handler({ ...call, query: { size, ...call.query } });
}

function repeatableRemoval(instance: Instance): Instance {
  const removed = new Set<string>();
  const wrapped = operations(['removeCustomer'], (handler) => (call) => {
    const key = `${call.account.id} ${call.path.customerId ?? ''}`;
    if (removed.has(key)) return { outcome: 'removed' };
    const answer = handler(call);
    removed.add(key);
    return answer;
  });
  return wrapped(instance);
}

function refusingSuspended(handler: Handler): Handler {
  return (call) => {
    const customer = call.account.customers.get(call.path.customerId ?? '');
    if (customer?.status === 'SUSPENDED') throw new Refusal('conflict');
    return handler(call);
  };
}

function refusingUnknownFields(handler: Handler): Handler {
  return (call: Call) => {
    refuseInvalid(
      untaken(call.sent, call.body).map((path) => ({
        path: path.join('.'),
        message: 'is not known',
        errorCode: 'UNKNOWN_FIELD',
      })),
    );
    return handler(call);
  };
}

/** The paths of what was sent and not taken. */
function untaken(sent: Json | undefined, taken: Json | undefined): string[][] {
  if (typeof sent !== 'object' || sent === null) return [];
  const held: JsonObject | Json[] = typeof taken === 'object' && taken !== null ? taken : {};
  return Object.entries(sent).flatMap(([name, value]) => {
    if (!Object.hasOwn(held, name)) return [[name]];
    const own = Object.entries(held).find(([each]) => each === name)?.[1];
    return untaken(value, own).map((path) => [name, ...path]);
  });
}
