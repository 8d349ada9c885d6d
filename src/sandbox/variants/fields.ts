import { isObject, picked, textOf, type Json, type JsonObject } from '../http/json.ts';
import type { Call } from '../http/call.ts';
import { all, responses, bodies, operations, withObjects, type Variant } from './variant.ts';

/** Differences of the fields in responses. */
export const fieldVariants: readonly Variant[] = [
  {
    name: 'undocumented-fields',
    difference: 'returns optional fields that are not documented',
    apply: bodies((body) =>
      withObjects(body, (entries) => [...entries, ['riskScore', 0.5], ['links', { self: { href: '/' } }]]),
    ),
  },
  {
    name: 'minimal-entries',
    difference: 'lists only the required fields of an entry',
    apply: operations(['listCustomers', 'listDocuments'], (handler) => (call) => {
      const response = handler(call);
      return { ...response, body: withMinimalEntries(response.body ?? null) };
    }),
  },
  {
    name: 'email-domain-in-capitals',
    difference: 'returns the domain of email addresses in upper case, and finds it in any case',
    apply: all(
      bodies((body) => withObjects(body, (entries) => entries.map(withCapitalDomain))),
      operations(['listCustomers'], (handler) => (call) => {
        const query = Object.entries(call.query).map(([name, value]) => [name, inSmallDomain(value)]);
        return handler({ ...call, query: Object.fromEntries(query) as Call['query'] });
      }),
    ),
  },
  {
    name: 'null-until-updated',
    difference: 'returns null for updatedAt and updatedBy of a customer until its first update',
    apply: bodies((body) => withObjects(body, (entries) => untilUpdated(entries))),
  },
  {
    name: 'actors-without-id',
    difference: 'returns null for the ids in createdBy and updatedBy',
    apply: bodies((body) =>
      withObjects(body, (entries) =>
        entries.map(([name, value]) => [
          name,
          /^(?:cre|upd)atedBy$/.test(name) && isObject(value) ? { ...value, id: null } : value,
        ]),
      ),
    ),
  },
  {
    name: 'internal-actors',
    difference: 'names an internal actor without an id as the one that updated a customer',
    apply: bodies((body) =>
      withObjects(body, (entries) =>
        entries.map(([name, value]) => [name, name === 'updatedBy' ? { id: '', type: 'internal' } : value]),
      ),
    ),
  },
  {
    name: 'middle-names-dropped',
    difference: 'does not know the middle names of customers',
    apply: operations(['createCustomer', 'updateCustomer'], (handler) => (call) => {
      const { middleName: _, ...body } = call.body;
      return handler({ ...call, body });
    }),
  },
  {
    name: 'social-ids-whole',
    difference: 'shows the whole social id of an owner that is retrieved',
    apply: operations(['retrieveBeneficialOwner'], (handler) => (call) => {
      const response = handler(call);
      const socialId = call.account.owners.get(call.path.beneficiaryId ?? '')?.socialId;
      return isObject(response.body) && socialId !== undefined
        ? { ...response, body: { ...response.body, socialId } }
        : response;
    }),
  },
  {
    name: 'social-ids-left-out',
    difference: 'shows nothing of the social id of an owner',
    apply: bodies((body) => withObjects(body, (entries) => entries.filter(([name]) => name !== 'socialId'))),
  },
  {
    name: 'customers-located',
    difference: 'sends the Location of a new customer',
    apply: responses((response, { operation, request }) =>
      operation?.id === 'createCustomer' && isObject(response.body) && response.outcome === 'created'
        ? { ...response, headers: { location: `${request.url}/${textOf(response.body.id)}` } }
        : response,
    ),
  },
  {
    name: 'suspension-answers-customer',
    difference: 'returns the customer from suspending and unsuspending',
    apply: operations(['suspendCustomer', 'unsuspendCustomer'], (handler) => (call) => {
      const response = handler(call);
      return { ...response, body: call.account.customers.get(call.path.customerId ?? '') ?? {} };
    }),
  },
  {
    name: 'utilisation-by-limit-id',
    difference: "names the id of a limit's use limitId only",
    apply: operations(['listLimitUtilisation'], (handler) => (call) => {
      const response = handler(call);
      const body = Array.isArray(response.body) ? response.body.map(withoutId) : [];
      return { ...response, body };
    }),
  },
  {
    name: 'location-absolute',
    difference: 'sends an absolute URI as the Location of an application',
    apply: responses((response, { request }) => {
      const { location } = response.headers ?? {};
      if (location === undefined) return response;
      return { ...response, headers: { ...response.headers, location: `http://${request.host}${location}` } };
    }),
  },
];

const domain = /(?<=^[^\s@]+)@[^\s@]+$/;

function withCapitalDomain([name, value]: [string, Json]): [string, Json] {
  return [name, typeof value === 'string' ? value.replace(domain, (part) => part.toUpperCase()) : value];
}

function inSmallDomain(value: Json): Json {
  return typeof value === 'string' ? value.replace(domain, (part) => part.toLowerCase()) : value;
}

function withMinimalEntries(page: Json): JsonObject {
  const { content, ...envelope } = isObject(page) ? page : {};
  const entries = Array.isArray(content) ? content.filter(isObject) : [];
  return { ...envelope, content: entries.map((entry) => picked(entry, ['id', 'status', 'type'])) };
}

function untilUpdated(entries: [string, Json][]): [string, Json][] {
  const own = Object.fromEntries(entries);
  if (!('status' in own) || own.updatedAt !== own.createdAt) return entries;
  return entries.map(([name, value]) => [name, /^updated(?:At|By)$/.test(name) ? null : value]);
}

function withoutId(use: Json): Json {
  const { id: _id, ...rest } = isObject(use) ? use : {};
  return rest;
}
