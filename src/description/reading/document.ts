import { isObject, toPointer, valueAt, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { childPaths } from '../../contract/schema/schema-nodes.ts';
import { sitesOf } from './sites.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** One operation of an OpenAPI document, under `paths` or `webhooks`. */
export interface OperationSite {
  pointer: string;
  /** `paths` for what the API offers, `webhooks` for what it sends. */
  group: 'paths' | 'webhooks';
  /** The path template, or the webhook's name. */
  path: string;
  method: string;
  operation: JsonObject;
  pathItem: JsonObject;
}

/** Every operation of the document, in its order. */
export function operationsOf(document: JsonObject): OperationSite[] {
  return (['paths', 'webhooks'] as const).flatMap((group) =>
    itemsAt(document, group).flatMap(([path, pathItem]) =>
      methods.flatMap((method) => {
        const operation = isObject(pathItem) ? pathItem[method] : undefined;
        if (!isObject(pathItem) || !isObject(operation)) return [];
        return [{ pointer: toPointer([group, path, method]), group, path, method, operation, pathItem }];
      }),
    ),
  );
}

function itemsAt(document: JsonObject, group: 'paths' | 'webhooks'): [name: string, item: Json][] {
  return Object.entries(objectAt(document, toPointer([group]))).filter(
    ([name]) => group === 'webhooks' || !name.startsWith('x-'),
  );
}

/** The object at a pointer, or an empty one. */
export function objectAt(document: Json, pointer: string): JsonObject {
  const value = valueAt(document, pointer);
  return isObject(value) ? value : {};
}

/** The object at a pointer after following its references, and the pointer to it. */
export function resolved(document: JsonObject, pointer: string): { pointer: string; object: JsonObject } {
  const object = objectAt(document, pointer);
  const reference = object.$ref;
  return typeof reference === 'string' ? resolved(document, reference.slice(1)) : { pointer, object };
}

/** A Schema Object and the pointer to it. */
export interface SchemaSite {
  pointer: string;
  schema: JsonObject;
}

/** Every place of the document where a Schema Object starts: components, and the schemas of media types, parameters and headers. */
export function schemaRoots(document: JsonObject): SchemaSite[] {
  return sitesOf(document).flatMap(({ kind, isInner, pointer, value }) =>
    kind === 'Schema' && !isInner && isObject(value) ? [{ pointer, schema: value }] : [],
  );
}

/** Calls `visit` for a schema and every schema inside it, each with its pointer. */
export function walkSchemas(
  schema: JsonObject,
  pointer: string,
  visit: (schema: JsonObject, pointer: string) => void,
): void {
  visit(schema, pointer);
  for (const path of childPaths(schema)) {
    const child = valueAt(schema, toPointer(path));
    if (isObject(child)) walkSchemas(child, pointer + toPointer(path), visit);
  }
}
