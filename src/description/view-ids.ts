import { fromPointer, toPointer } from '../contract/pointers.ts';

/** Which half of an exchange a schema is read for: OpenAPI gives `readOnly` and `writeOnly` another meaning in each. */
export type View = 'request' | 'response';

/** The `$id` of the validator for one view of the schema at a pointer where a schema starts. */
export function viewId(view: View, pointer: string): string {
  return `${view}${pointer.replaceAll(/[^A-Za-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}_`)}`;
}

/** A reference within the description, as it leads to the same view of what it refers to. */
export function viewReference(reference: string, view: View): string {
  const tokens = fromPointer(decodeURIComponent(reference));
  const isComponent = tokens[0] === 'components' && tokens[1] === 'schemas';
  const length = isComponent ? 3 : tokens.indexOf('schema') + 1;
  const below = tokens.slice(length);
  const id = viewId(view, toPointer(tokens.slice(0, length)));
  return below.length === 0 ? id : `${id}#${toPointer(below)}`;
}
