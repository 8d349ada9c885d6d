import { isObject, toPointer, valueAt, type Json, type JsonObject } from '../contract/pointers.ts';
import { childPaths } from '../contract/schema-nodes.ts';

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
    Object.entries(objectAt(document, toPointer([group]))).flatMap(([path, pathItem]) =>
      methods.flatMap((method) => {
        const operation = isObject(pathItem) ? pathItem[method] : undefined;
        if (!isObject(pathItem) || !isObject(operation)) return [];
        return [{ pointer: toPointer([group, path, method]), group, path, method, operation, pathItem }];
      }),
    ),
  );
}

/** The object at a pointer, or an empty one. */
export function objectAt(document: Json, pointer: string): JsonObject {
  const value = valueAt(document, pointer);
  return isObject(value) ? value : {};
}

/** The object at a pointer after following its references, and the pointer where it really stands. */
export function resolved(document: JsonObject, pointer: string): { pointer: string; object: JsonObject } {
  const object = objectAt(document, pointer);
  const reference = object.$ref;
  return typeof reference === 'string'
    ? resolved(document, decodeURIComponent(reference.slice(1)))
    : { pointer, object };
}

/** A Schema Object and the pointer to it. */
export interface SchemaSite {
  pointer: string;
  schema: JsonObject;
}

/** Every place of the document where a Schema Object starts: components, and the schemas of media types, parameters and headers. */
export function schemaRoots(document: JsonObject): SchemaSite[] {
  const roots: SchemaSite[] = [];
  for (const [name, schema] of Object.entries(objectAt(document, '/components/schemas'))) {
    if (isObject(schema)) roots.push({ pointer: toPointer(['components', 'schemas', name]), schema });
  }
  const visit = (value: Json, trail: string[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, [...trail, String(index)]);
      });
    } else if (isObject(value)) {
      for (const [name, child] of Object.entries(value)) {
        if (name === 'schema' && isObject(child))
          roots.push({ pointer: toPointer([...trail, name]), schema: child });
        else if (name !== 'example' && name !== 'examples') visit(child, [...trail, name]);
      }
    }
  };
  for (const group of ['paths', 'webhooks'] as const) visit(objectAt(document, `/${group}`), [group]);
  for (const [group, members] of Object.entries(objectAt(document, '/components'))) {
    if (group !== 'schemas') visit(members, ['components', group]);
  }
  return roots;
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
