import { certaintyOf, lowestCertainty, type Certainty } from './certainty.ts';
import {
  fromPointer,
  isObject,
  memberOf,
  textOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
  type Token,
} from './pointers.ts';

/** One Schema Object of the description, where it stands, and how certain it is on the way it was reached. */
export interface SchemaNode {
  pointer: string;
  schema: JsonObject;
  certainty: Certainty;
}

const single = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];
const listed = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const named = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];

/** The keywords of JSON Schema that hold further schemas, each with the path of every schema it holds. */
export function* childPaths(schema: JsonObject): Generator<string[]> {
  for (const keyword of single) if (isObject(schema[keyword])) yield [keyword];
  for (const keyword of listed) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) if (isObject(item)) yield [keyword, String(index)];
  }
  for (const keyword of named) {
    const map = schema[keyword];
    if (!isObject(map)) continue;
    for (const [name, item] of Object.entries(map)) if (isObject(item)) yield [keyword, name];
  }
}

/** The schema node at a pointer of the description. Throws when there is none, which generation has ruled out. */
export function schemaNode(document: Json, pointer: string, inherited: Certainty = 'documented'): SchemaNode {
  const schema = schemaAt(document, pointer);
  if (!isObject(schema)) throw new Error(`the description holds no schema at #${pointer}`);
  return { pointer, schema, certainty: lowestCertainty(inherited, certaintyOf(schema)) };
}

const knownSchemas = new WeakMap<object, Map<string, Json | undefined>>();

/** What a pointer leads to, remembered: descriptions do not change, and the same few hundred places are asked for all the time. */
function schemaAt(document: Json, pointer: string): Json | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const known = knownSchemas.get(document) ?? new Map<string, Json | undefined>();
  knownSchemas.set(document, known);
  if (!known.has(pointer)) known.set(pointer, valueAt(document, pointer));
  return known.get(pointer);
}

/**
 * All schema nodes that describe one value together: the node itself, what it refers to, every member of its `allOf`,
 * the branch of its `oneOf` or `anyOf` that the discriminator chooses (all branches without one) and its conditional parts, but for
 * those whose condition plainly says otherwise of this value.
 */
export function applicableNodes(document: Json, node: SchemaNode, value: Json | undefined): SchemaNode[] {
  const below = (path: string[]): SchemaNode[] =>
    applicableNodes(document, schemaNode(document, node.pointer + toPointer(path), node.certainty), value);
  const found = [node];
  const reference = node.schema.$ref;
  if (typeof reference === 'string') {
    found.push(...applicableNodes(document, schemaNode(document, reference.slice(1), node.certainty), value));
  }
  const chosen = discriminated(document, node, value);
  const idle = idleBranch(node.schema, value);
  for (const path of childPaths(node.schema)) {
    const [keyword = ''] = path;
    if (['allOf', 'then', 'else'].includes(keyword) && keyword !== idle) found.push(...below(path));
    if ((keyword === 'oneOf' || keyword === 'anyOf') && !chosen) found.push(...below(path));
  }
  if (chosen) found.push(...applicableNodes(document, chosen, value));
  return found;
}

/** The branch of an `if` that does not apply to a value, where that can be told: both may apply to what is not there. */
function idleBranch({ if: condition }: JsonObject, value: Json | undefined): 'then' | 'else' | undefined {
  if (!isObject(condition) || !isObject(value)) return undefined;
  const isPlain = Object.keys(condition).every(
    (keyword) => keyword === 'required' || keyword === 'properties',
  );
  const properties = isObject(condition.properties) ? Object.entries(condition.properties) : [];
  const answers = properties.map(([name, asked]) => meets(asked, value[name]));
  const required = Array.isArray(condition.required) ? condition.required : [];
  if (required.some((name) => value[textOf(name)] === undefined) || answers.includes(false)) return 'then';
  return isPlain && !answers.includes(undefined) ? 'else' : undefined;
}

/** Whether a value is what a condition asks for; undefined where more than the value itself is asked. */
function meets(asked: Json, value: Json | undefined): boolean | undefined {
  if (value === undefined) return true;
  if (!isObject(asked)) return undefined;
  const choices = Array.isArray(asked.enum) ? asked.enum : [asked.const];
  const isPlain = Object.keys(asked).every((keyword) => keyword === 'enum' || keyword === 'const');
  return isPlain ? choices.includes(value) : undefined;
}

function discriminated(
  document: Json,
  { schema, certainty }: SchemaNode,
  value: Json | undefined,
): SchemaNode | undefined {
  const discriminator = schema.discriminator;
  if (!isObject(discriminator) || !isObject(discriminator.mapping) || !isObject(value)) return undefined;
  const key = value[textOf(discriminator.propertyName)];
  const target = typeof key === 'string' ? discriminator.mapping[key] : undefined;
  return typeof target === 'string' ? schemaNode(document, target.slice(1), certainty) : undefined;
}

/**
 * The schema nodes that describe one member of a value together, from those that describe the value; none when the member is
 * not declared. `token`: a number in an array, a name in an object.
 */
export function memberNodes(
  document: Json,
  nodes: SchemaNode[],
  token: Token,
  member: Json | undefined,
): SchemaNode[] {
  return nodes
    .flatMap((node) => descend(document, node, token))
    .flatMap((node) => applicableNodes(document, node, member));
}

function descend(document: Json, node: SchemaNode, token: Token): SchemaNode[] {
  const step = (...path: Token[]): SchemaNode[] =>
    isObject(valueAt(node.schema, toPointer(path)))
      ? [schemaNode(document, node.pointer + toPointer(path), node.certainty)]
      : [];
  if (typeof token === 'number') {
    const own = step('prefixItems', token);
    return own.length > 0 ? own : step('items');
  }
  const named = step('properties', token);
  return named.length > 0 ? named : step('additionalProperties');
}

/**
 * The schema nodes on the way from the root of a body to the value at `pointer`, one array a level, the root's first.
 * A level that the description does not describe is an empty array, and so is every level below it.
 */
export function nodesAlong(
  document: Json,
  root: string,
  pointer: string,
  body: Json | undefined,
): SchemaNode[][] {
  let value = body;
  let here = applicableNodes(document, schemaNode(document, root), value);
  const levels = [here];
  for (const name of fromPointer(pointer)) {
    const token = Array.isArray(value) ? Number(name) : name;
    value = memberOf(value, token);
    here = memberNodes(document, here, token, value);
    levels.push(here);
  }
  return levels;
}
