import { certaintyOf, lowestCertainty, type Certainty } from './certainty.ts';
import {
  fromPointer,
  isObject,
  memberOf,
  membersOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
  type Token,
} from './pointers.ts';
import { dependsOnValue, discriminated, idleBranch } from './schema-branches.ts';

/** One Schema Object of the description, its pointer, and its certainty on the path by which it was reached. */
export interface SchemaNode {
  pointer: string;
  schema: JsonObject;
  certainty: Certainty;
}

/** The keywords of JSON Schema that hold one further schema, a list of them, or some by name. */
export const schemaKeywords = {
  single: [
    ...['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'],
    ...['unevaluatedItems', 'unevaluatedProperties'],
  ],
  listed: ['allOf', 'oneOf', 'anyOf', 'prefixItems'],
  named: ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'],
} as const;

/** The keywords of JSON Schema that hold further schemas, each with the path of every schema it holds. */
export function* childPaths(schema: JsonObject): Generator<string[]> {
  for (const keyword of schemaKeywords.single) if (isObject(schema[keyword])) yield [keyword];
  for (const keyword of schemaKeywords.listed) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) if (isObject(item)) yield [keyword, String(index)];
  }
  for (const keyword of schemaKeywords.named) {
    const map = schema[keyword];
    if (!isObject(map)) continue;
    for (const [name, item] of Object.entries(map)) if (isObject(item)) yield [keyword, name];
  }
}

const knownNodes = new WeakMap<JsonObject, Map<string, SchemaNode>>();

/** The schema node at a pointer of the description. Throws when there is none; the generator has checked that there is. */
export function schemaNode(document: Json, pointer: string, inherited: Certainty = 'documented'): SchemaNode {
  const key = `${inherited} ${pointer}`;
  const known = isObject(document) ? knownNodes.get(document) : undefined;
  const found = known?.get(key);
  if (found) return found;
  const schema = valueAt(document, pointer);
  if (!isObject(document) || !isObject(schema))
    throw new Error(`the description holds no schema at #${pointer}`);
  const node = { pointer, schema, certainty: lowestCertainty(inherited, certaintyOf(schema)) };
  knownNodes.set(document, (known ?? new Map<string, SchemaNode>()).set(key, node));
  return node;
}

interface Chain {
  list: SchemaNode[];
  longer: WeakMap<SchemaNode, Chain>;
}

const emptyChain = chainOf([]);

function chainOf(list: SchemaNode[]): Chain {
  Object.freeze(list);
  return { list, longer: new WeakMap() };
}

/**
 * The one frozen list of these nodes. Results are stored by list, because descriptions do not change and the same few hundred lists are
 * requested all the time.
 */
function sameList(nodes: readonly SchemaNode[]): SchemaNode[] {
  let chain = emptyChain;
  for (const node of nodes) {
    const longer = chain.longer.get(node) ?? chainOf([...chain.list, node]);
    chain.longer.set(node, longer);
    chain = longer;
  }
  return chain.list;
}

interface Companions {
  /** The nodes that describe a value together with this one, each with the keyword that leads to it. */
  next: { keyword: string; node: SchemaNode }[];
  /** This node and all nodes that describe a value together with it, when they are the same for every value. */
  all: SchemaNode[] | undefined;
}

const knownCompanions = new WeakMap<SchemaNode, Companions>();

function companionsOf(document: Json, node: SchemaNode): Companions {
  const known = knownCompanions.get(node);
  if (known) return known;
  const { pointer, schema, certainty } = node;
  const next: Companions['next'] = [];
  if (typeof schema.$ref === 'string')
    next.push({ keyword: '$ref', node: schemaNode(document, schema.$ref.slice(1), certainty) });
  for (const path of childPaths(schema)) {
    const [keyword = ''] = path;
    if (!['allOf', 'then', 'else', 'oneOf', 'anyOf'].includes(keyword)) continue;
    next.push({ keyword, node: schemaNode(document, pointer + toPointer(path), certainty) });
  }
  const found: Companions = { next, all: undefined };
  if (!dependsOnValue(schema)) {
    const lists = next.map((each) => companionsOf(document, each.node).all);
    if (!lists.includes(undefined)) found.all = sameList([node, ...lists.flatMap((list) => list ?? [])]);
  }
  knownCompanions.set(node, found);
  return found;
}

/**
 * All schema nodes that describe one value together: the node itself, what it refers to, every member of its `allOf`, the branch of its
 * `oneOf` or `anyOf` that the discriminator selects (all branches without one), and its `then` and `else`, except one whose condition
 * certainly rules it out for this value.
 */
export function applicableNodes(document: Json, node: SchemaNode, value: Json | undefined): SchemaNode[] {
  const { all } = companionsOf(document, node);
  return all ?? allApplicable(document, [node], value);
}

