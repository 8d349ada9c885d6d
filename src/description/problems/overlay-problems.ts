import { isObject, textOf, toPointer, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';

/** The problems in the form of an Overlay document (Overlay Specification 1.0). */
export function overlayProblems(document: Json): DescriptionProblem[] {
  if (!isObject(document) || !/^1\.0\.\d+$/.test(textOf(document.overlay))) {
    return [{ pointer: '', reason: 'is not an overlay: it does not begin with "overlay: 1.0.0"' }];
  }
  const { info, actions } = document;
  const extended = document.extends;
  return [
    ...unknownFields(document, '', ['overlay', 'info', 'extends', 'actions']),
    ...(isObject(info) && typeof info.title === 'string' && typeof info.version === 'string'
      ? []
      : [{ pointer: '/info', reason: 'must have a title and a version, both of them text' }]),
    ...(extended === undefined || typeof extended === 'string'
      ? []
      : [{ pointer: '/extends', reason: 'must be the address of a description' }]),
    ...(Array.isArray(actions) && actions.length > 0
      ? actions.flatMap((action, index) => actionProblems(action, toPointer(['actions', index])))
      : [{ pointer: '/actions', reason: 'must be a list of one action or more' }]),
  ];
}

function actionProblems(action: Json, pointer: string): DescriptionProblem[] {
  if (!isObject(action)) return [{ pointer, reason: 'must be an object with a target' }];
  const { target, description, update, remove } = action;
  const problems = unknownFields(action, pointer, ['target', 'description', 'update', 'remove']);
  const found = (reason: string, name = ''): void => void problems.push({ pointer: pointer + name, reason });
  if (typeof target !== 'string') found('must have a target, a JSONPath such as $.info');
  if (description !== undefined && typeof description !== 'string') found('must be text', '/description');
  if (remove !== undefined && typeof remove !== 'boolean') found('must be true or false', '/remove');
  if (update === undefined && remove !== true) found('must have an update, or remove: true');
  if (update !== undefined && remove === true)
    found('has an update too, which remove: true leaves without effect');
  return problems;
}

/** The problems of unknown fields. An action with a misspelt field would silently do nothing. */
function unknownFields(object: JsonObject, pointer: string, known: string[]): DescriptionProblem[] {
  const unknown = Object.keys(object).filter((name) => !known.includes(name) && !name.startsWith('x-'));
  return unknown.map((name) => ({
    pointer: pointer + toPointer([name]),
    reason: `is not a field of an overlay; known are ${known.join(', ')}`,
  }));
}
