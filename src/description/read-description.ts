import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { isObject, toPointer, valueAt, type Json, type JsonObject } from '../contract/pointers.ts';
import { operationsOf, schemaRoots, walkSchemas } from './document.ts';
import { DescriptionError, type DescriptionProblem } from './description-error.ts';
import { knownFormats } from './formats.ts';

/** An OpenAPI document that was read and found usable, and the bytes it was read from. */
export interface Description {
  file: string;
  text: string;
  document: JsonObject;
}

/**
 * The OpenAPI document in a file. Throws a {@link DescriptionError} that lists every problem when it cannot be read, or has an
 * unknown format, a missing or doubled `operationId`, or a reference that leads nowhere.
 */
export function readDescription(file: string, text = readText(file)): Description {
  const name = path.basename(file);
  const parsed = parseDocument(text, { merge: true });
  const [error] = parsed.errors;
  if (error)
    throw new DescriptionError(name, [{ pointer: '', reason: `is not readable YAML: ${error.message}` }]);
  const document = parsed.toJS() as Json;
  if (!isObject(document) || !isObject(document.paths)) {
    throw new DescriptionError(name, [
      { pointer: '', reason: 'is not an OpenAPI document: it has no "paths"' },
    ]);
  }
  const problems = [...referenceProblems(document), ...operationProblems(document)];
  if (problems.length === 0) problems.push(...formatProblems(document));
  if (problems.length > 0) throw new DescriptionError(name, problems);
  return { file, text, document };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new DescriptionError(file, [{ pointer: '', reason }]);
  }
}

function referenceProblems(document: JsonObject): DescriptionProblem[] {
  const problems: DescriptionProblem[] = [];
  const visit = (value: Json, trail: string[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, [...trail, String(index)]);
      });
    } else if (isObject(value)) {
      const reference = value.$ref;
      const pointer = toPointer([...trail, '$ref']);
      if (typeof reference === 'string' && !reference.startsWith('#/')) {
        problems.push({
          pointer,
          reason: `refers outside the file ("${reference}"); bundle the description into one file`,
        });
      } else if (
        typeof reference === 'string' &&
        valueAt(document, decodeURIComponent(reference)) === undefined
      ) {
        problems.push({ pointer, reason: `refers to "${reference}", which does not exist` });
      }
      for (const [name, child] of Object.entries(value))
        if (!isExample(name, trail)) visit(child, [...trail, name]);
    }
  };
  visit(document, []);
  return problems;
}

function isExample(name: string, trail: string[]): boolean {
  return (name === 'example' || name === 'examples') && trail.at(-1) !== 'properties';
}

function operationProblems(document: JsonObject): DescriptionProblem[] {
  const seen = new Map<string, string>();
  return operationsOf(document).flatMap(({ pointer, operation }): DescriptionProblem[] => {
    const id = operation.operationId;
    if (typeof id !== 'string' || id === '') return [{ pointer, reason: 'has no "operationId"' }];
    const first = seen.get(id);
    seen.set(id, pointer);
    return first === undefined
      ? []
      : [{ pointer, reason: `has the operationId "${id}", which #${first} has too` }];
  });
}

function formatProblems(document: JsonObject): DescriptionProblem[] {
  const problems: DescriptionProblem[] = [];
  for (const root of schemaRoots(document)) {
    walkSchemas(root.schema, root.pointer, (schema, pointer) => {
      const format = schema.format;
      if (typeof format === 'string' && !knownFormats.has(format)) {
        const reason = `is the unknown format "${format}"; known are ${[...knownFormats].join(', ')}`;
        problems.push({ pointer: `${pointer}/format`, reason });
      }
    });
  }
  return problems;
}