function allApplicable(document: Json, nodes: readonly SchemaNode[], value: Json | undefined): SchemaNode[] {
  const found: SchemaNode[] = [];
  for (const node of nodes) collect(document, node, value, found);
  return sameList(found);
}

function collect(document: Json, node: SchemaNode, value: Json | undefined, found: SchemaNode[]): void {
  const { all, next } = companionsOf(document, node);
  if (all) {
    found.push(...all);
    return;
  }
  const chosen = discriminated(node.schema, value);
  const idle = idleBranch(node.schema, value);
  found.push(node);
  for (const each of next) {
    const isBranch = each.keyword === 'oneOf' || each.keyword === 'anyOf';
    if (each.keyword !== idle && !(isBranch && chosen !== undefined))
      collect(document, each.node, value, found);
  }
  if (chosen !== undefined) collect(document, schemaNode(document, chosen, node.certainty), value, found);
}

/** The schema nodes that describe the members of a value. */
export interface MemberNodes {
  /** The nodes of one member; none when it is not declared. `token`: a number in an array, a name in an object. */
  of(token: Token, member: Json | undefined): SchemaNode[];
}

const knownMembers = new WeakMap<readonly SchemaNode[], MemberNodes>();

/** The schema nodes that describe the members of a value, from those that describe the value. */
export function membersBelow(document: Json, nodes: readonly SchemaNode[]): MemberNodes {
  const known = knownMembers.get(nodes) ?? knownMembers.get(sameList(nodes));
  if (known) return known;
  const declared = (keyword: string, otherwise: string): [Token, Step][] =>
    nodes
      .flatMap(({ schema }) => membersOf(schema[keyword]))
      .map(([token]) => [token, stepTo(document, nodes, [[keyword, token], [otherwise]])]);
  const steps = new Map([
    ...declared('properties', 'additionalProperties'),
    ...declared('prefixItems', 'items'),
  ]);
  const otherNames = stepTo(document, nodes, [['additionalProperties']]);
  const otherEntries = stepTo(document, nodes, [['items']]);
  const members: MemberNodes = {
    of: (token, member) => {
      const step = steps.get(token) ?? (typeof token === 'number' ? otherEntries : otherNames);
      return step.all ?? allApplicable(document, step.nodes, member);
    },
  };
  knownMembers.set(sameList(nodes), members);
  return members;
}

interface Step {
  nodes: SchemaNode[];
  /** The nodes and all that describe a value together with them, when they are the same for every value. */
  all: SchemaNode[] | undefined;
}

/** The step from every node along the first of several paths that leads to a schema. */
function stepTo(document: Json, from: readonly SchemaNode[], paths: Token[][]): Step {
  const nodes = from.flatMap((node) => {
    const path = paths.find((each) => isObject(valueAt(node.schema, toPointer(each))));
    return path ? [schemaNode(document, node.pointer + toPointer(path), node.certainty)] : [];
  });
  const isOpen = nodes.some((node) => !companionsOf(document, node).all);
  return { nodes, all: isOpen ? undefined : allApplicable(document, nodes, undefined) };
}

/**
 * The schema nodes that describe one member of a value together, from those that describe the value; none when the member is
 * not declared. `token`: a number in an array, a name in an object.
 */
export function memberNodes(
  document: Json,
  nodes: readonly SchemaNode[],
  token: Token,
  member: Json | undefined,
): SchemaNode[] {
  return membersBelow(document, nodes).of(token, member);
}

/** Pointers to the schemas that declare a member of a value. A schema that is found again below itself is recursive. */
export function declaringNodes(nodes: readonly SchemaNode[], token: Token): string[] {
  const declares = ({ schema }: SchemaNode): boolean =>
    typeof token === 'number'
      ? isObject(schema.items) || Array.isArray(schema.prefixItems)
      : isObject(memberOf(schema.properties, token)) || isObject(schema.additionalProperties);
  return nodes.filter(declares).map(({ pointer }) => pointer);
}

/**
 * The schema nodes on the way from the root of a body to the value at `pointer`: one array per level, that of the root first. A level that
 * the description does not describe is an empty array, and so is every level below it.
 */
export function nodesAlong(
  document: Json,
  root: string,
  pointer: string,
  body: Json | undefined,
): SchemaNode[][] {
  let value = body;
  let here = applicableNodes(document, schemaNode(document, root), value);
  const levels: SchemaNode[][] = [here];
  for (const name of fromPointer(pointer)) {
    const token = Array.isArray(value) ? Number(name) : name;
    value = memberOf(value, token);
    here = memberNodes(document, here, token, value);
    levels.push(here);
  }
  return levels;
}
