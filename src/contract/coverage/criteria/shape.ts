import { certaintyOf, lowestCertainty, type Certainty } from '../../schema/certainty.ts';
import { certaintyOfKeyword } from '../../schema/keyword-certainty.ts';
import type { Contract } from '../../operations.ts';
import { isObject, textOf, toPointer, type Json, type Token } from '../../schema/pointers.ts';
import {
  applicableNodes,
  declaringNodes,
  memberNodes,
  schemaNode,
  type SchemaNode,
} from '../../schema/schema-nodes.ts';
import { surest } from './criterion.ts';

/** What the description says about one value and everything in it, with all branches of its schema combined. */
export interface Shape {
  /** The place of the value in the body: a pointer with `*` for the entries of arrays and maps. */
  pointer: string;
  /** Whether the last token of the pointer is the name of a property. */
  isProperty: boolean;
  certainty: Certainty;
  /** Whether it is described as a string. */
  isText: boolean;
  /** The marks of the value in its schema: `readOnly`, `writeOnly` and the `x-round-trip` rule. */
  marks: ReadonlySet<string>;
  /** The finite values of an enum or a boolean, each with its certainty. */
  values: ReadonlyMap<string, Certainty>;
  /** The keywords that a value can break alone, each with its certainty; `required` when the property must be present. */
  constraints: ReadonlyMap<string, Certainty>;
  properties: ReadonlyMap<string, Shape>;
  /** The entries of an array. */
  items?: Shape | undefined;
  /** The values of a map. */
  entries?: Shape | undefined;
}

/** A name that no object declares, which leads to the schema of the values of a map. */
const unnamed = '\0';

const known = new WeakMap<Contract['document'], Map<string, Shape>>();

/** The shape of the value that the schema at a pointer describes. It is computed once per schema. */
export function shapeAt({ document }: Pick<Contract, 'document'>, pointer: string): Shape {
  const shapes = known.get(document) ?? new Map<string, Shape>();
  known.set(document, shapes);
  const found =
    shapes.get(pointer) ??
    shapeOf(document, nodesAt(document, pointer), { pointer: '', isProperty: false }, new Set());
  shapes.set(pointer, found);
  return found;
}

function nodesAt(document: Json, pointer: string): SchemaNode[] {
  return applicableNodes(document, schemaNode(document, pointer), undefined);
}

/** `above`: pointers to the schemas of the enclosing values. A schema among them is recursive and is not followed again. */
function shapeOf(
  document: Json,
  nodes: SchemaNode[],
  { pointer, isProperty }: Pick<Shape, 'pointer' | 'isProperty'>,
  above: ReadonlySet<string>,
): Shape {
  const shape = { pointer, isProperty, ...ownShape(nodes) };
  if (nodes.some((node) => above.has(node.pointer))) return shape;
  const member = (token: Token, name?: string): Shape | undefined => {
    const children = memberNodes(document, nodes, token, undefined);
    const at = { pointer: pointer + toPointer([name ?? '*']), isProperty: name !== undefined };
    if (children.length === 0) return undefined;
    const around = new Set([...above, ...declaringNodes(nodes, token)]);
    const found = shapeOf(document, children, at, around);
    return name !== undefined && isDemanded(nodes, name)
      ? {
          ...found,
          constraints: new Map(found.constraints).set(
            'required',
            certaintyOfKeyword(nodes, 'required', name),
          ),
        }
      : found;
  };
  const properties = namesOf(nodes).map((name) => [name, member(name, name)] as const);
  return {
    ...shape,
    properties: new Map(properties.flatMap(([name, each]) => (each ? [[name, each]] : []))),
    items: member(0),
    entries: member(unnamed),
  };
}

function ownShape(nodes: SchemaNode[]): Omit<Shape, 'pointer' | 'isProperty'> {
  return {
    certainty: surest(nodes.map(({ certainty }) => certainty)),
    isText: nodes.some(({ schema }) => schema.type === 'string'),
    marks: marksOf(nodes),
    values: valuesOf(nodes),
    constraints: constraintsOf(nodes),
    properties: new Map(),
  };
}

function namesOf(nodes: SchemaNode[]): string[] {
  const all = nodes.map(({ schema }) => schema.properties);
  return [...new Set(all.flatMap((properties) => (isObject(properties) ? Object.keys(properties) : [])))];
}

function marksOf(nodes: SchemaNode[]): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ schema }) => [
      ...['readOnly', 'writeOnly'].filter((keyword) => schema[keyword] === true),
      textOf(schema['x-round-trip']),
    ]),
  );
}

const constraining = [
  ...['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'exclusiveMinimum'],
  ...['maximum', 'exclusiveMaximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'contains'],
  'dependentRequired',
];

/**
 * The constraints of a value. `type` does not count beside an enum, because a value of another type breaks the enum as well. `format`
 * counts only for strings.
 */
function constraintsOf(nodes: SchemaNode[]): Map<string, Certainty> {
  const has = (keyword: string): boolean => nodes.some(({ schema }) => schema[keyword] !== undefined);
  const isListed = has('enum') || has('const');
  const isText = nodes.some(({ schema }) => schema.type === 'string');
  const found = constraining.filter(
    (keyword) => has(keyword) && !(keyword === 'type' && isListed) && (keyword !== 'format' || isText),
  );
  return new Map(found.map((keyword) => [keyword, certaintyOfKeyword(nodes, keyword)]));
}

function isDemanded(nodes: SchemaNode[], name: string): boolean {
  return nodes.some(({ schema: { required } }) => Array.isArray(required) && required.includes(name));
}

function valuesOf(nodes: SchemaNode[]): ReadonlyMap<string, Certainty> {
  const all = nodes.flatMap(({ schema, certainty }) =>
    finiteValues(schema).map((value): [string, Certainty] => {
      return [String(value), lowestCertainty(certainty, certaintyOf(schema, 'enum'))];
    }),
  );
  const values = new Map<string, Certainty>();
  for (const [value, certainty] of all)
    values.set(value, surest([certainty, values.get(value) ?? 'unspecified']));
  return values;
}

function finiteValues(schema: SchemaNode['schema']): (string | number | boolean)[] {
  if (schema.type === 'boolean' && !Array.isArray(schema.enum)) return [true, false];
  if (!Array.isArray(schema.enum)) return [];
  return schema.enum.filter((value) => typeof value !== 'object');
}

/** Whether only the API sets the value. */
export function isSetByApi({ marks }: Shape): boolean {
  return marks.has('readOnly') || marks.has('server-set');
}

/**
 * The shapes of every place in a value, that of the value itself first. Shapes for which `isHidden` returns true are left out with
 * everything in them.
 */
export function shapesIn(shape: Shape, isHidden: (shape: Shape) => boolean): Shape[] {
  const members = [...shape.properties.values(), shape.items, shape.entries];
  return [shape, ...members.flatMap((each) => (each && !isHidden(each) ? shapesIn(each, isHidden) : []))];
}

/** Calls `visit` for a value and every value in it that its shape describes, each with its own shape. */
export function visitValues(shape: Shape, value: Json, visit: (shape: Shape, value: Json) => void): void {
  visit(shape, value);
  if (Array.isArray(value)) {
    if (shape.items) for (const each of value) visitValues(shape.items, each, visit);
  } else if (isObject(value)) {
    for (const [name, each] of Object.entries(value)) {
      const member = shape.properties.get(name) ?? shape.entries;
      if (member) visitValues(member, each, visit);
    }
  }
}
