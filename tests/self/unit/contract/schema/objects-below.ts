import {
  isObject,
  membersOf,
  toPointer,
  valueAt,
  type JsonObject,
} from '../../../../../src/contract/schema/pointers.ts';
import { contract } from '../../../support/real-contract.ts';

/** An object of the description and where it stands. */
export interface Place {
  pointer: string;
  object: JsonObject;
}

/** Every object of the description at and below a pointer, without following references. */
export function objectsBelow(pointer: string): Place[] {
  const value = valueAt(contract.document, pointer);
  const below = membersOf(value).flatMap(([token]) => objectsBelow(pointer + toPointer([token])));
  return isObject(value) ? [{ pointer, object: value }, ...below] : below;
}
