import { isObject, membersOf, type Json } from './pointers.ts';
import { knownCodes } from '../rules/verification-profiles.ts';

const keywords = new Set(['enum', 'const', 'default', 'examples', 'example']);

/** Every string that a description states as a value, and the codes that the suite knows. None of them is personal data. */
export function vocabulary(document: Json): Set<string> {
  const found = new Set(knownCodes);
  const visit = (value: Json, isValue: boolean): void => {
    if (isValue && typeof value === 'string') found.add(value);
    for (const [name, member] of membersOf(value))
      visit(member, isValue || (isObject(value) && keywords.has(String(name))));
  };
  visit(document, false);
  return found;
}
