import { isObject, objectsIn, textOf, type Json, type JsonObject } from './json.ts';

/** The object at a JSON Pointer (RFC 6901) of a document, references followed; empty when there is none. */
export function nodeAt(document: JsonObject, pointer: string): JsonObject {
  const tokens = pointer.split('/').slice(1);
  let value: Json | undefined = document;
  for (const token of tokens) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = value[Number(name)];
    else value = isObject(value) ? value[name] : undefined;
  }
  return isObject(value) ? followed(document, value) : {};
}

/** A schema with its reference followed. */
export function followed(document: JsonObject, schema: Json | undefined): JsonObject {
  if (!isObject(schema)) return {};
  const reference = schema.$ref;
  return typeof reference === 'string' ? nodeAt(document, reference.slice(1)) : schema;
}

/**
 * The properties that a schema describes, in `allOf` too. Of a schema with a discriminator: those of the branch that the
 * value names, or of every branch without a value.
 */
export function propertiesOf(document: JsonObject, schema: JsonObject, value?: JsonObject): JsonObject {
  const node = followed(document, schema);
  const parts = [...objectsIn(node.allOf), ...branchesOf(node, value)];
  const inherited = parts.map((part) => propertiesOf(document, part, value));
  return Object.assign({}, ...inherited, isObject(node.properties) ? node.properties : {}) as JsonObject;
}

function branchesOf(node: JsonObject, value?: JsonObject): JsonObject[] {
  const discriminator = node.discriminator;
  if (!isObject(discriminator)) return [];
  if (value === undefined) return objectsIn(node.oneOf);
  const { mapping } = discriminator;
  const key = textOf(value[textOf(discriminator.propertyName)]);
  return isObject(mapping) && Object.hasOwn(mapping, key) ? [{ $ref: mapping[key] ?? '' }] : [];
}

/** The names that a schema requires of a value, in `allOf` and in the branch that the value names too. */
export function requiredNames(document: JsonObject, schema: JsonObject, value: JsonObject): Set<string> {
  const node = followed(document, schema);
  const parts = [...objectsIn(node.allOf), ...branchesOf(node, value)];
  const inherited = parts.flatMap((part) => [...requiredNames(document, part, value)]);
  return new Set([...(Array.isArray(node.required) ? node.required.map(textOf) : []), ...inherited]);
}

/**
 * The part of a sent value that the API accepts: properties that are not described, or are readOnly, are left out.
 * A value whose discriminator names no branch is returned as it is, so that the validator refuses it.
 */
export function writablePart(document: JsonObject, schema: JsonObject, value: Json): Json {
  const node = followed(document, schema);
  const { items } = node;
  if (Array.isArray(value))
    return isObject(items) ? value.map((item) => writablePart(document, items, item)) : value;
  if (!isObject(value)) return value;
  if (isObject(node.discriminator) && branchesOf(node, value).length === 0) return value;
  const properties = propertiesOf(document, node, value);
  const entries = Object.entries(value).flatMap(([name, child]): [string, Json][] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : node.additionalProperties;
    if (!isObject(property) || isReadOnly(document, property)) return [];
    return [[name, writablePart(document, property, child)]];
  });
  return Object.fromEntries(entries);
}

/** Whether only the API sets a property. */
export function isReadOnly(document: JsonObject, property: JsonObject): boolean {
  return property.readOnly === true || followed(document, property).readOnly === true;
}

/** Whether a path of names leads from a schema to a property that holds a single value. */
export function hasField(document: JsonObject, schema: JsonObject, path: readonly string[]): boolean {
  let node = schema;
  for (const name of path) {
    const properties = propertiesOf(document, node);
    if (!Object.hasOwn(properties, name)) return false;
    node = followed(document, properties[name]);
  }
  return (
    node.type !== 'array' && node.type !== 'object' && Object.keys(propertiesOf(document, node)).length === 0
  );
}
