import path from 'node:path';
import { parseDocument } from 'yaml';
import {
  isObject,
  membersOf,
  toPointer,
  type Json,
  type JsonObject,
  type Token,
} from '../contract/pointers.ts';
import { inline } from '../contract/words.ts';
import { operationsOf, schemaRoots, walkSchemas } from './document.ts';
import { DescriptionError, unreadable, type DescriptionProblem } from './description-error.ts';
import { extensionProblems } from './extension-problems.ts';
import { knownFormats } from './formats.ts';
import { patternProblems } from './patterns.ts';
import { referenceProblems } from './references.ts';

/** An OpenAPI document that was read and found usable, and the bytes it was read from. */
export interface Description {
  file: string;
  text: string;
  document: JsonObject;
}

/**
 * The OpenAPI document in a file. Throws a {@link DescriptionError} that lists every problem when it cannot be read, or has an
 * unknown format, a pattern that is none, a name with characters that cannot be seen, a missing or doubled `operationId`, or a
 * reference that leads nowhere.
 */
export function readDescription(file: string, text: string): Description {
  const document = parsedDescription(file, text);
  assertUsable(path.basename(file), document);
  return { file, text, document };
}

/** The OpenAPI document in a file, as far as it can be read at all. Throws a {@link DescriptionError}. */
export function parsedDescription(file: string, text: string): JsonObject {
  const name = path.basename(file);
  const parsed = parseDocument(text, { merge: true });
  const [error] = parsed.errors;
  if (error) throw new DescriptionError(name, [{ pointer: '', reason: unreadable(error) }]);
  const document = asJson(name, parsed);
  if (!isObject(document) || !isObject(document.paths)) {
    throw new DescriptionError(name, [
      { pointer: '', reason: 'is not an OpenAPI document: it has no "paths"' },
    ]);
  }
  return document;
}

/** Throws a {@link DescriptionError} that lists everything for which a document cannot be used. */
function assertUsable(name: string, document: JsonObject): void {
  const problems = [...soundnessProblems(document), ...extensionProblems(document)];
  if (problems.length > 0) throw new DescriptionError(name, problems);
}

/** Every reason why an OpenAPI document cannot be used, but for what its extensions say. */
export function soundnessProblems(document: JsonObject): DescriptionProblem[] {
  return [
    ...nameProblems(document),
    ...referenceProblems(document),
    ...operationProblems(document),
    ...formatProblems(document),
    ...patternProblems(document),
  ];
}

/** Names that could steer a terminal, or begin a line, wherever a test or a message has them. */
function nameProblems(value: Json, place: Token[] = []): DescriptionProblem[] {
  return membersOf(value).flatMap(([token, member]) => {
    const here = [...place, token];
    const isSeen = (text: string): boolean => inline(text) === text;
    const isNamed =
      isSeen(String(token)) && (token !== 'operationId' || typeof member !== 'string' || isSeen(member));
    const reason = 'is a name with characters that cannot be seen';
    return isNamed ? nameProblems(member, here) : [{ pointer: toPointer(here), reason }];
  });
}

/** The document as JSON. Throws a {@link DescriptionError} when an alias has no anchor. */
function asJson(name: string, parsed: ReturnType<typeof parseDocument>): Json {
  try {
    return parsed.toJS() as Json;
  } catch (error) {
    throw new DescriptionError(name, [{ pointer: '', reason: unreadable(error) }]);
  }
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
