import type { Contract } from './operations.ts';
import { isObject, membersOf, type Json, type Token } from './pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from './schema-nodes.ts';

/**
 * A body in which every URL that opens something by itself (`x-sensitive`, format `uri`) leads to its host alone, so that it keeps
 * its form and opens nothing. `schema`: pointer to the schema of the body.
 */
export function withoutSignedUrls(contract: Contract, schema: string | undefined, body: Json): Json {
  if (schema === undefined) return body;
  const root = applicableNodes(contract.document, schemaNode(contract.document, schema), body);
  return blunted(contract, root, body);
}

function blunted(contract: Contract, nodes: SchemaNode[], value: Json): Json {
  if (typeof value === 'string') return isSignedUrl(nodes) ? withoutPath(value) : value;
  const members = membersOf(value).map(([token, member]): [Token, Json] => {
    return [token, blunted(contract, memberNodes(contract.document, nodes, token, member), member)];
  });
  if (isObject(value)) return Object.fromEntries(members);
  return Array.isArray(value) ? members.map(([, member]) => member) : value;
}

function isSignedUrl(nodes: SchemaNode[]): boolean {
  return nodes.some(({ schema }) => schema['x-sensitive'] === true && schema.format === 'uri');
}

function withoutPath(text: string): string {
  return URL.canParse(text) ? `${new URL(text).origin}/redacted` : 'redacted';
}
