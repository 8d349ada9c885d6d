import { jsonTypeIn } from '../contract/schema/media-types.ts';
import { isObject, textOf, valueAt, type Json, type JsonObject } from '../contract/schema/pointers.ts';
import { objectAt, operationsOf, type OperationSite } from './reading/document.ts';
import type { Notes } from './problems/notes.ts';
import { statusesOf } from './output/operation-table.ts';
import { sitesOf, type Site } from './reading/sites.ts';

/**
 * Expands what OpenAPI allows to be abbreviated, so that later code need not handle it: references to path items, schemas that are true,
 * false or missing, and parameters that only the path names.
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

/** Replaces references to path items by the path items, when they resolve. */
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

/** The pointer that a value refers to; empty when it is not a reference. */
function referenceIn(value: Json): [pointer: string] | [] {
  return isObject(value) && typeof value.$ref === 'string' ? [value.$ref.slice(1)] : [];
}

/** Adds a string parameter for each name in the path that no parameter describes. Notes path parameters that the path does not have. */
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
    notes.note(`no parameter describes {${name}}: any string is accepted as valid`, pointer);
  const added = missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  if (added.length > 0) operation.parameters = [...listAt(operation), ...added];
  const idle = names.filter((name) => !inTemplate.includes(name));
  for (const name of idle)
    notes.note(`the path parameter ${name} has no place in the path and is not sent`, pointer);
}

/** Lets an operation without responses return any response. */
function settleResponses({ operation, group, pointer }: OperationSite, notes: Notes): void {
  if (group === 'webhooks' || statusesOf(operation).length > 0) return;
  notes.note('no response is described: any is accepted as valid', pointer);
  operation.responses = { default: { description: '' } };
}

function listAt({ parameters }: JsonObject): Json[] {
  return Array.isArray(parameters) ? parameters : [];
}

/** Lets JSON content without a schema be any JSON. */
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
    `this ${kind.toLowerCase()} has neither schema nor content: any value is accepted as valid`,
    pointer,
  );
  value.schema = {};
}

/** Replaces boolean schemas by objects where a schema starts or is referred to, and where it is true for a property. */
function settleSchema({ kind, pointer, value, isInner, replace }: Site, targets: ReadonlySet<string>): void {
  if (kind !== 'Schema' || typeof value !== 'boolean') return;
  const isProperty = /\/properties\/[^/]*$/.test(pointer);
  if (isInner && !targets.has(pointer) && !(isProperty && value)) return;
  replace(value ? {} : { not: {} });
}
