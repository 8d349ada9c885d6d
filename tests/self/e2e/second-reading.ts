import {
  fromPointer,
  isObject,
  textOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
  type Token,
} from '../../../src/contract/schema/pointers.ts';

/** The half of an exchange that a schema is read for. */
export type Direction = 'request' | 'response';

/** A place of the description where a root schema is. */
export interface Root {
  pointer: string;
  schema: JsonObject;
}

const single = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];
const listed = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const named = ['properties', 'patternProperties', 'dependentSchemas'];

/** Keywords whose schemas apply to the same value as the schema that contains them. */
const sameValue = ['allOf', 'oneOf', 'anyOf', 'then', 'else'];

/** Keywords that do not affect validity by OpenAPI, and the extensions of this suite. */
const silent =
  /^(?:x-(?!empty-in-answers$).*|title|description|examples?|default|deprecated|externalDocs|xml|discriminator)$/;

/** The places where OpenAPI 3.1 allows a schema: in `components/schemas`, and as `schema` of a parameter, a header or a media type. */
export function rootsOf(document: JsonObject): Root[] {
  const components = valueAt(document, '/components');
  const shared = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const roots = Object.entries(shared).flatMap(([name, schema]) =>
    isObject(schema) ? [{ pointer: toPointer(['components', 'schemas', name]), schema }] : [],
  );
  const pending = Object.entries({ paths: document.paths, webhooks: document.webhooks, components }).map(
    ([name, value]): { trail: string[]; value: Json | undefined } => ({ trail: [name], value }),
  );
  for (const { trail, value } of pending) {
    for (const [name, child] of Object.entries(value ?? {}) as [string, Json][]) {
      const here = [...trail, name];
      if (name === 'schema' && isObject(child)) roots.push({ pointer: toPointer(here), schema: child });
      else if (!/^(?:example|examples|schema)$/.test(name) && toPointer(here) !== '/components/schemas')
        pending.push({ trail: here, value: typeof child === 'object' ? child : undefined });
    }
  }
  return roots;
}

/**
 * A schema of the description for one direction, in plain JSON Schema without references. An independent interpretation of OpenAPI:
 *
 * - references are replaced by their targets, as one more member of `allOf`;
 * - a discriminator changes nothing: `oneOf` is kept as written;
 * - read-only properties need not be in a request; write-only properties must not be in a response;
 * - `int32` and `int64` are bounds.
 */
export function readingOf(document: JsonObject, schema: JsonObject, direction: Direction): JsonObject {
  return directed(expanded(document, schema, []), direction);
}

const knownParts = new WeakMap<JsonObject, readonly JsonObject[]>();

/** A schema and all others that apply to the same value, except those of conditions. */
export function partsOf(schema: JsonObject): readonly JsonObject[] {
  const known = knownParts.get(schema);
  if (known) return known;
  const others = sameValue.flatMap((keyword) => [schema[keyword] ?? []].flat());
  const parts = [schema, ...others.filter(isObject).flatMap(partsOf)];
  knownParts.set(schema, parts);
  return parts;
}

/** The schemas of one property, one entry of a list or one value of a map, given the schemas of the whole. */
export function schemasBelow(parts: readonly JsonObject[], token: Token): JsonObject[] {
  return parts.flatMap(({ items, properties, additionalProperties }) => {
    const isDeclared = isObject(properties) && Object.hasOwn(properties, token);
    const child = typeof token === 'number' ? items : isDeclared ? properties[token] : additionalProperties;
    return isObject(child) ? [child] : [];
  });
}

const knownBelow = new WeakMap<readonly JsonObject[], Map<Token, readonly JsonObject[]>>();

/** The same schemas with all their parts. */
export function partsBelow(parts: readonly JsonObject[], token: Token): readonly JsonObject[] {
  const known = knownBelow.get(parts) ?? new Map<Token, readonly JsonObject[]>();
  knownBelow.set(parts, known);
  const key = typeof token === 'number' ? 0 : token;
  const found = known.get(key) ?? schemasBelow(parts, token).flatMap(partsOf);
  known.set(key, found);
  return found;
}

function mapped(schema: JsonObject, change: (child: JsonObject, keyword: string) => Json): JsonObject {
  const changed = (child: Json, keyword: string): Json => (isObject(child) ? change(child, keyword) : child);
  const entries = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (single.includes(keyword)) return [keyword, changed(value, keyword)];
    if (listed.includes(keyword) && Array.isArray(value))
      return [keyword, value.map((child) => changed(child, keyword))];
    if (!named.includes(keyword) || !isObject(value)) return [keyword, value];
    const children = Object.entries(value).map(([name, child]) => [name, changed(child, keyword)] as const);
    return [keyword, Object.fromEntries(children)];
  });
  return Object.fromEntries(entries);
}

function expanded(document: JsonObject, schema: JsonObject, open: readonly string[]): JsonObject {
  const heard = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !silent.test(keyword)));
  const { $ref: reference, ...own } = mapped(heard, (child) => expanded(document, child, open));
  const members = [
    ...(typeof reference === 'string' ? [referred(document, reference, open)] : []),
    ...numbersOf(own.format),
    ...(Array.isArray(own.allOf) ? own.allOf : []),
  ];
  return members.length > 0 ? { ...own, allOf: members } : own;
}

function referred(document: JsonObject, reference: string, open: readonly string[]): JsonObject {
  const target = valueAt(document, toPointer(fromPointer(decodeURIComponent(reference))));
  if (!isObject(target) || open.includes(reference)) throw new Error(`no way to read ${reference}`);
  return expanded(document, target, [...open, reference]);
}

/** What the format of a number means; empty for any other format. */
function numbersOf(format: Json | undefined): JsonObject[] {
  const bits = { int32: 31, int64: 63 }[typeof format === 'string' ? format : ''];
  if (bits === undefined) return [];
  const bounds = { type: 'integer', minimum: -(2 ** bits), maximum: 2 ** bits - 1 };
  return [{ if: { type: 'number' }, then: bounds }];
}

function directed(value: JsonObject, direction: Direction): JsonObject {
  const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
  const properties = partsOf(value).flatMap((part) =>
    Object.entries(isObject(part.properties) ? part.properties : {}),
  );
  const marked = properties.filter(
    ([, property]) => isObject(property) && partsOf(property).some((part) => part[mark] === true),
  );
  const names = new Set(marked.map(([name]) => name));
  const rewritten = (schema: JsonObject): JsonObject => {
    const next = mapped(schema, (child, keyword) => {
      if (keyword === 'if' || keyword === 'not') return child;
      return sameValue.includes(keyword) ? rewritten(child) : directed(child, direction);
    });
    if (Array.isArray(next.required))
      next.required = next.required.filter((name) => !names.has(textOf(name)));
    if (direction === 'response' && isObject(next.properties))
      for (const name of names) if (Object.hasOwn(next.properties, name)) next.properties[name] = false;
    return next;
  };
  return rewritten(value);
}
