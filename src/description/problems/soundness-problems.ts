import {
  membersOf,
  toPointer,
  type Json,
  type JsonObject,
  type Token,
} from '../../contract/schema/pointers.ts';
import { inline } from '../../contract/words.ts';
import type { DescriptionProblem } from './description-error.ts';
import { operationsOf, schemaRoots, walkSchemas } from '../reading/document.ts';
import { knownFormats } from '../reading/formats.ts';

/** The problems that prevent generation: operations without a unique `operationId`, and unknown formats. */
export function soundnessProblems(document: JsonObject): DescriptionProblem[] {
  return [...unnamed(document), ...doubledNames(document), ...formatProblems(document)];
}

function unnamed(document: JsonObject): DescriptionProblem[] {
  const sites = operationsOf(document).filter(({ operation: { operationId: id } }) => !id);
  return sites.map(({ pointer }) => ({ pointer, reason: 'has no "operationId"' }));
}

/** The problems of names with characters that could control a terminal, or break a line, in a test title or a message. */
export function nameProblems(value: Json, place: Token[] = []): DescriptionProblem[] {
  return membersOf(value).flatMap(([token, member]) => {
    const here = [...place, token];
    const isSeen = (text: string): boolean => inline(text) === text;
    const isNamed =
      isSeen(String(token)) && (token !== 'operationId' || typeof member !== 'string' || isSeen(member));
    const reason = 'is a name with invisible characters';
    return isNamed ? nameProblems(member, here) : [{ pointer: toPointer(here), reason }];
  });
}

/** The problems of operations with the `operationId` of an earlier one. */
export function doubledNames(document: JsonObject): DescriptionProblem[] {
  const seen = new Map<string, string>();
  return operationsOf(document).flatMap(({ pointer, operation }): DescriptionProblem[] => {
    const id = operation.operationId;
    if (typeof id !== 'string' || id === '') return [];
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
