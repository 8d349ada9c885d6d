import { lowestCertainty, type Certainty } from '../../schema/certainty.ts';
import type { Contract, DescribedParameter, Operation } from '../../operations.ts';
import { fromPointer, toPointer } from '../../schema/pointers.ts';
import { itemOf, type Item } from './criterion.ts';
import { isSetByApi, shapeAt, shapesIn, type Shape } from './shape.ts';
import type { SeenExchange } from './traffic.ts';

/** The keywords that the value of a parameter cannot break alone: it never has another type and is never sent empty. */
const unbreakable = new Set(['minLength', 'minItems', 'maxItems']);

/** The constraints of the body and the parameters of an operation, each of which a request can break alone. */
export function constraintItems(contract: Contract, operation: Operation): Item[] {
  const { body, parameters } = operation;
  const shapes = body ? shapesIn(shapeAt(contract, body.schema), isSetByApi) : [];
  return [
    ...parameters.flatMap((parameter) => parameterConstraints(contract, operation, parameter)),
    ...shapes.flatMap(({ pointer, constraints }) => itemsOf(operation, pointer, constraints)),
  ];
}

function parameterConstraints(
  contract: Contract,
  operation: Operation,
  { schema, in: place, name, required, certainty }: DescribedParameter,
): Item[] {
  const { items, ...list } = shapeAt(contract, schema);
  const { constraints, isText } = items ?? list;
  const rules = [...constraints].filter(([rule]) => !unbreakable.has(rule) && !(rule === 'type' && isText));
  const demanded: [string, Certainty][] = required && place !== 'path' ? [['required', 'documented']] : [];
  const sure = [...rules, ...demanded].map(([rule, own]): [string, Certainty] => [
    rule,
    lowestCertainty(own, certainty),
  ]);
  return itemsOf(operation, `${place} ${name}`, new Map(sure));
}

function itemsOf(operation: Operation, pointer: string, constraints: Shape['constraints']): Item[] {
  return [...constraints].map(([rule, certainty]) =>
    itemOf(operation, 'constraints', nameOf(operation, pointer, rule), certainty),
  );
}

function nameOf({ id }: Operation, pointer: string, rule: string): string {
  return `${id} ${pointer === '' ? 'body' : pointer} ${rule}`;
}

/**
 * The item of the constraint that an exchange broke on purpose. A 401 or 403 covers none, because the API refused the caller before it
 * checked the request.
 */
export function seenConstraints(
  contract: Contract,
  { operation, exchange, status }: SeenExchange,
): [Item['criterion'], string][] {
  if (!exchange.breaks || status === 401 || status === 403) return [];
  const { pointer, rule } = exchange.breaks;
  const isInBody = pointer.startsWith('/') && operation.body !== undefined;
  const place = isInBody ? placeIn(shapeAt(contract, operation.body?.schema ?? ''), pointer) : pointer;
  return [['constraints', nameOf(operation, place, rule)]];
}

/** A pointer into a value of a shape, with `*` for the entries of arrays and maps. */
function placeIn(shape: Shape, pointer: string): string {
  let here: Shape | undefined = shape;
  const tokens = fromPointer(pointer).map((token) => {
    const property: Shape | undefined = here?.properties.get(token);
    const entry: Shape | undefined = (/^\d+$/.test(token) ? here?.items : undefined) ?? here?.entries;
    here = property ?? entry;
    return property || !entry ? token : '*';
  });
  return toPointer(tokens);
}
