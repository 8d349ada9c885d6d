import { isObject, textOf, toPointer, valueAt, type Json, type JsonObject } from '../contract/pointers.ts';
import { childPaths } from '../contract/schema-nodes.ts';
import { objectAt, resolved } from './document.ts';
import { propertiesOf } from './composition.ts';
import { viewReference, type View } from './view-ids.ts';

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

/** Keywords whose schemas describe the same value as the schema that holds them. */
const composing = new Set(['allOf', 'oneOf', 'anyOf', 'then', 'else']);

/**
 * A schema as one half of an exchange sees it, in plain JSON Schema 2020-12 with references to the same view of other schemas:
 *
 * - request: names of `readOnly` properties are not required;
 * - response: names of `writeOnly` properties are not required and must be absent; a property that is not required may be
 *   unset in every form that `x-unset-fields` accepts;
 * - `oneOf` with a discriminator becomes one conditional per branch, so that errors speak of the branch meant.
 *
 * `scope`: the properties that the schemas around it declare for the same value.
 */
export function schemaView(
  document: JsonObject,
  schema: JsonObject,
  view: View,
  scope: JsonObject = {},
): JsonObject {
  const result: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!annotations.has(keyword) && !keyword.startsWith('x-')) result[keyword] = structuredClone(value);
  }
  if (typeof schema.$ref === 'string') result.$ref = viewReference(schema.$ref, view);
  const known = { ...scope, ...propertiesOf(document, schema) };
  for (const path of childPaths(schema)) {
    const [keyword = ''] = path;
    const child = objectAt(schema, toPointer(path));
    if (keyword === 'if' || keyword === 'not') replace(result, path, asWritten(schema, path, view));
    else replace(result, path, schemaView(document, child, view, composing.has(keyword) ? known : {}));
  }
  applyDirection(document, schema, result, view, known);
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

/** Applies what `readOnly`, `writeOnly` and being required mean in this view to the properties of a schema. */
function applyDirection(
  document: JsonObject,
  schema: JsonObject,
  result: JsonObject,
  view: View,
  known: JsonObject,
): void {
  const hidden = view === 'request' ? 'readOnly' : 'writeOnly';
  const required = Array.isArray(schema.required) ? schema.required.map(textOf) : [];
  const properties = { ...objectAt(result, '/properties') };
  for (const [name, property] of Object.entries(objectAt(schema, '/properties'))) {
    if (view === 'request' || !isObject(property)) continue;
    if (marked(document, property, hidden)) properties[name] = false;
    else if (!required.includes(name)) {
      properties[name] = unsettable(document, property, objectAt(properties, toPointer([name])));
    }
  }
  const demanded = required.filter((name) => !marked(document, objectAt(known, toPointer([name])), hidden));
  for (const name of view === 'response' ? demanded : []) {
    const declared = known[name];
    if (Object.hasOwn(properties, name) || !isObject(declared)) continue;
    const forms = unsetForms(document, declared);
    if (forms.length > 0)
      properties[name] = { if: { enum: forms }, then: schemaView(document, declared, view) };
  }
  if (Object.keys(properties).length > 0) result.properties = properties;
  delete result.required;
  if (demanded.length > 0) result.required = demanded;
}

function marked(document: JsonObject, property: JsonObject, keyword: string): boolean {
  if (property[keyword] === true) return true;
  const reference = property.$ref;
  return typeof reference === 'string' && resolved(document, reference.slice(1)).object[keyword] === true;
}

/** The same schema, satisfied as well by the forms in which an answer may leave an optional property unset. */
function unsettable(document: JsonObject, property: JsonObject, viewed: JsonObject): Json {
  const forms = unsetForms(document, property);
  return forms.length === 0 ? viewed : { if: { enum: forms }, else: viewed };
}

function unsetForms(document: JsonObject, property: JsonObject): Json[] {
  const policy = objectAt(document, '/x-unset-fields');
  const { object } =
    typeof property.$ref === 'string' ? resolved(document, property.$ref.slice(1)) : { object: property };
  const mayBeEmpty = policy.empty === 'accepted' || property['x-empty-in-answers'] === true;
  return [
    ...(policy.null === 'accepted' ? [null] : []),
    ...(mayBeEmpty && object.type === 'string' ? [''] : []),
  ];
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
    if: { type: 'object', properties: { [name]: { const: value } }, required: [name] },
    then: { $ref: viewReference(textOf(reference), view) },
  }));
  const others = Array.isArray(result.allOf) ? result.allOf : [];
  result.type = 'object';
  result.allOf = [...others, key, ...branches];
}
