import type { Contract, Operation } from '../operations.ts';

/** The operation that reads what another has written: the GET on the path that it is updated or removed at; none where there is none. */
export function readerOf({ table }: Contract, operation: Operation): Operation | undefined {
  const remover = table.operations.find(({ id }) => id === operation.removal?.operation);
  const path = operation.method === 'POST' ? remover?.path : operation.path;
  return table.operations.find((each) => each.method === 'GET' && each.path === path);
}

/** The operation that lists what another creates, and the filter that finds one by a text of its body. */
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

/** Whether an operation may be carried out as often as there are cases: what it makes can be removed again. */
export function isRepeatable({ method, removal }: Operation): boolean {
  return method !== 'POST' || removal !== undefined;
}
