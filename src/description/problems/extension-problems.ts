import { certainties } from '../../contract/schema/certainty.ts';
import {
  isObject,
  membersOf,
  toPointer,
  type Json,
  type JsonObject,
} from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';
import { objectAt, operationsOf } from '../reading/document.ts';

const acceptances = ['accepted', 'discouraged', 'observed'];

/**
 * The problems of the extensions that decide how responses are judged: a misspelt word would silently weaken a check. Examples are data and
 * are not checked.
 */
export function extensionProblems(document: JsonObject): DescriptionProblem[] {
  return [
    ...wordProblems(document['x-undeclared-fields'], '/x-undeclared-fields', ['discouraged', 'rejected']),
    ...unsetProblems(document['x-unset-fields']),
    ...outcomeProblems(objectAt(document, '/x-outcomes'), '/x-outcomes'),
    ...operationsOf(document).flatMap(({ operation, pointer }) => [
      ...wordProblems(operation['x-update'], `${pointer}/x-update`, ['unspecified', 'replace', 'merge']),
      ...outcomeProblems(objectAt(operation, '/x-outcomes'), `${pointer}/x-outcomes`),
      ...undescribedProblems(operation, pointer),
    ]),
    ...certaintyProblems(document, []),
  ];
}

function wordProblems(
  value: Json | undefined,
  pointer: string,
  words: readonly string[],
): DescriptionProblem[] {
  if (value === undefined || (typeof value === 'string' && words.includes(value))) return [];
  return [{ pointer, reason: `must be one of ${words.join(', ')}, and is ${JSON.stringify(value)}` }];
}

function unsetProblems(policy: Json | undefined): DescriptionProblem[] {
  if (policy === undefined) return [];
  const pointer = '/x-unset-fields';
  const forms = isObject(policy) ? Object.entries(policy) : [];
  if (!forms.some(([form]) => form === 'absent'))
    return [{ pointer, reason: 'must have "absent": a property that is not required may always be missing' }];
  return forms.flatMap(([form, value]) => [
    ...wordProblems(form, pointer, ['absent', 'null', 'empty']),
    ...wordProblems(value, pointer + toPointer([form]), ['accepted']),
  ]);
}

function outcomeProblems(outcomes: JsonObject, pointer: string): DescriptionProblem[] {
  return Object.entries(outcomes).flatMap(([outcome, statuses]) => {
    const here = pointer + toPointer([outcome]);
    const entries = isObject(statuses) ? Object.entries(statuses) : [];
    if (entries.length === 0) return [{ pointer: here, reason: 'must have at least one status' }];
    return entries.flatMap(([status, value]) => wordProblems(value, here + toPointer([status]), acceptances));
  });
}

function undescribedProblems(operation: JsonObject, pointer: string): DescriptionProblem[] {
  const described = Object.keys(objectAt(operation, '/responses'));
  return Object.entries(objectAt(operation, '/x-outcomes')).flatMap(([outcome, statuses]) =>
    Object.keys(isObject(statuses) ? statuses : {})
      .filter((status) => !described.includes(status))
      .map((status) => ({
        pointer: pointer + toPointer(['x-outcomes', outcome, status]),
        reason: 'is not a status of the responses of the operation',
      })),
  );
}

function certaintyProblems(value: Json, trail: (string | number)[]): DescriptionProblem[] {
  return membersOf(value).flatMap(([token, member]) => {
    if (token === 'example' || token === 'examples') return [];
    const here = [...trail, token];
    if (token !== 'x-certainty') return certaintyProblems(member, here);
    const marks = isObject(member) ? Object.values(member) : [member];
    return marks.flatMap((mark) => wordProblems(mark, toPointer(here), certainties));
  });
}
