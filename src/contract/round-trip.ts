import type { Damage } from './damage.ts';
import { difference } from './difference.ts';
import type { Contract } from './operations.ts';
import { isObject, memberOf, membersOf, type Json, type Token } from './pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from './schema-nodes.ts';
import type { Violation } from './violations.ts';

/** How what is stored relates to what was sent (`x-round-trip`; `exact` where the description says nothing). */
type RoundTripRule = 'exact' | 'e164' | 'server-set' | 'write-only' | 'masked' | 'default' | 'ignored';

const manner = { rule: 'round-trip', as: 'as sent' };

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

/** `damage`: what is known to have become of the list that the value is in. */
function differences(
  contract: Contract,
  nodes: SchemaNode[],
  sent: Json,
  received: Json | undefined,
  trail: Token[],
  damage?: Damage,
): Violation[] {
  const rule = ruleOf(nodes);
  if (isServerSet(nodes) || nodes.some(({ schema }) => schema.readOnly === true)) return [];
  const bothLists = Array.isArray(sent) && Array.isArray(received) && sent.length === received.length;
  if (!bothLists && !(isObject(sent) && isObject(received))) {
    if (isStored(rule, nodes, sent, received)) return [];
    const compared = { expected: sent, received, ...(damage && { damage }) };
    const found = difference(contract, nodes, trail, compared, manner);
    // That national numbers become E.164 is documented for siblings only.
    return [isNational(sent) && rule === 'e164' && sent === received ? { ...found, level: 'SHOULD' } : found];
  }
  const below = (known: Damage | undefined): Violation[] =>
    membersOf(sent).flatMap(([token, value]) => {
      const children = memberNodes(contract.document, nodes, token, value);
      return differences(contract, children, value, memberOf(received, token), [...trail, token], known);
    });
  const changed = below(damage);
  if (!bothLists) return [...changed, ...addedKeys(contract, nodes, sent, received, trail)];
  const isMoved = changed.length > 0 && holdsEach(contract, nodes, sent, received);
  return isMoved ? below('reordered') : changed;
}

/** The keys of a map, which are the caller's, that were not sent. */
function addedKeys(
  contract: Contract,
  nodes: SchemaNode[],
  sent: Json,
  received: Json | undefined,
  trail: Token[],
): Violation[] {
  if (!isMap(nodes)) return [];
  return membersOf(received)
    .filter(([name]) => memberOf(sent, name) === undefined)
    .map(([name, value]) =>
      difference(contract, nodes, [...trail, name], { expected: undefined, received: value }, manner),
    );
}

/** Whether two lists hold the same entries, wherever they are. */
function holdsEach(contract: Contract, nodes: SchemaNode[], sent: Json[], received: Json[]): boolean {
  const isKept = (entry: Json, other: Json): boolean =>
    differences(contract, memberNodes(contract.document, nodes, 0, entry), entry, other, []).length === 0;
  return (
    sent.every((entry) => received.some((other) => isKept(entry, other))) &&
    received.every((other) => sent.some((entry) => isKept(entry, other)))
  );
}

/** Whether an answer owes nothing to what was sent, nor to what was answered before. */
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

/**
 * Whether two values that the same schema nodes describe mean the same: points in time to a millisecond, email addresses whatever the
 * case of their domain (RFC 5321, section 2.4), all else exactly.
 */
export function isSameValue(nodes: SchemaNode[], a: Json | undefined, b: Json | undefined): boolean {
  if (a === b || typeof a !== 'string' || typeof b !== 'string') return a === b;
  const has = (format: string): boolean => nodes.some(({ schema }) => schema.format === format);
  if (has('date-time')) return Math.abs(Date.parse(a) - Date.parse(b)) <= 1;
  return has('email') && isSameAddress(a, b);
}

/** Whether two email addresses lead to the same: the case of letters counts in the local part alone. */
export function isSameAddress(a: string, b: string): boolean {
  const [one, other] = [a, b].map((each) => each.replace(/@[^@]*$/, (domain) => domain.toLowerCase()));
  return one === other;
}
