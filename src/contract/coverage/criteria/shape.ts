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

/** What the description says of one value and of everything in it, whichever branch of its schema holds. */
export interface Shape {
  /** Where the value stands in the whole: a pointer with `*` for the entries of arrays and maps. */
  pointer: string;
  /** Whether a property ends the pointer. */
  isProperty: boolean;
  certainty: Certainty;
  /** Whether it is described as a text. */
  isText: boolean;
  /** Words of the schema about the value: `readOnly`, `writeOnly`, and the rule of its round trip. */
  marks: ReadonlySet<string>;
  /** The finite values of an enumeration or a boolean, with how sure each is. */
  values: ReadonlyMap<string, Certainty>;
  /** The keywords that a value breaks alone, with how sure each is; `required` where it must not be left out. */
  constraints: ReadonlyMap<string, Certainty>;
  properties: ReadonlyMap<string, Shape>;
  /** The entries of an array. */
  items?: Shape | undefined;
  /** The values of a map. */
  entries?: Shape | undefined;
}

/** A member that no object names, which leads to what the values of a map are. */
const unnamed = '\0';

const known = new WeakMap<Contract['document'], Map<string, Shape>>();

/** The shape of what the schema at a pointer describes. A schema is walked once. */
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

/** `above`: where the schemas stand that describe the values around this one; one that holds itself is not followed further. */
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

/** A value of another type breaks an enumeration as well, so there the type is no constraint of its own; of numbers a format only informs. */
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

/** Whether a caller cannot set what stands in a place. */
export function isSetByApi({ marks }: Shape): boolean {
  return marks.has('readOnly') || marks.has('server-set');
}

/** The shapes of every place in a value, but those that `isHidden` and what is in them; that of the value itself first. */
export function shapesIn(shape: Shape, isHidden: (shape: Shape) => boolean): Shape[] {
  const members = [...shape.properties.values(), shape.items, shape.entries];
  return [shape, ...members.flatMap((each) => (each && !isHidden(each) ? shapesIn(each, isHidden) : []))];
}

/** Calls `visit` with every value in a value that its shape describes, and the shape of its place. */
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
