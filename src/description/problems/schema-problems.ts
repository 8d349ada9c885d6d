import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, toPointer, valueAt, type JsonObject } from '../../contract/schema/pointers.ts';
import { shown } from '../../contract/words.ts';
import type { DescriptionProblem } from './description-error.ts';
import type { Site } from '../reading/sites.ts';

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** The problems of schemas that JSON Schema 2020-12 does not allow, each at its own place. */
export function schemaProblems(document: JsonObject, sites: readonly Site[]): DescriptionProblem[] {
  const schemas = sites.filter(({ kind }) => kind === 'Schema');
  return [
    ...schemas.filter(({ isInner }) => !isInner).flatMap(malformed),
    ...schemas.flatMap(uselessDiscriminator),
    ...loops(document, schemas),
  ];
}

const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, validateFormats: false });

/** The errors that the meta-schema finds in a schema and everything in it, the first one of each place. */
function malformed({ pointer, value }: Site): DescriptionProblem[] {
  const validate = ajv.getSchema(dialect);
  if (!validate || validate(value) === true) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf');
  const byPlace = new Map(errors.reverse().map((error) => [error.instancePath, error]));
  return [...byPlace.values()].reverse().map((error) => ({
    pointer: pointer + error.instancePath,
    reason: `${whatMustBe(error)}, and is ${shown(error.data as never)}`,
  }));
}

function whatMustBe({ keyword, params, message = keyword }: ErrorObject): string {
  const { allowedValues, type } = params as { allowedValues?: unknown[]; type?: string | string[] };
  if (allowedValues) return `must be one of ${allowedValues.join(', ')}`;
  return type === undefined ? message : `must be of type ${[type].flat().join(' or ')}`;
}

function uselessDiscriminator({ pointer, value }: Site): DescriptionProblem[] {
  const { discriminator } = isObject(value) ? value : {};
  if (discriminator === undefined) return [];
  const isRight = isObject(discriminator) && typeof discriminator.propertyName === 'string';
  if (isRight && (discriminator.mapping === undefined || isObject(discriminator.mapping))) return [];
  const reason = `must be an object with a propertyName, and is ${shown(discriminator)}`;
  return [{ pointer: `${pointer}/discriminator`, reason }];
}

const inPlace = ['allOf', 'oneOf', 'anyOf', 'not', 'if', 'then', 'else', 'dependentSchemas'];

/** The problems of schemas that refer to themselves for the same value: validation would never end. */
function loops(document: JsonObject, schemas: readonly Site[]): DescriptionProblem[] {
  const problems: DescriptionProblem[] = [];
  const done = new Set<string>();
  const visit = (pointer: string, trail: readonly string[]): void => {
    if (trail.includes(pointer)) {
      const way = [...trail.slice(trail.indexOf(pointer)), pointer].map((each) => `#${each}`);
      problems.push({ pointer, reason: `refers to itself for the same value: ${way.join(' > ')}` });
    }
    if (done.has(pointer)) return;
    done.add(pointer);
    for (const next of besides(document, pointer)) visit(next, [...trail, pointer]);
  };
  for (const { pointer } of schemas) visit(pointer, []);
  return problems;
}

/** Pointers to the schemas that describe the same value as the one at a pointer. */
function besides(document: JsonObject, pointer: string): string[] {
  const schema = valueAt(document, pointer);
  if (!isObject(schema)) return [];
  const own = typeof schema.$ref === 'string' ? [schema.$ref.slice(1)] : [];
  const inner = inPlace.flatMap((keyword) => {
    const held = schema[keyword];
    const isMany = Array.isArray(held) || keyword === 'dependentSchemas';
    const names = isMany ? Object.keys(held ?? {}) : [''];
    return held === undefined
      ? []
      : names.map((name) => pointer + toPointer(isMany ? [keyword, name] : [keyword]));
  });
  return [...own, ...inner];
}
