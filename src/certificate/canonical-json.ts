import { extentOf } from '../contract/schema/json-extent.ts';

/** Values inside one another in what the suite writes. */
const deepest = 100;

/**
 * Whether bytes are JSON in the only form that the suite writes, so that whoever reads them reads the same: each member once, every
 * value in one form, in UTF-8. `space`: how far members are set in.
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
