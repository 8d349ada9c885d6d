import { isObject, textOf, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { objectAt, schemaRoots, walkSchemas } from '../reading/document.ts';
import { knownFormats } from '../reading/formats.ts';

/** Removes from the owner's schemas what the suite does not understand, and marks secrets as sensitive. */
export function settleSchemas(document: JsonObject, own: JsonObject, notes: string[]): void {
  const secrets = alwaysSensitive(own);
  const ignored = new Map<string, number>();
  for (const root of schemaRoots(document)) {
    walkSchemas(root.schema, root.pointer, (schema, pointer) => {
      ignoreFormat(schema, ignored);
      settleDiscriminator(schema, pointer, notes);
      for (const [name, property] of Object.entries(objectAt(schema, '/properties'))) {
        if (isObject(property) && secrets.has(name)) property['x-sensitive'] ??= true;
      }
    });
  }
  for (const [format, count] of ignored)
    notes.push(
      `the format "${format}" is not known and not checked (${String(count)} ${count === 1 ? 'place' : 'places'})`,
    );
}

function ignoreFormat(schema: JsonObject, ignored: Map<string, number>): void {
  const format = textOf(schema.format);
  if (format === '' || knownFormats.has(format)) return;
  Reflect.deleteProperty(schema, 'format');
  ignored.set(format, (ignored.get(format) ?? 0) + 1);
}

/**
 * Completes the mapping of a discriminator with the names of its branches (OpenAPI 3.1, section 4.8.25). A discriminator without branches
 * is removed.
 */
function settleDiscriminator(schema: JsonObject, pointer: string, notes: string[]): void {
  const { discriminator, oneOf } = schema;
  if (!isObject(discriminator)) return;
  const branches = (Array.isArray(oneOf) ? oneOf : []).map((branch) =>
    isObject(branch) ? textOf(branch.$ref) : '',
  );
  if (branches.length === 0 || branches.includes('')) {
    notes.push(`the discriminator at #${pointer} has no oneOf of references, and is not used`);
    Reflect.deleteProperty(schema, 'discriminator');
    return;
  }
  const mapping = Object.entries(objectAt(discriminator, '/mapping')).map(
    ([key, target]): [string, string] => [
      key,
      branches.find((branch) => branch === target || nameOf(branch) === target) ?? textOf(target),
    ],
  );
  const unnamed = branches.filter((branch) => !mapping.some(([, target]) => target === branch));
  const implied = unnamed.map((branch): [string, string] => [nameOf(branch), branch]);
  discriminator.mapping = Object.fromEntries([...mapping, ...implied]);
}

function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}

/** The names of properties that are sensitive wherever our description has them. */
function alwaysSensitive(own: JsonObject): ReadonlySet<string> {
  const marks = new Map<string, boolean>();
  const note = (name: string, property: Json): void => {
    const isSensitive = isObject(property) && property['x-sensitive'] === true;
    marks.set(name, (marks.get(name) ?? true) && isSensitive);
  };
  for (const root of schemaRoots(own)) {
    walkSchemas(root.schema, root.pointer, (schema) => {
      for (const [name, property] of Object.entries(objectAt(schema, '/properties'))) note(name, property);
    });
  }
  return new Set([...marks].filter(([, isSensitive]) => isSensitive).map(([name]) => name));
}
