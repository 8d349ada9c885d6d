import { isObject, fromPointer, memberOf, textOf, toPointer, type Json, type Token } from './pointers.ts';
import { discriminated } from './schema-branches.ts';
import { schemaNode, type SchemaNode } from './schema-nodes.ts';

/** A place in a body, and the schema nodes that certainly describe it. */
export interface CertainPlace {
  nodes: SchemaNode[];
  value: Json | undefined;
}

/**
 * The places on the way from the root of a body to a pointer, the root first, each with the nodes that certainly apply there: those of
 * references, of `allOf` and of the branch that a discriminator selects. Nodes of a condition, or of a choice without a discriminator, are
 * left out.
 */
export function certainPlaces(
  document: Json,
  root: string,
  pointer: string,
  body: Json | undefined,
): CertainPlace[] {
  let here: CertainPlace = {
    nodes: certain(document, [schemaNode(document, root)], body),
    value: body,
  };
  const places = [here];
  for (const name of fromPointer(pointer)) {
    const token = Array.isArray(here.value) ? Number(name) : name;
    const value = memberOf(here.value, token);
    const below = here.nodes.flatMap((node) => memberNode(document, node, token));
    here = { nodes: certain(document, below, value), value };
    places.push(here);
  }
  return places;
}

function certain(document: Json, from: SchemaNode[], value: Json | undefined): SchemaNode[] {
  const found: SchemaNode[] = [];
  const visit = (node: SchemaNode): void => {
    if (found.some(({ pointer }) => pointer === node.pointer)) return;
    found.push(node);
    const { pointer, schema } = node;
    const all = Array.isArray(schema.allOf) ? schema.allOf : [];
    const next = [
      ...(typeof schema.$ref === 'string' ? [schema.$ref.slice(1)] : []),
      ...all.flatMap((each, index) => (isObject(each) ? [`${pointer}/allOf/${String(index)}`] : [])),
    ];
    const chosen = discriminated(schema, value);
    for (const each of chosen === undefined ? next : [...next, chosen]) visit(schemaNode(document, each));
  };
  for (const node of from) visit(node);
  return found;
}

function memberNode(document: Json, { pointer, schema }: SchemaNode, token: Token): SchemaNode[] {
  if (isObject(schema.patternProperties)) return [];
  const paths = typeof token === 'number' ? [['prefixItems', token], ['items']] : namedPaths(token);
  const path = paths.find((each) =>
    isObject(each.reduce<Json | undefined>((value, name) => memberOf(value, name), schema)),
  );
  const isClosed = typeof token === 'string' && isObject(schema.properties) && token in schema.properties;
  if (!path || (isClosed && path[0] === 'additionalProperties')) return [];
  return [schemaNode(document, pointer + toPointer(path))];
}

function namedPaths(name: string): Token[][] {
  return [['properties', name], ['additionalProperties']];
}

/** The names that the nodes of a place require, each with the pointer to the `required` that does. */
export function requiredNames(
  document: Json,
  nodes: readonly SchemaNode[],
  view: 'request' | 'response',
): [name: string, pointer: string][] {
  const hidden = view === 'request' ? 'readOnly' : 'writeOnly';
  const isHidden = (name: string): boolean =>
    certain(
      document,
      nodes.flatMap((node) => memberNode(document, node, name)),
      undefined,
    ).some(({ schema }) => schema[hidden] === true);
  return nodes.flatMap(({ pointer, schema }) => {
    const names = Array.isArray(schema.required) ? schema.required.map(textOf) : [];
    return names
      .filter((name) => !isHidden(name))
      .map((name): [string, string] => [name, `${pointer}/required`]);
  });
}

/** Pointer to the keyword that forbids a name at a place; undefined when none does. */
export function forbids(nodes: readonly SchemaNode[], name: string): string | undefined {
  for (const { pointer, schema } of nodes) {
    const declared = memberOf(schema.properties, name);
    if (declared === false) return pointer + toPointer(['properties', name]);
    const isClosed = schema.additionalProperties === false && !isObject(schema.patternProperties);
    if (isClosed && declared === undefined) return `${pointer}/additionalProperties`;
  }
  return undefined;
}
