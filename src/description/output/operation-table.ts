import { isObject, textOf, toPointer, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { certaintyOf, lowestCertainty } from '../../contract/schema/certainty.ts';
import { jsonTypeIn } from '../../contract/schema/media-types.ts';
import type {
  Acceptance,
  DescribedResponse,
  DescribedParameter,
  Operation,
  OperationTable,
  Removal,
  Security,
  UpdateSemantics,
} from '../../contract/operations.ts';
import { groupOf } from '../../contract/coverage/scope.ts';
import { objectAt, operationsOf, resolved, type OperationSite } from '../reading/document.ts';

/** The operation table of a document: the parameters, body and responses of each operation, with pointers to the schemas. */
export function operationTable(document: JsonObject): OperationTable {
  const all = operationsOf(document);
  return {
    title: textOf(objectAt(document, '/info').title),
    version: textOf(objectAt(document, '/info').version),
    operations: all.filter(({ group }) => group === 'paths').map((site) => operationEntry(document, site)),
    webhooks: all
      .filter(({ group }) => group === 'webhooks')
      .map(({ path, operation, pointer }) => ({
        id: textOf(operation.operationId),
        name: path,
        body: bodyOf(document, pointer)?.schema ?? '',
      })),
  };
}

function operationEntry(document: JsonObject, site: OperationSite): Operation {
  const { operation, pointer } = site;
  const body = bodyOf(document, pointer);
  return {
    id: textOf(operation.operationId),
    method: site.method.toUpperCase(),
    path: site.path,
    pointer,
    group: groupOf(textOf(operation.operationId)),
    summary: textOf(operation.summary),
    source: textOf(operation['x-source']),
    certainty: certaintyOf(operation),
    security: securityOf(document, operation),
    parameters: parametersOf(document, site),
    ...(body && { body }),
    responses: answersOf(document, site),
    removal: removalOf(document, site),
    outcomes: outcomesOf(document, operation),
    ...(operation['x-update'] !== undefined && { update: textOf(operation['x-update']) as UpdateSemantics }),
  };
}

function parametersOf(
  document: JsonObject,
  { path, pointer, pathItem, operation }: OperationSite,
): DescribedParameter[] {
  const itemPointer = pointer.slice(0, pointer.lastIndexOf('/'));
  const places = [
    ...arrayPointers(pathItem.parameters, `${itemPointer}/parameters`),
    ...arrayPointers(operation.parameters, `${pointer}/parameters`),
  ];
  const byName = new Map<string, DescribedParameter>();
  for (const place of places) {
    const { pointer: at, object } = resolved(document, place);
    const location = textOf(object.in) as DescribedParameter['in'];
    const name = textOf(object.name);
    if (location === 'path' && !path.includes(`{${name}}`)) continue;
    const [mediaType] = Object.keys(objectAt(object, '/content'));
    const style = textOf(object.style) || (location === 'query' || location === 'cookie' ? 'form' : 'simple');
    byName.set(`${location} ${name}`, {
      name,
      in: location,
      required: object.required === true,
      certainty: certaintyOf(object),
      schema: at + toPointer(mediaType === undefined ? ['schema'] : ['content', mediaType, 'schema']),
      style: mediaType === undefined ? style : 'json',
      explode: typeof object.explode === 'boolean' ? object.explode : style === 'form',
    });
  }
  return [...byName.values()];
}

function arrayPointers(list: Json | undefined, pointer: string): string[] {
  return Array.isArray(list) ? list.map((_, index) => `${pointer}/${String(index)}`) : [];
}

function bodyOf(document: JsonObject, pointer: string): Operation['body'] {
  const { pointer: at, object } = resolved(document, `${pointer}/requestBody`);
  const mediaType = jsonTypeIn(Object.keys(objectAt(object, '/content')));
  if (mediaType === undefined) return undefined;
  return {
    required: object.required === true,
    mediaType: mediaType.includes('*') ? 'application/json' : mediaType,
    schema: `${at}${toPointer(['content', mediaType, 'schema'])}`,
  };
}

function answersOf(
  document: JsonObject,
  { pointer, operation }: OperationSite,
): Record<string, DescribedResponse> {
  const statuses = statusesOf(operation);
  return Object.fromEntries(
    statuses.map((status) => {
      const { pointer: at, object } = resolved(document, `${pointer}${toPointer(['responses', status])}`);
      const types = Object.keys(objectAt(object, '/content'));
      const json = jsonTypeIn(types);
      const response: DescribedResponse = {
        certainty: lowestCertainty(certaintyOf(operation), certaintyOf(object)),
        pointer: at,
        mediaTypes: types,
        ...(json !== undefined && { schema: at + toPointer(['content', json, 'schema']) }),
        headers: Object.keys(objectAt(object, '/headers')).map((name) => {
          const header = resolved(document, `${at}${toPointer(['headers', name])}`);
          const [mediaType] = Object.keys(objectAt(header.object, '/content'));
          const trail = mediaType === undefined ? ['schema'] : ['content', mediaType, 'schema'];
          const certainty = certaintyOf(header.object);
          return {
            name,
            required: header.object.required === true,
            certainty,
            schema: header.pointer + toPointer(trail),
          };
        }),
      };
      return [status, response];
    }),
  );
}

/** The statuses that an operation has responses for. */
export function statusesOf(operation: JsonObject): string[] {
  return Object.keys(objectAt(operation, '/responses')).filter((name) => !name.startsWith('x-'));
}

/**
 * How what an operation creates is removed: as `x-removal` says, or else by the first link of a response to a DELETE operation. Undefined
 * when there is neither.
 */
export function removalOf(document: JsonObject, { pointer, operation }: OperationSite): Removal | undefined {
  const said = operation['x-removal'];
  if (isObject(said)) {
    const { operation: id, parameter, pointer: at } = said;
    return { operation: textOf(id), parameter: textOf(parameter), pointer: textOf(at) };
  }
  const removers = operationsOf(document).filter(({ method }) => method === 'delete');
  for (const status of statusesOf(operation)) {
    const { object } = resolved(document, `${pointer}${toPointer(['responses', status])}`);
    for (const link of Object.values(objectAt(object, '/links'))) {
      const target = isObject(link) ? link.operationId : undefined;
      const [entry] = isObject(link) ? Object.entries(objectAt(link, '/parameters')) : [];
      const isRemoval = removers.some((remover) => remover.operation.operationId === target);
      if (!isRemoval || !entry) continue;
      const [parameter, expression] = entry;
      return {
        operation: textOf(target),
        parameter,
        pointer: textOf(expression).replace('$response.body#', ''),
      };
    }
  }
  return undefined;
}

function outcomesOf(document: JsonObject, operation: JsonObject): Operation['outcomes'] {
  const merged = { ...objectAt(document, '/x-outcomes'), ...objectAt(operation, '/x-outcomes') };
  return merged as Record<string, Record<string, Acceptance>>;
}

/** How callers of an operation authenticate. */
export function securityOf(document: JsonObject, operation: JsonObject): Security {
  const declared = operation.security ?? document.security;
  const [first] = Array.isArray(declared) ? declared : [];
  const [name] = isObject(first) ? Object.keys(first) : [];
  if (name === undefined) return 'none';
  return objectAt(document, toPointer(['components', 'securitySchemes', name])).scheme === 'basic'
    ? 'basic'
    : 'bearer';
}
