import type { Contract, Operation } from '../operations.ts';

/**
 * The operation that reads what another operation has written: the GET on the path at which the resource is updated or removed. Undefined
 * when there is none.
 */
export function readerOf({ table }: Contract, operation: Operation): Operation | undefined {
  const remover = table.operations.find(({ id }) => id === operation.removal?.operation);
  const path = operation.method === 'POST' ? remover?.path : operation.path;
  return table.operations.find((each) => each.method === 'GET' && each.path === path);
}

/**
 * The operation that lists the resources that another operation creates, and its filter that finds a resource by a string of its body.
 * Undefined when there is none.
 */
export function listerOf(
  { table }: Contract,
  { method, path }: Operation,
  body: object,
): { operation: string; filter: string } | undefined {
  const lister = table.operations.find((each) => each.method === 'GET' && each.path === path);
  const filter = lister?.parameters.find(
    ({ name, in: place }) =>
      place === 'query' &&
      name.endsWith('Id') &&
      typeof Object.entries(body).find(([key]) => key === name)?.[1] === 'string',
  );
  return method === 'POST' && lister && filter ? { operation: lister.id, filter: filter.name } : undefined;
}

/** Whether an operation may be called once per case: it creates nothing, or what it creates can be removed. */
export function isRepeatable({ method, removal }: Operation): boolean {
  return method !== 'POST' || removal !== undefined;
}
