import { isObject, membersOf, type Json } from './pointers.ts';
import { knownCodes } from '../rules/verification-profiles.ts';

const keywords = new Set(['enum', 'const', 'default', 'examples', 'example']);

/** Every text that a description lays down as a value, and the codes that the suite knows beside them: nobody's data. */
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
