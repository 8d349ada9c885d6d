import { isObject, membersOf, toPointer, type Json, type Token } from '../schema/pointers.ts';
import { applicableNodes, membersBelow, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';

type UndeclaredField = Omit<Violation, 'source'>;

/** Last words of names that describe a secret but do not hold it. */
const aboutNames = new Set(['id', 'type', 'at', 'in', 'count']);
const sensitiveWords = new Set(['password', 'secret', 'token', 'hash', 'ssn', 'pin', 'cvv']);

/** Matches every name with a word for a secret in it, even as part of another word. */
export const secretLetters = new RegExp([...sensitiveWords, 'private'].join('|'), 'i');

/**
 * The properties of a body that its schema does not declare. They SHOULD NOT be present, because clients cannot rely on them. They MUST NOT
 * be present when the description says `x-undeclared-fields: rejected`, or when their name says that they hold a secret (OWASP API3:2023,
 * broken object property level authorization).
 */
export function undeclaredFields(document: Json, root: string, body: Json): UndeclaredField[] {
  const isClosed = isObject(document) && document['x-undeclared-fields'] === 'rejected';
  const nodes = applicableNodes(document, schemaNode(document, root), body);
  const found: UndeclaredField[] = [];
  collect({ document, trail: [], found }, nodes, body);
  return isClosed ? found.map((field) => ({ ...field, level: 'MUST' })) : found;
}

interface Search {
  document: Json;
  /** The place that the search has reached. */
  trail: Token[];
  found: UndeclaredField[];
}

function collect(search: Search, nodes: SchemaNode[], value: Json): void {
  const isDescribed = nodes.some(({ schema }) => isObject(schema.properties ?? schema.additionalProperties));
  const members = membersBelow(search.document, nodes);
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) visit(search, members.of(index, member), index, member);
  } else if (isObject(value) && isDescribed) {
    for (const name of Object.keys(value)) {
      const member = value[name] ?? null;
      visit(search, members.of(name, member), name, member);
    }
  }
}

function visit(search: Search, nodes: SchemaNode[], token: Token, member: Json): void {
  const isDeclared = nodes.length > 0;
  if (isDeclared && (typeof member !== 'object' || member === null)) return;
  const { trail, found } = search;
  trail.push(token);
  if (isDeclared) collect(search, nodes, member);
  else if (typeof token === 'string') found.push(undeclared(trail, token), ...secretsBelow(member, trail));
  trail.pop();
}

function undeclared(trail: Token[], name: string): UndeclaredField {
  const pointer = toPointer(trail);
  if (namesSecret(name)) {
    const message = `${pointer} must not be present: it is not described and its name says that it holds a secret`;
    return { pointer, rule: 'sensitive', message, level: 'MUST' };
  }
  return { pointer, rule: 'undeclared', message: `${pointer} is not described`, level: 'SHOULD' };
}

/** The secrets inside an undeclared property. Other properties inside it are not reported separately. */
function secretsBelow(value: Json, trail: Token[]): UndeclaredField[] {
  return membersOf(value).flatMap(([token, member]) => {
    const here = [...trail, token];
    const isSecret = typeof token === 'string' && namesSecret(token);
    return [...(isSecret ? [undeclared(here, token)] : []), ...secretsBelow(member, here)];
  });
}

/** Whether a property name, split at camelCase and separators into whole words, names a secret. */
export function namesSecret(name: string): boolean {
  if (!secretLetters.test(name)) return false;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (aboutNames.has(words.at(-1) ?? '') || name === 'errorCode') return false;
  return words.some(
    (word, index) => sensitiveWords.has(word) || (word === 'private' && words[index + 1] === 'key'),
  );
}
