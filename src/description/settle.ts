import { jsonTypeIn } from '../contract/schema/media-types.ts';
import { isObject, textOf, valueAt, type Json, type JsonObject } from '../contract/schema/pointers.ts';
import { objectAt, operationsOf, type OperationSite } from './reading/document.ts';
import type { Notes } from './problems/notes.ts';
import { statusesOf } from './output/operation-table.ts';
import { sitesOf, type Site } from './reading/sites.ts';

/**
 * Writes out in a document what OpenAPI lets stand in short, so that the rest need not know it: path items in the place of
 * references to them, schemas that are true, false or left out, parameters that only the path names.
 */
export function settle(document: JsonObject, notes: Notes): void {
  for (const site of operationsOf(document)) {
    settlePathParameters(document, site, notes);
    settleResponses(site, notes);
  }
  const sites = sitesOf(document);
  const targets = new Set(sites.flatMap(({ kind, value }) => (kind === 'Schema' ? referenceIn(value) : [])));
  for (const site of sites) {
    settleMediaTypes(site);
    settlePayload(site, notes);
    settleSchema(site, targets);
  }
}

/** Puts path items in the place of references to them, where these lead somewhere. */
export function settlePathItems(document: JsonObject): void {
  for (const group of ['paths', 'webhooks'] as const) {
    const items = objectAt(document, `/${group}`);
    for (const [name, item] of Object.entries(items)) items[name] = wholeItem(document, item, []);
  }
}

function wholeItem(document: JsonObject, item: Json, seen: readonly string[]): Json {
  const [reference = ''] = referenceIn(item);
  const target = valueAt(document, reference);
  if (reference === '' || !isObject(item) || !isObject(target) || seen.includes(reference)) return item;
  const { $ref: _reference, ...own } = item;
  return wholeItem(document, { ...structuredClone(target), ...own }, [...seen, reference]);
}

/** The pointer that a value refers to, if it does. */
function referenceIn(value: Json): [pointer: string] | [] {
  return isObject(value) && typeof value.$ref === 'string' ? [value.$ref.slice(1)] : [];
}

/** A parameter that stands in the path and is described nowhere takes any text; one that does not stand there is left out. */
function settlePathParameters(
  document: JsonObject,
  { path, group, pathItem, operation, pointer }: OperationSite,
  notes: Notes,
): void {
  if (group === 'webhooks') return;
  const inTemplate = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const described = [...listAt(pathItem), ...listAt(operation)].map((each) => {
    const [reference] = referenceIn(each);
    return reference === undefined ? each : (valueAt(document, reference) ?? null);
  });
  const names = described.flatMap((each) =>
    isObject(each) && each.in === 'path' ? [textOf(each.name)] : [],
  );
  const missing = inTemplate.filter((name) => !names.includes(name));
  for (const name of missing)
    notes.note(`no parameter describes {${name}}: any text is taken for right`, pointer);
  const added = missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  if (added.length > 0) operation.parameters = [...listAt(operation), ...added];
  const idle = names.filter((name) => !inTemplate.includes(name));
  for (const name of idle)
    notes.note(`the path parameter ${name} has no place in the path and is not sent`, pointer);
}

/** An operation without responses may answer anything. */
function settleResponses({ operation, group, pointer }: OperationSite, notes: Notes): void {
  if (group === 'webhooks' || statusesOf(operation).length > 0) return;
  notes.note('no response is described: any is taken for right', pointer);
  operation.responses = { default: { description: '' } };
}

function listAt({ parameters }: JsonObject): Json[] {
  return Array.isArray(parameters) ? parameters : [];
}

/** What is said to be JSON and has no schema may be any JSON. */
function settleMediaTypes({ value, isReference }: Site): void {
  const content = isObject(value) && !isReference ? value.content : undefined;
  if (!isObject(content)) return;
  const media = content[jsonTypeIn(Object.keys(content)) ?? ''];
  if (isObject(media)) media.schema ??= {};
}

function settlePayload({ kind, value, pointer, isReference }: Site, notes: Notes): void {
  if ((kind !== 'Parameter' && kind !== 'Header') || isReference || !isObject(value)) return;
  for (const media of Object.values(objectAt(value, '/content'))) if (isObject(media)) media.schema ??= {};
  if (value.schema !== undefined || value.content !== undefined) return;
  notes.note(
    `this ${kind.toLowerCase()} has neither schema nor content: any value is taken for right`,
    pointer,
  );
  value.schema = {};
}

/** Where schemas start, where they are referred to and where they stand for a property, they are objects. */
function settleSchema({ kind, pointer, value, isInner, replace }: Site, targets: ReadonlySet<string>): void {
  if (kind !== 'Schema' || typeof value !== 'boolean') return;
  const isProperty = /\/properties\/[^/]*$/.test(pointer);
  if (isInner && !targets.has(pointer) && !(isProperty && value)) return;
  replace(value ? {} : { not: {} });
}
