import { difference } from './difference.ts';
import type { Contract } from './operations.ts';
import { isObject, memberOf, membersOf, type Json, type Token } from './pointers.ts';
import { isSameValue, isServerSet } from './round-trip.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from './schema-nodes.ts';
import type { Violation } from './violations.ts';

const manner = { rule: 'agreement', as: 'as before' };

/**
 * Every described field in which two answers about the same resource differ. Left out, null and empty are all ways to be unset and
 * agree with each other. `schema`: pointer to the schema of both.
 */
export function disagreements(
  contract: Contract,
  schema: string,
  known: Json,
  received: Json | undefined,
): Violation[] {
  return compared(
    contract,
    applicableNodes(contract.document, schemaNode(contract.document, schema), known),
    known,
    received,
    [],
  );
}

function compared(
  contract: Contract,
  nodes: SchemaNode[],
  known: Json | undefined,
  received: Json | undefined,
  trail: Token[],
): Violation[] {
  if (isServerSet(nodes) || (isUnset(known) && isUnset(received))) return [];
  const bothLists = Array.isArray(known) && Array.isArray(received) && known.length === received.length;
  if (!bothLists && !(isObject(known) && isObject(received))) {
    return isSameValue(nodes, known, received)
      ? []
      : [difference(contract, nodes, trail, { expected: known, received }, manner)];
  }
  const tokens = new Set([...membersOf(known), ...membersOf(received)].map(([token]) => token));
  return [...tokens].flatMap((token) => {
    const ours = memberOf(known, token);
    const theirs = memberOf(received, token);
    const children = memberNodes(contract.document, nodes, token, ours ?? theirs);
    return children.length === 0 ? [] : compared(contract, children, ours, theirs, [...trail, token]);
  });
}

/** Whether a value is one of the forms in which an optional property may be left unset. */
export function isUnset(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
