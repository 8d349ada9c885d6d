import { fromPointer, isObject, toPointer, type JsonObject } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from '../problems/description-error.ts';
import { sitesOf, type Site } from './sites.ts';

/** The schemas of a document that have an identifier, by absolute URI, with the anchor after `#`. */
interface Names {
  pointers: Map<string, string>;
  /** Every schema with a `$dynamicAnchor`, by its name. */
  dynamic: Map<string, string[]>;
}

/** The base URI where no `$id` sets another one; nothing is fetched from it. */
const documentUri = 'https://document.invalid/';

/**
 * Replaces every reference of a document by the JSON Pointer that it leads to, including references by `$id`, `$anchor` and
 * `$dynamicAnchor`, and removes these identifiers. Returns the problems of dynamic references: each must have one possible target.
 */
export function settleReferences(document: JsonObject): DescriptionProblem[] {
  const sites = sitesOf(document);
  const bases = basesOf(sites);
  const names = namesIn(sites, bases);
  return sites.flatMap(({ kind, pointer, value, isReference }) => {
    if (!isObject(value)) return [];
    const base = bases.get(pointer) ?? documentUri;
    if (isReference && typeof value.$ref === 'string') value.$ref = plain(value.$ref);
    if (kind !== 'Schema') return [];
    settleMapping(value);
    if (typeof value.$ref === 'string') value.$ref = located(value.$ref, base, names);
    const problems = settleDynamic(value, pointer, base, names);
    for (const name of ['$id', '$anchor', '$dynamicAnchor']) Reflect.deleteProperty(value, name);
    return problems;
  });
}

/** The base URI of the references of each schema, by the pointer of the schema. */
function basesOf(sites: readonly Site[]): Map<string, string> {
  const bases = new Map<string, string>();
  for (const { kind, pointer, value } of sites) {
    if (kind !== 'Schema') continue;
    const around = enclosing(bases, pointer);
    const id = isObject(value) && typeof value.$id === 'string' ? absolute(value.$id, around) : undefined;
    bases.set(pointer, id?.replace(/#$/, '') ?? around);
  }
  return bases;
}

function enclosing(bases: ReadonlyMap<string, string>, pointer: string): string {
  for (let outer = pointer; outer !== '';) {
    outer = outer.slice(0, outer.lastIndexOf('/'));
    const base = bases.get(outer);
    if (base !== undefined) return base;
  }
  return documentUri;
}

function namesIn(sites: readonly Site[], bases: ReadonlyMap<string, string>): Names {
  const names: Names = { pointers: new Map([[documentUri, '']]), dynamic: new Map() };
  for (const { kind, pointer, value } of sites) {
    if (kind !== 'Schema' || !isObject(value)) continue;
    const base = bases.get(pointer) ?? documentUri;
    if (typeof value.$id === 'string') names.pointers.set(base, pointer);
    for (const anchor of [value.$anchor, value.$dynamicAnchor])
      if (typeof anchor === 'string') names.pointers.set(`${base}#${anchor}`, pointer);
    const { $dynamicAnchor: dynamic } = value;
    if (typeof dynamic === 'string')
      names.dynamic.set(dynamic, [...(names.dynamic.get(dynamic) ?? []), pointer]);
  }
  return names;
}

/** A reference as a pointer into the document, where it leads there; otherwise as it was written. */
function located(reference: string, base: string, { pointers }: Names): string {
  const uri = absolute(reference, base);
  if (uri === undefined) return reference;
  const [resource = '', fragment = ''] = uri.split('#');
  const root = pointers.get(resource);
  if (root === undefined) return reference;
  if (fragment === '' || fragment.startsWith('/')) {
    const below = plain(`#${fragment}`);
    return `#${root}${below.slice(1)}`;
  }
  const found = pointers.get(`${resource}#${fragment}`);
  return found === undefined ? reference : `#${found}`;
}

/** A pointer without percent-encoding and needless escapes; any other reference unchanged. */
function plain(reference: string): string {
  if (!/^#(?:\/|$)/.test(reference)) return reference;
  try {
    return `#${toPointer(fromPointer(decodeURIComponent(reference)))}`;
  } catch {
    return reference;
  }
}

function absolute(reference: string, base: string): string | undefined {
  return URL.parse(reference, base)?.href;
}

function settleMapping({ discriminator }: JsonObject): void {
  if (!isObject(discriminator) || !isObject(discriminator.mapping)) return;
  const { mapping } = discriminator;
  for (const [key, target] of Object.entries(mapping))
    if (typeof target === 'string') mapping[key] = plain(target);
}

/** Replaces a dynamic reference that can lead to only one schema by a plain reference. */
function settleDynamic(
  schema: JsonObject,
  pointer: string,
  base: string,
  names: Names,
): DescriptionProblem[] {
  const { $dynamicRef: dynamic, $ref: own, allOf } = schema;
  if (typeof dynamic !== 'string') return [];
  const choices = names.dynamic.get(dynamic.split('#')[1] ?? '') ?? [];
  if (choices.length > 1)
    return [
      {
        pointer: `${pointer}/$dynamicRef`,
        reason: `refers to ${JSON.stringify(dynamic)}, which may lead to ${String(choices.length)} schemas; here it must lead to one, as $ref does`,
      },
    ];
  Reflect.deleteProperty(schema, '$dynamicRef');
  const $ref = located(dynamic, base, names);
  if (own === undefined) schema.$ref = $ref;
  else schema.allOf = [...(Array.isArray(allOf) ? allOf : []), { $ref }];
  return [];
}
