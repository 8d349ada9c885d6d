import { loweredLevel } from './certainty.ts';
import type { Contract } from './operations.ts';
import { isObject, memberOf, membersOf, toPointer, type Json, type Token } from './pointers.ts';
import { isSameValue, isServerSet } from './round-trip.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from './schema-nodes.ts';
import { masked } from './sensitive.ts';
import type { Violation } from './violations.ts';
import { shown } from './words.ts';

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
    return isSameValue(nodes, known, received) ? [] : [disagreement(contract, nodes, trail, known, received)];
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
function isUnset(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function disagreement(
  contract: Contract,
  nodes: SchemaNode[],
  trail: Token[],
  known: Json | undefined,
  received: Json | undefined,
): Violation {
  const pointer = toPointer(trail);
  const say = (value: Json | undefined): string =>
    shown(value === undefined ? undefined : masked(contract, nodes, value));
  return {
    pointer,
    rule: 'agreement',
    message: `${pointer} must be ${say(known)} as before, received ${say(received)}`,
    level: nodes.reduce<Violation['level']>((level, node) => loweredLevel(level, node.certainty), 'MUST'),
    source: nodes[0]?.pointer ?? '',
  };
}
