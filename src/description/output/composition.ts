import { isObject, type JsonObject } from '../../contract/schema/pointers.ts';
import { objectAt } from '../reading/document.ts';

/** Every declaration of the properties of one value, by name. */
export type Declarations = ReadonlyMap<string, ReadonlySet<JsonObject>>;

/** A schema and all that it is composed of: what it refers to, its `allOf`, and what those are composed of. */
export function partsOf(
  document: JsonObject,
  schema: JsonObject,
  found = new Set<JsonObject>(),
): Set<JsonObject> {
  if (found.has(schema)) return found;
  found.add(schema);
  const { $ref: reference, allOf } = schema;
  if (typeof reference === 'string') partsOf(document, objectAt(document, reference.slice(1)), found);
  for (const member of Array.isArray(allOf) ? allOf.filter(isObject) : []) partsOf(document, member, found);
  return found;
}

/** The properties that a schema and its parts declare, in addition to those that are known of the value. */
export function declarationsOf(document: JsonObject, schema: JsonObject, known: Declarations): Declarations {
  const all = new Map([...known].map(([name, schemas]) => [name, new Set(schemas)]));
  for (const part of partsOf(document, schema)) {
    for (const [name, property] of Object.entries(objectAt(part, '/properties'))) {
      if (isObject(property)) all.set(name, (all.get(name) ?? new Set()).add(property));
    }
  }
  return all;
}
