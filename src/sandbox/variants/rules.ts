import type { Call, Handler } from '../http/call.ts';
import { contains } from '../resources/customer-filter.ts';
import { customerList } from '../resources/customers.ts';
import type { Instance } from '../http/instance.ts';
import { isObject, textOf, type Json, type JsonObject } from '../http/json.ts';
import { refuseInvalid, Refusal } from '../http/refusal.ts';
import type { Failure } from '../http/outcomes.ts';
import { replacing } from './replacement.ts';
import { all, operations, type Alteration, type Variant } from './variant.ts';

const paged = ['listCustomers', 'listDocuments', 'listIdentityVerifications', 'listWatchlistEvents'];
const writing = [
  ...['createCustomer', 'updateCustomer', 'createBeneficialOwner', 'updateBeneficialOwner'],
  ...['submitIdentityVerification', 'updateLimits', 'updateLimit', 'createDocument', 'updateDocument'],
];

/** Differences of the effects of requests. */
export const ruleVariants: readonly Variant[] = [
  {
    name: 'page-size-5',
    difference: 'lists 5 entries when no size is requested',
    apply: operations(paged, withSize(5)),
  },
  {
    name: 'page-size-100',
    difference: 'lists 100 entries when no size is requested',
    apply: operations(paged, withSize(100)),
  },
  {
    name: 'pages-of-20',
    difference: 'refuses to list more than 20 entries on a page',
    apply: operations(paged, (handler) => (call) => {
      if (Number(call.query.size ?? 0) <= 20) return handler(call);
      throw new Refusal('invalid', [{ path: 'size', message: 'must be 20 at most', errorCode: 'TOO_LARGE' }]);
    }),
  },
  {
    name: 'pages-of-4',
    difference: 'lists at most 4 entries on a page, whatever size is requested',
    apply: operations(paged, (handler) => (call) => {
      const size = Math.min(Number(call.query.size ?? 4), 4);
      return handler({ ...call, query: { ...call.query, size } });
    }),
  },
  {
    name: 'taken-reference-answers-owner',
    difference: 'responds to a create with a taken externalId with the customer that has it',
    apply: operations(['createCustomer'], (handler) => (call) => {
      const { externalId } = call.body;
      const owner = [...call.account.customers.values()].find((each) => each.externalId === externalId);
      return owner && externalId !== undefined ? { outcome: 'found', body: owner } : handler(call);
    }),
  },
  {
    name: 'download-any-time',
    difference: 'returns a URL to download a file before it is scanned',
    apply: operations(['retrieveDocumentContentUrl'], (handler) => (call) => {
      const { body, ...response } = handler({ ...call, query: { ...call.query, contentUrlType: 'UPLOAD' } });
      const allowed = call.query.contentUrlType === 'UPLOAD' ? 'PUT' : 'GET';
      return { ...response, body: { ...(isObject(body) && body), allowed } };
    }),
  },
  {
    name: 'download-404',
    difference: 'returns 404 for the URL to download a file before it is scanned',
    apply: refusingDownload('unknown'),
  },
  {
    name: 'download-422',
    difference: 'returns 422 for the URL to download a file before it is scanned',
    apply: refusingDownload('unprocessable'),
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
    difference: 'returns 204 for the removal of a customer that has been removed before',
    apply: repeatableRemoval,
  },
  {
    name: 'suspension-once',
    difference: 'refuses to suspend a customer twice, and to update a suspended customer',
    apply: operations(['suspendCustomer', 'updateCustomer'], refusingSuspended),
  },
  {
    name: 'unknown-fields-refused',
    difference: 'refuses bodies with fields that are not described or readOnly',
    apply: operations(writing, refusingUnknownFields),
  },
  {
    name: 'filters-in-part',
    difference: 'matches filters in part and in any case',
    apply: operations(['listCustomers'], () => customerList({ isNamed: contains, isSame: contains })),
  },
  {
    name: 'filters-whatever-case',
    difference: 'matches filters as a whole and in any case',
    apply: operations(['listCustomers'], () => customerList({ isNamed: isAlike, isSame: isAlike })),
  },
  {
    name: 'filters-exact',
    difference: 'matches filters and searches exactly',
    apply: operations(['listCustomers'], () => customerList({ isNamed: Object.is, isSame: Object.is })),
  },
  {
    name: 'no-limits',
    difference: 'gives a new customer no limits',
    apply: operations(['createCustomer'], (handler) => (call) => {
      const response = handler(call);
      if (isObject(response.body)) call.account.limits.set(textOf(response.body.id), []);
      return response;
    }),
  },
];

function refusingDownload(failure: Failure): Alteration {
  return operations(['retrieveDocumentContentUrl'], (handler) => (call) => {
    if (call.query.contentUrlType === 'DOWNLOAD') throw new Refusal(failure);
    return handler(call);
  });
}

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
    const response = handler(call);
    removed.add(key);
    return response;
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

/** The paths of the properties that were sent and not accepted. */
function untaken(sent: Json | undefined, taken: Json | undefined): string[][] {
  if (typeof sent !== 'object' || sent === null) return [];
  const held: JsonObject | Json[] = typeof taken === 'object' && taken !== null ? taken : {};
  return Object.entries(sent).flatMap(([name, value]) => {
    if (!Object.hasOwn(held, name)) return [[name]];
    const own = Object.entries(held).find(([each]) => each === name)?.[1];
    return untaken(value, own).map((path) => [name, ...path]);
  });
}
