import { isObject, type Json } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';
import type { Notes } from './notes.ts';

/** The problem of a document that is not OpenAPI 3.1, or that describes nothing to call. It is not read any further. */
export function versionProblems(document: Json, notes: Notes): DescriptionProblem[] {
  const said = isObject(document) ? (document.openapi ?? document.swagger) : undefined;
  if (!isObject(document) || said === undefined)
    return [{ pointer: '', reason: 'is not an OpenAPI document: it has no "openapi" with its version' }];
  const version = typeof said === 'string' ? said : JSON.stringify(said);
  const isOld = document.openapi === undefined;
  if (isOld || !/^3\.1(?:\.\d+(?:-.+)?)?$/.test(version)) {
    const reason = `is written in OpenAPI ${version}, and 3.1 is needed: convert it first`;
    return [{ pointer: isOld ? '/swagger' : '/openapi', reason }];
  }
  if (said !== '3.1' && typeof said === 'string') return callableProblems(document);
  notes.note(`openapi ${JSON.stringify(said)} is read as 3.1.0`, '/openapi');
  return callableProblems(document);
}

function callableProblems({ paths, webhooks }: Record<string, Json>): DescriptionProblem[] {
  if (paths !== undefined) return [];
  const instead = webhooks === undefined ? 'has no "paths"' : 'has webhooks and no "paths"';
  return [{ pointer: '', reason: `${instead}: it describes nothing that can be called` }];
}
