import type { Contract } from '../operations.ts';
import { isObject, membersOf, type Json, type Token } from './pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from './schema-nodes.ts';

/** A body without the properties whose existence is not documented (`x-certainty`). An API must accept the result. */
export function documentedPart<Body>(contract: Contract, schema: string, body: Body): Body {
  const { document } = contract;
  const root = applicableNodes(document, schemaNode(document, schema), body as Json);
  return pruned(document, root, body as Json) as Body;
}

function pruned(document: Json, nodes: SchemaNode[], value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  const kept = membersOf(value).flatMap(([token, member]): [Token, Json][] => {
    const children = memberNodes(document, nodes, token, member);
    const isDocumented = children.some(({ certainty }) => certainty === 'documented');
    return isDocumented ? [[token, pruned(document, children, member)]] : [];
  });
  return isObject(value) ? Object.fromEntries(kept) : kept.map(([, member]) => member);
}
