import { isObject, textOf, toPointer, valueAt, type Json, type JsonObject } from '../contract/pointers.ts';
import { childPaths } from '../contract/schema-nodes.ts';
import { objectAt, resolved } from './document.ts';

/** Which half of an exchange a schema is read for: OpenAPI gives `readOnly` and `writeOnly` another meaning in each. */
export type View = 'request' | 'response';

/** Keywords that only inform a reader: left out of the validators. */
const annotations = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'externalDocs',
  'xml',
]);

/**
 * A schema as one half of an exchange sees it, in plain JSON Schema 2020-12 with references to the same view of other schemas:
 *
 * - request: names of `readOnly` properties are not required;
 * - response: names of `writeOnly` properties are not required and must be absent; a property that is not required may be
 *   unset in every form that `x-unset-fields` accepts;
 * - `oneOf` with a discriminator becomes one conditional per branch, so that errors speak of the branch meant.
 */
export function schemaView(document: JsonObject, schema: JsonObject, view: View): JsonObject {
  const result: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!annotations.has(keyword) && !keyword.startsWith('x-')) result[keyword] = structuredClone(value);
  }
  if (typeof schema.$ref === 'string') result.$ref = viewReference(schema.$ref, view);
  for (const path of childPaths(schema)) {
    if (path[0] === 'if' || path[0] === 'not') replace(result, path, asWritten(schema, path, view));
    else replace(result, path, schemaView(document, objectAt(schema, toPointer(path)), view));
  }
  if (isObject(schema.properties)) applyDirection(document, schema, result, view);
  if (isObject(schema.discriminator)) expandDiscriminator(schema, result, view);
  return result;
}

function replace(target: JsonObject, path: string[], schema: JsonObject): void {
  const holder = valueAt(target, toPointer(path.slice(0, -1)));
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder[Number(last)] = schema;
  else if (isObject(holder)) holder[last] = schema;
}

/** A condition: as it is written, since being unset is no way to meet it. */
function asWritten(schema: JsonObject, path: string[], view: View): JsonObject {
  const text = JSON.stringify(valueAt(schema, toPointer(path)), (key, value: Json) =>
    key === '$ref' && typeof value === 'string' ? viewReference(value, view) : value,
  );
  return JSON.parse(text) as JsonObject;
}

/** The `$id` of the validator for one view of a component's schema. */
export function viewId(view: View, component: string): string {
  return `${view}_${component.replaceAll(/[^A-Za-z0-9_]/g, '_')}`;
}

function viewReference(reference: string, view: View): string {
  const [, component = '', below = ''] = /^#\/components\/schemas\/([^/]+)(.*)$/.exec(reference) ?? [];
  return below === '' ? viewId(view, component) : `${viewId(view, component)}#${below}`;
}

function applyDirection(document: JsonObject, schema: JsonObject, result: JsonObject, view: View): void {
  const hidden = view === 'request' ? 'readOnly' : 'writeOnly';
  const properties = objectAt(result, '/properties');
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const kept: string[] = [];
  for (const [name, property] of Object.entries(objectAt(schema, '/properties'))) {
    const isHidden = isObject(property) && marked(document, property, hidden);
    if (isHidden && view === 'response') properties[name] = false;
    else if (isObject(property) && view === 'response' && !required.includes(name)) {
      properties[name] = unsettable(document, property, objectAt(properties, toPointer([name])));
    }
    if (required.includes(name) && !isHidden) kept.push(name);
  }
  kept.push(...required.filter((name) => !Object.hasOwn(properties, name)));
  if (kept.length > 0) result.required = kept;
  else delete result.required;
}

function marked(document: JsonObject, property: JsonObject, keyword: string): boolean {
  if (property[keyword] === true) return true;
  const reference = property.$ref;
  return typeof reference === 'string' && resolved(document, reference.slice(1)).object[keyword] === true;
}

/** The same schema, satisfied as well by the forms in which an answer may leave an optional property unset. */
function unsettable(document: JsonObject, property: JsonObject, viewed: JsonObject): Json {
  const policy = objectAt(document, '/x-unset-fields');
  const type = resolvedType(document, property);
  const forms: Json[] = [];
  if (policy.null === 'accepted') forms.push(null);
  if ((policy.empty === 'accepted' || property['x-empty-in-answers'] === true) && type === 'string')
    forms.push('');
  return forms.length === 0 ? viewed : { if: { enum: forms }, else: viewed };
}

function resolvedType(document: JsonObject, property: JsonObject): Json | undefined {
  const reference = property.$ref;
  return typeof reference === 'string' ? resolved(document, reference.slice(1)).object.type : property.type;
}

function expandDiscriminator(schema: JsonObject, result: JsonObject, view: View): void {
  const name = textOf(objectAt(schema, '/discriminator').propertyName);
  const mapping = Object.entries(objectAt(schema, '/discriminator/mapping'));
  delete result.discriminator;
  delete result.oneOf;
  const key: JsonObject = {
    properties: { [name]: { enum: mapping.map(([value]) => value) } },
    required: [name],
  };
  const branches = mapping.map(([value, reference]): JsonObject => ({
    if: { properties: { [name]: { const: value } }, required: [name] },
    then: { $ref: viewReference(textOf(reference), view) },
  }));
  const others = Array.isArray(result.allOf) ? result.allOf : [];
  result.type = 'object';
  result.allOf = [...others, key, ...branches];
}
