import { loweredLevel } from './certainty.ts';
import type { Contract } from './operations.ts';
import { isObject, toPointer, type Json } from './pointers.ts';
import { applicableNodes, descend, schemaNode, type SchemaNode } from './schema-nodes.ts';
import { masked } from './sensitive.ts';
import type { Violation } from './violations.ts';
import { shown } from './words.ts';

/** How what is stored relates to what was sent (`x-round-trip`; `exact` where the description says nothing). */
type RoundTripRule = 'exact' | 'e164' | 'server-set' | 'write-only' | 'masked' | 'default' | 'ignored';

/** Rules under which an answer owes nothing to what was sent. */
const free = new Set<RoundTripRule>(['server-set', 'write-only', 'masked', 'ignored']);

/**
 * Every field of a body that was sent and that an answer does not hold as the description says it must. Fields that were not sent
 * are no concern of it, except in maps, where the keys are the caller's.
 * `schema`: pointer to the schema of what was sent.
 */
export function roundTripViolations(
  contract: Contract,
  schema: string,
  sent: Json,
  received: Json | undefined,
): Violation[] {
  const root = applicableNodes(contract.document, schemaNode(contract.document, schema), sent);
  return differences(contract, root, sent, received, []);
}

function differences(
  contract: Contract,
  nodes: SchemaNode[],
  sent: Json,
  received: Json | undefined,
  trail: string[],
): Violation[] {
  const rule = ruleOf(nodes);
  if (free.has(rule) || nodes.some(({ schema }) => schema.readOnly === true)) return [];
  if (isObject(sent) && isObject(received)) {
    const added = isMap(nodes) ? Object.keys(received).filter((name) => !Object.hasOwn(sent, name)) : [];
    return [
      ...Object.entries(sent).flatMap(([name, value]) =>
        below(contract, nodes, name, value, received[name], trail),
      ),
      ...added.map((name) => difference(contract, nodes, [...trail, name], undefined, received[name])),
    ];
  }
  if (Array.isArray(sent) && Array.isArray(received) && sent.length === received.length) {
    return sent.flatMap((value, index) =>
      below(contract, nodes, String(index), value, received[index], trail),
    );
  }
  return isStored(rule, nodes, sent, received) ? [] : [difference(contract, nodes, trail, sent, received)];
}

function below(
  contract: Contract,
  nodes: SchemaNode[],
  token: string,
  sent: Json,
  received: Json | undefined,
  trail: string[],
): Violation[] {
  const children = nodes
    .flatMap((node) => descend(contract.document, node, token))
    .flatMap((child) => applicableNodes(contract.document, child, sent));
  return differences(contract, children, sent, received, [...trail, token]);
}

function ruleOf(nodes: SchemaNode[]): RoundTripRule {
  const marks = nodes.map(({ schema }) => schema['x-round-trip']).filter((mark) => typeof mark === 'string');
  return (marks[0] ?? 'exact') as RoundTripRule;
}

function isMap(nodes: SchemaNode[]): boolean {
  return nodes.some(({ schema }) => isObject(schema.additionalProperties) && schema.properties === undefined);
}

function isStored(rule: RoundTripRule, nodes: SchemaNode[], sent: Json, received: Json | undefined): boolean {
  if (rule === 'e164' && typeof sent === 'string' && typeof received === 'string' && !sent.startsWith('+')) {
    return /^\+[1-9]\d{3,14}$/.test(received) && received.endsWith(sent.replaceAll(/\D/g, ''));
  }
  return isSameValue(nodes, sent, received);
}

/** Whether two values that the same schema nodes describe mean the same: points in time by the millisecond, all else exactly. */
export function isSameValue(nodes: SchemaNode[], a: Json | undefined, b: Json | undefined): boolean {
  if (
    typeof a === 'string' &&
    typeof b === 'string' &&
    nodes.some(({ schema }) => schema.format === 'date-time')
  ) {
    return Date.parse(a) === Date.parse(b);
  }
  return a === b;
}

function difference(
  contract: Contract,
  nodes: SchemaNode[],
  trail: string[],
  sent: Json | undefined,
  received: Json | undefined,
): Violation {
  const pointer = toPointer(trail);
  const say = (value: Json | undefined): string =>
    shown(value === undefined ? undefined : masked(contract, nodes, value));
  return {
    pointer,
    rule: 'round-trip',
    message: `${pointer} must be ${say(sent)} as sent, received ${say(received)}`,
    level: nodes.reduce<Violation['level']>((level, node) => loweredLevel(level, node.certainty), 'MUST'),
    source: nodes[0]?.pointer ?? '',
  };
}
