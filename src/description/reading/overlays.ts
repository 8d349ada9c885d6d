import path from 'node:path';
import {
  isObject,
  textOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
} from '../../contract/schema/pointers.ts';
import { DescriptionError, type DescriptionProblem } from '../problems/description-error.ts';
import { locationsOf, type Location } from './json-path.ts';
import { merged } from './merge.ts';
import type { Notes } from '../problems/notes.ts';
import { overlayProblems } from '../problems/overlay-problems.ts';
import { readYaml } from './yaml.ts';

/** A file with an OpenAPI Overlay document, and its text. */
export interface OverlayFile {
  file: string;
  text: string;
}

/** An Overlay document with a valid form. */
interface Overlay {
  file: string;
  actions: JsonObject[];
}

/**
 * A description as Overlay documents (Overlay Specification 1.0) change it, action by action, file by file. Throws a
 * {@link DescriptionError} that lists every problem: an overlay that is malformed, and an action that changes nothing.
 */
export function overlaid(document: JsonObject, files: readonly OverlayFile[], notes: Notes): JsonObject {
  const problems: DescriptionProblem[] = [];
  const overlays = files.map((file) => readOverlay(file, problems, notes));
  if (problems.length > 0) throw new DescriptionError('', problems);
  let result = structuredClone(document);
  for (const { file, actions } of overlays) {
    for (const [index, action] of actions.entries()) {
      const outcome = acted(result, action);
      if (isObject(outcome)) result = outcome;
      else problems.push({ file, pointer: toPointer(['actions', index]), reason: outcome });
    }
  }
  if (problems.length > 0) throw new DescriptionError('', problems);
  return result;
}

function readOverlay({ file, text }: OverlayFile, problems: DescriptionProblem[], notes: Notes): Overlay {
  const name = path.basename(file);
  const found = (problem: DescriptionProblem): void => void problems.push({ ...problem, file: name });
  const read = readYaml(text, notes);
  if ('problems' in read) {
    read.problems.forEach(found);
    return { file: name, actions: [] };
  }
  const document = read.value;
  overlayProblems(document).forEach(found);
  const extended = textOf(valueAt(document, '/extends'));
  if (extended !== '')
    notes.note(`${name} extends ${extended}, which is not compared with what it is applied to`, '/extends');
  const actions = valueAt(document, '/actions');
  return { file: name, actions: Array.isArray(actions) ? actions.filter(isObject) : [] };
}

/** The document after one action, or the reason why the action failed. */
function acted(document: JsonObject, { target, update, remove }: JsonObject): JsonObject | string {
  const query = textOf(target);
  let locations: Location[];
  try {
    locations = locationsOf(document, query);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `the target ${query} ${error.message}`;
  }
  if (locations.length === 0) return `the target ${query} matches nothing in the description`;
  return remove === true
    ? without(document, locations, query)
    : updated(document, locations, update ?? null, query);
}

/** Removes the deepest places first, and in a list the last first, so that no removal moves another place. */
function without(document: JsonObject, locations: Location[], query: string): JsonObject | string {
  if (locations.some((location) => location.length === 0))
    return `the target ${query} is the whole description`;
  const deepestFirst = [...locations].sort((a, b) => b.length - a.length || last(b) - last(a));
  for (const location of deepestFirst) {
    const holder = valueAt(document, toPointer(location.slice(0, -1)));
    const token = location.at(-1) ?? '';
    if (Array.isArray(holder)) holder.splice(Number(token), 1);
    else if (isObject(holder)) Reflect.deleteProperty(holder, token);
  }
  return document;
}

function last(location: Location): number {
  const token = location.at(-1);
  return typeof token === 'number' ? token : 0;
}

function updated(
  document: JsonObject,
  locations: Location[],
  update: Json,
  query: string,
): JsonObject | string {
  let result: Json = document;
  for (const location of locations) {
    const pointer = toPointer(location);
    const current = valueAt(result, pointer) ?? null;
    if (isObject(current) !== isObject(update) && !Array.isArray(current)) {
      return `the update of ${query} must be ${isObject(current) ? 'an object' : 'a single value'}, as its target is`;
    }
    const value: Json = Array.isArray(current) ? [...current, update] : merged(current, update);
    result = placed(result, location, structuredClone(value));
  }
  return isObject(result) ? result : document;
}

function placed(document: Json, location: Location, value: Json): Json {
  const holder = valueAt(document, toPointer(location.slice(0, -1)));
  const token = location.at(-1);
  if (token === undefined) return value;
  if (Array.isArray(holder)) holder[Number(token)] = value;
  else if (isObject(holder)) holder[token] = value;
  return document;
}
