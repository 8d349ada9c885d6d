import { isObject, toPointer, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { shown } from '../../contract/words.ts';
import type { DescriptionProblem } from './description-error.ts';
import { objects, type Kind, type Member } from '../reading/openapi-objects.ts';
import { memberNamed, type Site } from '../reading/sites.ts';

/** The problems of fields that have another type than OpenAPI says, or that are required and missing. */
export function structureProblems(sites: readonly Site[]): DescriptionProblem[] {
  return sites.flatMap(({ kind, pointer, value, isReference }): DescriptionProblem[] => {
    if (kind === 'Schema' && typeof value === 'boolean') return [];
    if (!isObject(value)) return [{ pointer, reason: `must be an object, and is ${shown(value)}` }];
    if (isReference) return [];
    const typed = Object.entries(value).flatMap(([name, child]): DescriptionProblem[] => {
      const must = whatMustBe(memberNamed(objects[kind], name), child);
      return must === undefined
        ? []
        : [{ pointer: pointer + toPointer([name]), reason: `must be ${must}, and is ${shown(child)}` }];
    });
    return [...typed, ...missing(kind, pointer, value)];
  });
}

/** The type that a value must have, in words; undefined when it has it. */
function whatMustBe(member: Member | undefined, value: Json): string | undefined {
  if (member === 'text') return typeof value === 'string' ? undefined : 'text';
  if (member === 'flag') return typeof value === 'boolean' ? undefined : 'true or false';
  if (member?.endsWith('[]')) return Array.isArray(value) ? undefined : 'a list';
  return member?.endsWith('{}') && !isObject(value) ? 'an object' : undefined;
}

/** Required fields, by kind of object. */
const needed: Partial<Record<Kind, readonly string[]>> = {
  Parameter: ['name', 'in'],
  RequestBody: ['content'],
};

function missing(kind: Kind, pointer: string, value: JsonObject): DescriptionProblem[] {
  const names = (needed[kind] ?? []).filter((name) => value[name] === undefined);
  return names.map((name) => ({ pointer, reason: `has no "${name}"` }));
}
