import { isObject, toPointer, valueAt, type Json, type JsonObject } from '../contract/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';

/** Every reference of a document that leads nowhere, in circles or out of the file. */
export function referenceProblems(document: JsonObject): DescriptionProblem[] {
  return referencesIn(document, []).flatMap(({ pointer, reference }) => {
    const reason = whyUnusable(document, reference);
    return reason === undefined ? [] : [{ pointer, reason: `refers to "${reference}", ${reason}` }];
  });
}

interface Reference {
  pointer: string;
  reference: string;
}

function referencesIn(value: Json, trail: string[]): Reference[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => referencesIn(item, [...trail, String(index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const here = [...trail, name];
    if (isData(name, child, trail)) return [];
    const isReference =
      (name === '$ref' || (trail.at(-1) === 'mapping' && trail.at(-2) === 'discriminator')) &&
      typeof child === 'string';
    return isReference ? [{ pointer: toPointer(here), reference: child }] : referencesIn(child, here);
  });
}

/** Examples are data: what looks like a reference in them is none. */
function isData(name: string, child: Json, trail: string[]): boolean {
  if (trail.at(-1) === 'properties') return false;
  return (
    name === 'example' ||
    (name === 'examples' && Array.isArray(child)) ||
    (name === 'value' && trail.at(-2) === 'examples')
  );
}

function whyUnusable(document: JsonObject, reference: string): string | undefined {
  const seen = new Set<string>();
  for (let next: Json | undefined = reference; typeof next === 'string';) {
    if (!next.startsWith('#/')) return 'which is outside the file; bundle the description into one file';
    const pointer = decoded(next);
    const target: Json | undefined = pointer === undefined ? undefined : valueAt(document, pointer);
    if (target === undefined) return 'which does not exist';
    if (seen.has(next)) return 'which leads back to itself';
    seen.add(next);
    next = isObject(target) ? target.$ref : undefined;
  }
  return undefined;
}

function decoded(reference: string): string | undefined {
  try {
    return decodeURIComponent(reference);
  } catch {
    return undefined;
  }
}
