import { isObject, textOf, toPointer, type Json, type JsonObject } from '../contract/pointers.ts';
import { certaintyOf, lowestCertainty } from '../contract/certainty.ts';
import type {
  Acceptance,
  DescribedAnswer,
  DescribedParameter,
  Operation,
  OperationTable,
  Removal,
  Security,
  UpdateSemantics,
} from '../contract/operations.ts';
import { objectAt, operationsOf, resolved, type OperationSite } from './document.ts';

/** The operation table of a document: what each operation takes and may answer, with pointers to the schemas. */
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
  const [tag] = Array.isArray(operation.tags) ? operation.tags : [];
  return {
    id: textOf(operation.operationId),
    method: site.method.toUpperCase(),
    path: site.path,
    pointer,
    tag: textOf(tag),
    summary: textOf(operation.summary),
    source: textOf(operation['x-source']),
    certainty: certaintyOf(operation),
    security: securityOf(document, operation),
    parameters: parametersOf(document, site),
    ...(body && { body }),
    answers: answersOf(document, site),
    removal: removalOf(document, site),
    outcomes: outcomesOf(document, operation),
    ...(operation['x-update'] !== undefined && { update: textOf(operation['x-update']) as UpdateSemantics }),
  };
}

function parametersOf(
  document: JsonObject,
  { pointer, pathItem, operation }: OperationSite,
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
    const required = object.required === true;
    byName.set(`${location} ${name}`, {
      name,
      in: location,
      required,
      certainty: certaintyOf(object),
      schema: `${at}/schema`,
      explode: object.explode !== false,
    });
  }
  return [...byName.values()];
}

function arrayPointers(list: Json | undefined, pointer: string): string[] {
  return Array.isArray(list) ? list.map((_, index) => `${pointer}/${String(index)}`) : [];
}

function bodyOf(document: JsonObject, pointer: string): Operation['body'] {
  const { pointer: at, object } = resolved(document, `${pointer}/requestBody`);
  const [mediaType] = Object.keys(objectAt(object, '/content'));
  if (mediaType === undefined) return undefined;
  return {
    required: object.required === true,
    mediaType,
    schema: `${at}${toPointer(['content', mediaType, 'schema'])}`,
  };
}

function answersOf(
  document: JsonObject,
  { pointer, operation }: OperationSite,
): Record<string, DescribedAnswer> {
  const statuses = Object.keys(objectAt(operation, '/responses'));
  return Object.fromEntries(
    statuses.map((status) => {
      const { pointer: at, object } = resolved(document, `${pointer}${toPointer(['responses', status])}`);
      const answer: DescribedAnswer = {
        certainty: lowestCertainty(certaintyOf(operation), certaintyOf(object)),
        pointer: at,
        content: Object.fromEntries(
          Object.keys(objectAt(object, '/content')).map((type) => [
            type,
            `${at}${toPointer(['content', type, 'schema'])}`,
          ]),
        ),
        headers: Object.keys(objectAt(object, '/headers')).map((name) => {
          const header = resolved(document, `${at}${toPointer(['headers', name])}`);
          const certainty = certaintyOf(header.object);
          return {
            name,
            required: header.object.required === true,
            certainty,
            schema: `${header.pointer}/schema`,
          };
        }),
      };
      return [status, answer];
    }),
  );
}

/** From the first link of any answer that leads to a DELETE operation, or as `x-removal` says. */
export function removalOf(document: JsonObject, { pointer, operation }: OperationSite): Removal | undefined {
  const said = operation['x-removal'];
  if (isObject(said)) {
    const { operation: id, parameter, pointer: at } = said;
    return { operation: textOf(id), parameter: textOf(parameter), pointer: textOf(at) };
  }
  const removers = operationsOf(document).filter(({ method }) => method === 'delete');
  for (const status of Object.keys(objectAt(operation, '/responses'))) {
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

/** How callers of an operation prove who they are. */
export function securityOf(document: JsonObject, operation: JsonObject): Security {
  const declared = operation.security ?? document.security;
  const [first] = Array.isArray(declared) ? declared : [];
  const [name] = isObject(first) ? Object.keys(first) : [];
  if (name === undefined) return 'none';
  return objectAt(document, toPointer(['components', 'securitySchemes', name])).scheme === 'basic'
    ? 'basic'
    : 'bearer';
}
