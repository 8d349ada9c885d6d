import { lowestCertainty } from '../../schema/certainty.ts';
import { essenceOf, isJson, jsonTypeIn } from '../../schema/media-types.ts';
import type { Contract, DescribedResponse, Operation } from '../../operations.ts';
import { itemOf, surest, type Item } from './criterion.ts';
import { countedStatuses } from './outcomes.ts';
import { shapeAt, shapesIn, visitValues, type Shape } from './shape.ts';
import type { SeenExchange } from './traffic.ts';

/** What an operation can return: the media types of its responses, and the properties of its successful responses. */
export function responseItems(contract: Contract, operation: Operation): Item[] {
  return [...mediaTypeItems(contract, operation), ...propertyItems(contract, operation)];
}

function mediaTypeItems(contract: Contract, operation: Operation): Item[] {
  const responses = countedStatuses(contract, operation).map((status) => operation.responses[status]);
  const types = new Set(responses.flatMap((response) => askedFor(response?.mediaTypes ?? [])));
  return [...types].map((type) => {
    const holders = responses.filter((response) => askedFor(response?.mediaTypes ?? []).includes(type));
    const certainty = surest(holders.map((response) => response?.certainty ?? 'unspecified'));
    return itemOf(operation, 'contentTypes', `${operation.id} answer ${type}`, certainty);
  });
}

/** The media types that can be received. When JSON is described, requests accept nothing else. */
function askedFor(described: readonly string[]): string[] {
  if (jsonTypeIn(described) === undefined) return described.map(essenceOf);
  const types = described.filter(isJson).map(essenceOf);
  return types.length > 0 ? types : ['application/json'];
}

function propertyItems(contract: Contract, operation: Operation): Item[] {
  return successResponses(operation).flatMap((response) =>
    (response.schema === undefined ? [] : shapesIn(shapeAt(contract, response.schema), isNeverAnswered))
      .filter(({ isProperty }) => isProperty)
      .map(({ pointer, certainty: own }) => {
        const certainty = lowestCertainty(response.certainty, own);
        return itemOf(operation, 'answerProperties', `${operation.id} ${pointer}`, certainty);
      }),
  );
}

function successResponses({ responses, outcomes }: Operation): DescribedResponse[] {
  const statuses = Object.entries(outcomes.success ?? {}).filter(
    ([, acceptance]) => acceptance !== 'observed',
  );
  return statuses.flatMap(([status]) => responses[status] ?? []);
}

function isNeverAnswered({ marks }: Shape): boolean {
  return marks.has('writeOnly');
}

/**
 * The item names of what a response contained; its properties count only when it was successful. A property that is null or an empty string
 * is unset and does not count. A property whose value is masked in the evidence counts.
 */
export function seenResponses(contract: Contract, seen: SeenExchange): [Item['criterion'], string][] {
  const { operation, status, response, responseType, isSuccess } = seen;
  const found: [Item['criterion'], string][] = [
    ['contentTypes', `${operation.id} answer ${responseType ?? 'none'}`],
  ];
  const schema = operation.responses[String(status)]?.schema;
  if (!isSuccess || schema === undefined || response === undefined) return found;
  const shapes = new Set<Shape>();
  visitValues(shapeAt(contract, schema), response, (shape, value) => {
    if (value !== null && value !== '') shapes.add(shape);
  });
  for (const { pointer } of shapes) found.push(['answerProperties', `${operation.id} ${pointer}`]);
  return found;
}
