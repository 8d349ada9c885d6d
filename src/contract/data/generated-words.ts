import { faker as english } from '@faker-js/faker/locale/en';
import { membersOf, type Json } from '../schema/pointers.ts';

/** Every word that generated values are built from, joined into one string. */
export function madeUpWords(): string {
  return textsIn(english.rawDefinitions as unknown as Json).join('|');
}

function textsIn(value: Json): string[] {
  return typeof value === 'string' ? [value] : membersOf(value).flatMap(([, member]) => textsIn(member));
}
