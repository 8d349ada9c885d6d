import { extentOf } from '../contract/schema/json-extent.ts';

/** The deepest nesting of values in what the suite writes. */
const deepest = 100;

/**
 * Whether bytes are JSON in the only form that the suite writes, so that every program reads the same in them: each member once, every
 * value in one form, in UTF-8. `space`: by how many spaces members are indented.
 */
export function isAsWritten(bytes: Buffer, space = 0): boolean {
  const text = bytes.toString();
  if (extentOf(text).depth > deepest) return false;
  try {
    return Buffer.from(JSON.stringify(JSON.parse(text), null, space)).equals(bytes);
  } catch {
    return false;
  }
}
