import { fromPointer, toPointer, type JsonObject } from '../../contract/schema/pointers.ts';
import { schemaRoots } from '../reading/document.ts';

/** Whether a schema is read for a request or for a response: `readOnly` and `writeOnly` have another meaning in each. */
export type View = 'request' | 'response';

/** The `$id` of the validator for one view of the schema that starts at a pointer. */
export function viewId(view: View, pointer: string): string {
  return `${view}${pointer.replaceAll(/[^A-Za-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}_`)}`;
}

const knownRoots = new WeakMap<JsonObject, ReadonlySet<string>>();

function rootsOf(document: JsonObject): ReadonlySet<string> {
  const roots = knownRoots.get(document) ?? new Set(schemaRoots(document).map(({ pointer }) => pointer));
  knownRoots.set(document, roots);
  return roots;
}

/** A reference within the description, rewritten to the same view of its target. */
export function viewReference(document: JsonObject, reference: string, view: View): string {
  const roots = rootsOf(document);
  const tokens = fromPointer(reference);
  const lengths = tokens.map((_, index) => index + 1);
  const end = lengths.find((length) => roots.has(toPointer(tokens.slice(0, length)))) ?? tokens.length;
  const below = tokens.slice(end).map((token) => toPointer([token]).slice(1));
  const id = viewId(view, toPointer(tokens.slice(0, end)));
  return below.length === 0 ? id : `${id}#${below.map((token) => `/${encodeURIComponent(token)}`).join('')}`;
}
