import { difference } from './difference.ts';
import type { Contract } from '../operations.ts';
import { isObject, memberOf, type Json, type Token } from '../schema/pointers.ts';
import { paired } from './lists/pairing.ts';
import { isServerSet } from './round-trip.ts';
import { isSameValue } from '../schema/same-value.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';

const manner = { rule: 'agreement', as: 'as before' };

/**
 * Every described property in which two responses about the same resource differ. Missing, null and empty values are equal, and the order
 * of lists is ignored. `schema`: pointer to the schema of both; `isSummary`: whether the second may leave out properties.
 */
export function inconsistencies(
  contract: Contract,
  schema: string,
  known: Json,
  received: Json | undefined,
  isSummary = false,
): Violation[] {
  const nodes = applicableNodes(contract.document, schemaNode(contract.document, schema), known);
  return compared({ contract, isSummary }, nodes, known, received, []);
}

interface Comparing {
  contract: Contract;
  isSummary: boolean;
}

function compared(
  comparing: Comparing,
  nodes: SchemaNode[],
  known: Json | undefined,
  received: Json | undefined,
  trail: Token[],
): Violation[] {
  if (isServerSet(nodes) || (isUnset(known) && isUnset(received))) return [];
  const { contract, isSummary } = comparing;
  const below = (token: Token, ours: Json | undefined, theirs: Json | undefined): Violation[] => {
    const children = memberNodes(contract.document, nodes, token, ours ?? theirs);
    return children.length === 0 ? [] : compared(comparing, children, ours, theirs, [...trail, token]);
  };
  if (Array.isArray(known) && Array.isArray(received) && known.length === received.length) {
    const cost = (one: number, other: number): number => below(other, known[one], received[other]).length;
    return paired(known.length, cost).flatMap((place, index) => below(place, known[index], received[place]));
  }
  if (isObject(known) && isObject(received)) {
    const names = new Set([...Object.keys(isSummary ? {} : known), ...Object.keys(received)]);
    const isAsked = (name: string): boolean => !isSummary || memberOf(known, name) !== undefined;
    return [...names]
      .filter(isAsked)
      .flatMap((name) => below(name, memberOf(known, name), memberOf(received, name)));
  }
  if (isSameValue(nodes, known, received)) return [];
  return [difference(contract, nodes, trail, { expected: known, received }, manner)];
}

/** Whether a value is one of the forms in which an optional property may be left unset. */
export function isUnset(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
