import {
  isObject,
  textOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
} from '../../contract/schema/pointers.ts';
import { childPaths } from '../../contract/schema/schema-nodes.ts';
import { objectAt } from '../reading/document.ts';
import { declarationsOf, partsOf, type Declarations } from './composition.ts';
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
  '$schema',
  '$comment',
]);

/** Keywords whose schemas describe the same value as the schema that holds them. */
const composing = new Set(['allOf', 'oneOf', 'anyOf', 'then', 'else']);

/** What the view of a schema depends on besides the schema. */
interface Reading {
  document: JsonObject;
  view: View;
  /** What the enclosing schemas declare for the same value. */
  known: Declarations;
  /** Whether the schema is part of a condition (`if` or `not`), which a body is tested against but need not satisfy. */
  isAsked: boolean;
}

/**
 * A schema in the view of a request or a response, in plain JSON Schema 2020-12 with references to the same view of other schemas:
 *
 * - request: `readOnly` properties are not required;
 * - response: `writeOnly` properties are not required and must be absent; a property that is not required may be
 *   unset in every form that `x-unset-fields` accepts, and one that is unset counts as absent;
 * - `oneOf` with a discriminator becomes one conditional per branch, so that errors are about the selected branch.
 */
export function schemaView(document: JsonObject, schema: JsonObject, view: View): JsonObject {
  return viewed({ document, view, known: new Map(), isAsked: false }, schema);
}

function viewed(around: Reading, schema: JsonObject): JsonObject {
  const { document, view, isAsked } = around;
  const result: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!annotations.has(keyword) && !keyword.startsWith('x-')) result[keyword] = structuredClone(value);
  }
  if (typeof schema.$ref === 'string') result.$ref = viewReference(document, schema.$ref, view);
  const known = isAsked ? around.known : declarationsOf(document, schema, around.known);
  const reading = { ...around, known };
  for (const path of childPaths(schema)) {
    const [keyword = ''] = path;
    const isCondition = keyword === 'if' || keyword === 'not';
    const isSame = isCondition || composing.has(keyword);
    const inner = { ...reading, known: isSame ? known : new Map(), isAsked: isAsked || isCondition };
    replace(result, path, viewed(inner, objectAt(schema, toPointer(path))));
  }
  demand(reading, schema, result);
  if (view === 'response') {
    admitUnset(reading, schema, result);
    demandDependents(reading, schema, result);
  }
  if (isObject(schema.discriminator)) expandDiscriminator(reading, schema, result);
  return result;
}

function replace(target: JsonObject, path: string[], schema: JsonObject): void {
  const holder = valueAt(target, toPointer(path.slice(0, -1)));
  const last = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder[Number(last)] = schema;
  else if (isObject(holder)) holder[last] = schema;
}

/** Requires the required properties that this view does not hide. */
function demand(reading: Reading, schema: JsonObject, result: JsonObject): void {
  if (!Array.isArray(schema.required)) return;
  const demanded = schema.required.map(textOf).filter((name) => !isHidden(reading, name));
  if (demanded.length > 0) result.required = demanded;
  else delete result.required;
}

function isHidden({ document, view, known, isAsked }: Reading, name: string): boolean {
  const mark = view === 'request' ? 'readOnly' : 'writeOnly';
  const declared = [...(known.get(name) ?? [])];
  return (
    !isAsked && declared.some((each) => [...partsOf(document, each)].some((part) => part[mark] === true))
  );
}

/**
 * Allows an unset value for a property that is not required, and treats an unset property as absent where it is required or part of a
 * condition.
 */
function admitUnset(reading: Reading, schema: JsonObject, result: JsonObject): void {
  const properties = { ...objectAt(result, '/properties') };
  const required = Array.isArray(result.required) ? result.required.map(textOf) : [];
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const own = valueAt(schema, toPointer(['properties', name]));
    const view = properties[name] ?? true;
    if (isObject(own) && isHidden(reading, name)) properties[name] = false;
    else if (own === undefined || isObject(own)) {
      const forms = unsetForms(reading, name);
      if (forms.length > 0)
        properties[name] = settledProperty(reading, { name, own, view, forms }, required.includes(name));
    }
  }
  if (Object.keys(properties).length > 0) result.properties = properties;
}

interface Property {
  name: string;
  /** Its schema as it is written here, and its view. */
  own: JsonObject | undefined;
  view: Json;
  forms: Json[];
}

function settledProperty(reading: Reading, { name, own, view, forms }: Property, isRequired: boolean): Json {
  const declared = reading.known.get(name) ?? new Set();
  if (reading.isAsked) {
    const unset = unsetView(reading, name, forms);
    return isRequired ? { not: unset, allOf: [view] } : { anyOf: [unset, view] };
  }
  if (!isRequired) return { if: { enum: forms }, else: view };
  if (own && declared.size === 1) return view;
  return { if: { enum: forms }, then: whole(reading, declared), else: view };
}

/** The schema of an unset value of a property: one of the forms, and not a value that the property is declared to have. */
function unsetView(reading: Reading, name: string, forms: Json[]): JsonObject {
  return { enum: forms, not: whole(reading, reading.known.get(name) ?? new Set()) };
}

/** The view of all declarations of one property together. */
function whole({ document, view }: Reading, declared: ReadonlySet<JsonObject>): JsonObject {
  const views = [...declared].map((each) => schemaView(document, each, view));
  return views.length === 1 && views[0] ? views[0] : { allOf: views };
}

/** The forms in which a response may leave a property unset. */
function unsetForms({ document, known }: Reading, name: string): Json[] {
  const policy = objectAt(document, '/x-unset-fields');
  const declared = [...(known.get(name) ?? [])].flatMap((each) => [...partsOf(document, each)]);
  if (declared.length === 0) return [];
  const mayBeEmpty =
    policy.empty === 'accepted' || declared.some((part) => part['x-empty-in-answers'] === true);
  return [
    ...(policy.null === 'accepted' ? [null] : []),
    ...(mayBeEmpty && declared.some(({ type }) => type === 'string') ? [''] : []),
  ];
}

/** Applies `dependentRequired` only when the property is set, and not when it is merely present. */
function demandDependents(reading: Reading, schema: JsonObject, result: JsonObject): void {
  const dependents = Object.entries(objectAt(schema, '/dependentRequired'));
  if (dependents.length === 0) return;
  const members = dependents.map(([name, names]): JsonObject => {
    const { required, ...set } = viewed(reading, { required: names });
    return {
      if: viewed({ ...reading, isAsked: true }, { required: [name] }),
      then: { ...set, ...(required !== undefined && { dependentRequired: { [name]: required } }) },
    };
  });
  delete result.dependentRequired;
  result.allOf = [...(Array.isArray(result.allOf) ? result.allOf : []), ...members];
}

function expandDiscriminator({ document, view }: Reading, schema: JsonObject, result: JsonObject): void {
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
    then: { $ref: viewReference(document, textOf(reference), view) },
  }));
  const others = Array.isArray(result.allOf) ? result.allOf : [];
  result.type = 'object';
  result.allOf = [...others, key, ...branches];
}
