import { isObject, toPointer, valueAt, type JsonObject } from '../contract/pointers.ts';
import { objectAt, resolved } from './document.ts';

/** The properties that a schema declares for its value: its own, those of what it refers to, and those of its `allOf`. */
export function propertiesOf(document: JsonObject, schema: JsonObject, seen: string[] = []): JsonObject {
  const reference = schema.$ref;
  const isNew = typeof reference === 'string' && !seen.includes(reference);
  const referred = isNew
    ? propertiesOf(document, resolved(document, reference.slice(1)).object, [...seen, reference])
    : {};
  const members = Array.isArray(schema.allOf) ? [...schema.allOf.keys()] : [];
  const composed = members.map((index) => valueAt(schema, toPointer(['allOf', index]))).filter(isObject);
  return Object.assign(
    {},
    referred,
    ...composed.map((member) => propertiesOf(document, member, seen)),
    objectAt(schema, '/properties'),
  ) as JsonObject;
}
