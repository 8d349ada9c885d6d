import { isObject, type Json } from '../../contract/schema/pointers.ts';

/**
 * A value changed by another as an overlay's `update` says (Overlay Specification 1.0, section 4.4.3): objects member by member,
 * lists one after the other, anything else replaced.
 */
export function merged(value: Json, update: Json): Json {
  if (Array.isArray(value)) return [...value, ...(Array.isArray(update) ? update : [update])];
  if (!isObject(value) || !isObject(update)) return update;
  const result = { ...value };
  for (const [name, change] of Object.entries(update)) {
    const present = result[name];
    result[name] = present === undefined ? change : merged(present, change);
  }
  return result;
}
