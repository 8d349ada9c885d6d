import { isObject, toPointer, valueAt, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';
import type { Kind } from '../reading/openapi-objects.ts';
import type { Site } from '../reading/sites.ts';

/** The problems of references that do not resolve, lead to another kind of object, form a circle or leave the file. */
export function referenceProblems(document: JsonObject, sites: readonly Site[]): DescriptionProblem[] {
  const kinds = new Map(sites.map(({ pointer, kind }) => [pointer, kind]));
  return referencesIn(sites).flatMap(({ pointer, kind, reference }) => {
    const reason = whyUnusable(document, kinds, kind, reference);
    return reason === undefined
      ? []
      : [{ pointer, reason: `refers to ${JSON.stringify(reference)}, ${reason}` }];
  });
}

interface Reference {
  pointer: string;
  /** The kind of object that it stands for. */
  kind: Kind;
  reference: Json;
}

/** The references of schemas, those in the place of other objects, and those in the mappings of discriminators. */
function referencesIn(sites: readonly Site[]): Reference[] {
  return sites.flatMap(({ kind, pointer, value, isReference }): Reference[] => {
    if (!isObject(value) || (kind !== 'Schema' && !isReference)) return [];
    const { $ref: own, discriminator } = value;
    const mapping = isObject(discriminator) && isObject(discriminator.mapping) ? discriminator.mapping : {};
    const chosen = Object.entries(kind === 'Schema' ? mapping : {});
    return [
      ...(own === undefined ? [] : [{ pointer: `${pointer}/$ref`, kind, reference: own }]),
      ...chosen.map(([key, reference]) => ({
        pointer: pointer + toPointer(['discriminator', 'mapping', key]),
        kind,
        reference,
      })),
    ];
  });
}

function whyUnusable(
  document: JsonObject,
  kinds: ReadonlyMap<string, Kind>,
  kind: Kind,
  reference: Json,
): string | undefined {
  const seen = new Set<string>();
  for (let next: Json | undefined = reference; next !== undefined;) {
    if (typeof next !== 'string') return 'which is not a string';
    if (!/^#(?:\/|$)/.test(next)) return 'which is outside the file; bundle the description into one file';
    const pointer: string = next.slice(1);
    const target = valueAt(document, pointer);
    if (target === undefined) return 'which does not exist';
    if (seen.has(next)) return 'which leads back to itself';
    if (kinds.get(pointer) !== kind) return `which is not a ${kind} Object`;
    seen.add(next);
    next = isObject(target) ? target.$ref : undefined;
  }
  return undefined;
}
