import { lowestCertainty } from '../../schema/certainty.ts';
import { essenceOf } from '../../schema/media-types.ts';
import type { Contract, DescribedParameter, Operation } from '../../operations.ts';
import { itemOf, type Item } from './criterion.ts';
import { isSetByApi, shapeAt, shapesIn, visitValues, type Shape } from './shape.ts';
import type { SeenExchange } from './traffic.ts';

/** What can be sent to an operation: its media type, parameters and properties of the body, and their finite values. */
export function inputItems(contract: Contract, operation: Operation): Item[] {
  const { id, body } = operation;
  return [
    ...operation.parameters.flatMap((parameter) => parameterItems(contract, operation, parameter)),
    ...(body ? [itemOf(operation, 'contentTypes', `${id} request ${essenceOf(body.mediaType)}`)] : []),
    ...(body ? bodyItems(contract, operation, body.schema) : []),
  ];
}

function parameterItems(contract: Contract, operation: Operation, parameter: DescribedParameter): Item[] {
  const name = `${operation.id} ${parameter.in} ${parameter.name}`;
  return [
    itemOf(operation, 'parameters', name, parameter.certainty),
    ...[...valuesOf(contract, parameter)].map(([value, certainty]) =>
      itemOf(
        operation,
        'parameterValues',
        `${name}=${value}`,
        lowestCertainty(parameter.certainty, certainty),
      ),
    ),
  ];
}

/** The finite values of a parameter, or of its items when it is an array. */
function valuesOf(contract: Contract, { schema }: DescribedParameter): Shape['values'] {
  const { items, values } = shapeAt(contract, schema);
  return items?.values ?? values;
}

/** Body properties count as parameters, except those that only the API sets. */
function bodyItems(contract: Contract, operation: Operation, schema: string): Item[] {
  return shapesIn(shapeAt(contract, schema), isSetByApi).flatMap(
    ({ pointer, isProperty, certainty, values }) => {
      const name = `${operation.id} body ${pointer}`;
      return [
        ...(isProperty ? [itemOf(operation, 'parameters', name, certainty)] : []),
        ...[...values].map(([value, ofValue]) =>
          itemOf(operation, 'parameterValues', `${name}=${value}`, ofValue),
        ),
      ];
    },
  );
}

/** The item names of the inputs that an exchange sent; none when the API did not evaluate the request. */
export function seenInputs(contract: Contract, seen: SeenExchange): [Item['criterion'], string][] {
  if (!seen.isRead) return [];
  const { operation, body, requestType } = seen;
  const { id } = operation;
  const found: [Item['criterion'], string][] = [];
  for (const parameter of operation.parameters) {
    const values = sentValues(seen, parameter);
    const name = `${id} ${parameter.in} ${parameter.name}`;
    if (values.length > 0) found.push(['parameters', name]);
    for (const value of values) found.push(['parameterValues', `${name}=${value}`]);
  }
  if (!operation.body || body === undefined) return found;
  found.push(['contentTypes', `${id} request ${requestType ?? ''}`]);
  visitValues(shapeAt(contract, operation.body.schema), body, ({ pointer, values }, value) => {
    const name = `${id} body ${pointer}`;
    found.push(['parameters', name]);
    const isFinite = values.size > 0 && typeof value !== 'object';
    if (isFinite) found.push(['parameterValues', `${name}=${String(value)}`]);
  });
  return found;
}

function sentValues({ path, query, exchange }: SeenExchange, parameter: DescribedParameter): string[] {
  const { name, explode } = parameter;
  const inPath = path.get(name);
  if (parameter.in === 'path') return inPath === undefined ? [] : [inPath];
  if (parameter.in === 'query') {
    return explode ? query.getAll(name) : query.getAll(name).flatMap((value) => value.split(','));
  }
  const header = Object.entries(exchange.request.headers).find(
    ([each]) => each.toLowerCase() === name.toLowerCase(),
  );
  return parameter.in === 'header' && header ? [header[1]] : [];
}
