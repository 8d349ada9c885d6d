import type { Contract, Operation } from '../../operations.ts';
import { isObject, textOf, toPointer, valueAt, type Json } from '../../schema/pointers.ts';
import { itemOf, type Item } from './criterion.ts';
import type { SeenExchange } from './traffic.ts';

/** Two operations, the second of which uses an id from a response of the first. */
interface Flow {
  from: Operation;
  to: Operation;
  /** Whether the second operation lists the collection, and so has no id of the first in its path. */
  isList: boolean;
}

/**
 * The flows between operations, each an item of the second operation. A flow is an OpenAPI link, or it leads from the operation that
 * creates the resources of a collection such as `/v1/customers` (or lists them, when none creates them) to every operation on one of these
 * resources and to the list.
 */
export function flowItems(contract: Contract, operations: readonly Operation[]): Item[] {
  return flowsOf(contract, operations).map(({ from, to }) =>
    itemOf(to, 'flows', nameOf(from, to), from.certainty),
  );
}

function flowsOf({ document }: Contract, operations: readonly Operation[]): Flow[] {
  const linked = operations.flatMap((from) =>
    linkedIds(document, from).flatMap((id) =>
      operations.filter((to) => to.id === id).map((to) => flow(from, to)),
    ),
  );
  const byPath = operations.filter(isSource(operations)).flatMap((from) => {
    const isBelow = ({ path }: Operation): boolean => path.startsWith(`${from.path}/{`);
    const isItsList = (to: Operation): boolean => to !== from && to.path === from.path && to.method === 'GET';
    return operations.filter((to) => isBelow(to) || isItsList(to)).map((to) => flow(from, to));
  });
  const all = [...linked, ...byPath];
  return all.filter(
    (each, index) => all.findIndex(({ from, to }) => from === each.from && to === each.to) === index,
  );
}

function flow(from: Operation, to: Operation): Flow {
  return { from, to, isList: to.path === from.path && to.method === 'GET' };
}

/** Whether an operation provides the ids of a collection: it creates resources, or lists them when no operation creates them. */
function isSource(operations: readonly Operation[]): (from: Operation) => boolean {
  const adds = ({ method, path }: Operation): boolean => method === 'POST' && !path.endsWith('}');
  return (from) =>
    adds(from) ||
    (from.method === 'GET' &&
      !from.path.endsWith('}') &&
      !operations.some((other) => other.path === from.path && adds(other)));
}

function linkedIds(document: Json, { responses }: Operation): string[] {
  return Object.values(responses).flatMap(({ pointer }) => {
    const links = valueAt(document, `${pointer}/links`);
    return (isObject(links) ? Object.values(links) : []).map((link) => {
      const reference = textOf(valueAt(link, toPointer(['$ref'])));
      return textOf(valueAt(reference === '' ? link : valueAt(document, reference), '/operationId'));
    });
  });
}

function nameOf(from: Operation, to: Operation): string {
  return `${from.id} -> ${to.id}`;
}

/**
 * The item names of the flows that the exchanges of a run followed: two successful exchanges of one test, in order, with an id from the
 * first response in the path of the second request, or in the response of a list.
 */
export function seenFlows(
  contract: Contract,
  operations: readonly Operation[],
  seen: readonly SeenExchange[],
): string[] {
  const flows = flowsOf(contract, operations);
  const known = new Map<string, Map<Operation, Set<string>>>();
  return seen.flatMap((each) => {
    if (!each.isSuccess) return [];
    const { operation, exchange } = each;
    const ids = known.get(exchange.test) ?? new Map<Operation, Set<string>>();
    known.set(exchange.test, ids);
    const followed = flows.filter(
      ({ from, to, isList }) => to === operation && isTakenUp(each, ids.get(from), isList),
    );
    const own = ids.get(operation) ?? new Set();
    for (const id of idsOf(each)) own.add(id);
    ids.set(operation, own);
    return followed.map(({ from, to }) => nameOf(from, to));
  });
}

function isTakenUp({ path, exchange }: SeenExchange, ids: Set<string> | undefined, isList: boolean): boolean {
  if (!ids) return false;
  if (isList) return [...ids].some((id) => exchange.answer?.body.includes(id) === true);
  return [...path.values()].some((value) => ids.has(value));
}

/** The ids in a response: its own, those of its list entries, and the last path segment of its `Location` header. */
export function idsOf({ response, exchange }: SeenExchange): string[] {
  const content = isObject(response) && Array.isArray(response.content) ? response.content : response;
  const held = (Array.isArray(content) ? content : [content]).map((each) =>
    isObject(each) ? textOf(each.id) : '',
  );
  const location = exchange.answer?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  const end = /([^/?#]+)\/?(?:[?#].*)?$/.exec(location)?.[1] ?? '';
  return [...held, end].filter((id) => id !== '');
}
