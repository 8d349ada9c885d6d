import { breach, type DescribedBody } from '../validation/violation-at.ts';
import { isObject, memberOf, textOf, toPointer, type Json } from '../schema/pointers.ts';
import { placesOf as placesOfEntries } from './round-trip.ts';
import { nodesAlong } from '../schema/schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';

interface Place {
  index: number;
  type: string;
  isPrimary: boolean;
}

/** The violations of address types that do not have exactly one primary address. `types`: the types that must be present. */
export function primaryViolations(described: DescribedBody, types: readonly string[]): Violation[] {
  const places = placesOf(described.body);
  const known = new Set([...types, ...places.map(({ type }) => type)]);
  return [...known].flatMap((type) => {
    const ofType = places.filter((place) => place.type === type);
    const [first] = ofType;
    if (!first) return [breach(described, '/addresses', 'primary', `must hold an address of type ${type}`)];
    const [primary, ...surplus] = ofType.filter(({ isPrimary }) => isPrimary);
    if (!primary) {
      return [
        wrong(described, first, `must be true here or at another ${type} address, and none is primary`),
      ];
    }
    return surplus.map((place) =>
      wrong(described, place, `must not be true: ${pointerOf(primary)} is true for ${type} already`),
    );
  });
}

/**
 * The violations of address types whose first address, in the order sent, is not the only primary one, as it must be when none was marked
 * as primary.
 */
export function promotionViolations(described: DescribedBody, sent: Json): Violation[] {
  const types = addressTypesOf(sent);
  const places = placesOf(described.body);
  const whereabouts = whereaboutsOf(described, sent);
  const unpromoted = [...new Set(types)].flatMap((type) => {
    const index = whereabouts[types.indexOf(type)];
    const first = places.find((place) => place.type === type && (index ?? place.index) === place.index);
    const words = `must be true: it is the first ${type} address, and none was marked`;
    return first && !first.isPrimary ? [wrong(described, first, words)] : [];
  });
  const found = unpromoted.map(({ pointer }) => pointer);
  const others = primaryViolations(described, types).filter(({ pointer }) => !found.includes(pointer));
  return [...unpromoted, ...others];
}

/** The index in a response of each address that was sent; empty when the number of addresses differs. */
function whereaboutsOf({ contract, schema, body }: DescribedBody, sent: Json): number[] {
  const [ours, theirs] = [sent, body].map((each) => memberOf(each, 'addresses'));
  if (!Array.isArray(ours) || !Array.isArray(theirs) || ours.length !== theirs.length) return [];
  const nodes = nodesAlong(contract.document, schema, '/addresses', sent).at(-1) ?? [];
  return placesOfEntries(contract, nodes, ours, theirs);
}

/** The types of the addresses of a body. */
export function addressTypesOf(body: Json | undefined): string[] {
  return placesOf(body).map(({ type }) => type);
}

function placesOf(body: Json | undefined): Place[] {
  const addresses = memberOf(body, 'addresses');
  if (!Array.isArray(addresses)) return [];
  return addresses.flatMap((address, index) =>
    isObject(address) ? [{ index, type: textOf(address.type), isPrimary: address.primary === true }] : [],
  );
}

function wrong(described: DescribedBody, place: Place, words: string): Violation {
  return breach(described, pointerOf(place), 'primary', words);
}

function pointerOf({ index }: Place): string {
  return toPointer(['addresses', index, 'primary']);
}
