import { objectsIn, textOf, type Json, type JsonObject } from '../http/json.ts';
import type { Problem } from '../http/refusal.ts';

/**
 * Addresses as they are stored: exactly one primary address of each type (the first that is marked, or else the first), and
 * a `name` only on SHIPPING addresses.
 */
export function storedAddresses(sent: Json): JsonObject[] {
  const addresses = objectsIn(sent);
  const types = new Set(addresses.map(({ type }) => type));
  const primaries = new Set([...types].map((type) => primaryOf(addresses, type)));
  return addresses.map((address) => {
    const { name, ...rest } = address;
    const shippedTo = address.type === 'SHIPPING' && name !== undefined ? { name } : {};
    return { ...rest, ...shippedTo, primary: primaries.has(address) };
  });
}

function primaryOf(addresses: readonly JsonObject[], type: Json | undefined): JsonObject | undefined {
  const ofType = addresses.filter((address) => address.type === type);
  return ofType.find(({ primary }) => primary === true) ?? ofType[0];
}

/** The problems of addresses beyond their schema: a PHYSICAL one must not be a PO box. */
export function addressProblems(sent: Json | undefined): Problem[] {
  return objectsIn(sent).flatMap((address, index) => {
    const lines = Object.keys(address).filter((name) => name.startsWith('streetLine'));
    return lines
      .filter((line) => address.type === 'PHYSICAL' && isPostBox(textOf(address[line])))
      .map((line) => ({
        path: `addresses.${String(index)}.${line}`,
        message: 'must not be a PO box',
        errorCode: 'INVALID_VALUE',
      }));
  });
}

function isPostBox(line: string): boolean {
  return /\bp\.?\s*o\.?\s*box\b/i.test(line);
}
