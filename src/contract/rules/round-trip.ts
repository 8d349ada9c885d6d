import { difference, type Difference } from './difference.ts';
import type { Contract } from '../operations.ts';
import { paired } from './lists/pairing.ts';
import {
  isObject,
  memberOf,
  membersOf,
  toPointer,
  valueAt,
  type Json,
  type Token,
} from '../schema/pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { isSameValue } from '../schema/same-value.ts';
import type { Violation } from '../validation/violation.ts';

/** How the stored value relates to the sent one (`x-round-trip`; `exact` when the description says nothing). */
type RoundTripRule = 'exact' | 'e164' | 'server-set' | 'write-only' | 'masked' | 'default' | 'ignored';

const manner = { rule: 'round-trip', as: 'as sent' };

/** The rules by which a response does not depend on the sent value. */
const free = new Set<RoundTripRule>(['server-set', 'write-only', 'masked', 'ignored']);

/**
 * Every property of a sent body that a response does not return as the description requires. Properties that were not sent are ignored,
 * except in maps, where the caller chooses the keys. The order of lists is ignored. `schema`: pointer to the schema of the sent body.
 */
export function roundTripViolations(
  contract: Contract,
  schema: string,
  sent: Json,
  received: Json | undefined,
): Difference[] {
  return differences(contract, rootOf(contract, schema, sent), sent, received, []);
}

function rootOf({ document }: Contract, schema: string, sent: Json): SchemaNode[] {
  return applicableNodes(document, schemaNode(document, schema), sent);
}

/** `trail`: the place of the value in the response. */
function differences(
  contract: Contract,
  nodes: SchemaNode[],
  sent: Json,
  received: Json | undefined,
  trail: Token[],
): Difference[] {
  const rule = ruleOf(nodes);
  if (isServerSet(nodes) || nodes.some(({ schema }) => schema.readOnly === true)) return [];
  if (Array.isArray(sent) && Array.isArray(received) && sent.length === received.length) {
    const places = placesOf(contract, nodes, sent, received);
    return sent.flatMap((value, index) => {
      const place = places[index] ?? index;
      const children = memberNodes(contract.document, nodes, index, value);
      return differences(contract, children, value, received[place], [...trail, place]);
    });
  }
  if (isObject(sent) && isObject(received)) {
    const changed = Object.entries(sent).flatMap(([name, value]) => {
      const children = memberNodes(contract.document, nodes, name, value);
      return differences(contract, children, value, memberOf(received, name), [...trail, name]);
    });
    return [...changed, ...addedKeys(contract, nodes, sent, received, trail)];
  }
  if (isStored(rule, nodes, sent, received)) return [];
  const found = difference(contract, nodes, trail, { expected: sent, received }, manner);
  // Only sibling pages document that national numbers become E.164.
  return [isNational(sent) && rule === 'e164' && sent === received ? { ...found, level: 'SHOULD' } : found];
}

/** The index in the received list of each entry of the sent list. */
export function placesOf(contract: Contract, nodes: SchemaNode[], sent: Json[], received: Json[]): number[] {
  return paired(sent.length, (one, other) => {
    const entry = sent[one] ?? null;
    return differences(
      contract,
      memberNodes(contract.document, nodes, one, entry),
      entry,
      received[other],
      [],
    ).length;
  });
}

/**
 * The lists of a response whose entries are in another order than they were sent in. Nested lists, and lists of another length, are
 * ignored. The documentation leaves the order open, unless the description says `x-array-order: kept`.
 */
export function rearrangements(
  contract: Contract,
  schema: string,
  sent: Json,
  received: Json | undefined,
): Violation[] {
  const isPinned = contract.document['x-array-order'] === 'kept';
  const root = rootOf(contract, schema, sent);
  return Object.entries(isObject(sent) ? sent : {}).flatMap(([name, list]): Violation[] => {
    const pointer = toPointer([name]);
    const other = valueAt(received, pointer);
    if (!Array.isArray(list) || !Array.isArray(other) || list.length !== other.length) return [];
    const nodes = memberNodes(contract.document, root, name, list);
    if (placesOf(contract, nodes, list, other).every((place, index) => place === index)) return [];
    const open = `${pointer} came in another order than it was sent in: the documentation leaves it open`;
    const message = isPinned ? `${pointer} must come in the order in which it was sent` : open;
    const level = isPinned ? 'MUST' : 'MAY';
    return [{ pointer, rule: 'order', message, level, source: nodes[0]?.pointer ?? schema }];
  });
}

/** The keys of a map that a response has although they were not sent. */
function addedKeys(
  contract: Contract,
  nodes: SchemaNode[],
  sent: Json,
  received: Json | undefined,
  trail: Token[],
): Difference[] {
  if (!isMap(nodes)) return [];
  return membersOf(received)
    .filter(([name]) => memberOf(sent, name) === undefined)
    .map(([name, value]) =>
      difference(contract, nodes, [...trail, name], { expected: undefined, received: value }, manner),
    );
}

/** Whether a response does not depend on the sent value, nor on earlier responses. */
export function isServerSet(nodes: SchemaNode[]): boolean {
  return free.has(ruleOf(nodes));
}

function ruleOf(nodes: SchemaNode[]): RoundTripRule {
  const marks = nodes.map(({ schema }) => schema['x-round-trip']).filter((mark) => typeof mark === 'string');
  return (marks[0] ?? 'exact') as RoundTripRule;
}

function isMap(nodes: SchemaNode[]): boolean {
  return nodes.some(({ schema }) => isObject(schema.additionalProperties) && schema.properties === undefined);
}

function isStored(rule: RoundTripRule, nodes: SchemaNode[], sent: Json, received: Json | undefined): boolean {
  if (rule === 'e164' && isNational(sent) && typeof received === 'string') {
    return (
      /^\+[1-9]\d{3,14}$/.test(received) && received.endsWith(sent.replaceAll(/\D/g, '').replace(/^0+/, ''))
    );
  }
  return isSameValue(nodes, sent, received);
}

function isNational(number: Json): number is string {
  return typeof number === 'string' && !number.startsWith('+');
}
