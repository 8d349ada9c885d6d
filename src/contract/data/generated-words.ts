import { faker as english } from '@faker-js/faker/locale/en';
import { membersOf, type Json } from '../schema/pointers.ts';

/** Every word that values are made up from, as one text. */
export function madeUpWords(): string {
  return textsIn(english.rawDefinitions as unknown as Json).join('|');
}

function textsIn(value: Json): string[] {
  return typeof value === 'string' ? [value] : membersOf(value).flatMap(([, member]) => textsIn(member));
}
