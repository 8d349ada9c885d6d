import { isDeepStrictEqual } from 'node:util';
import { certainPlaces, forbids, requiredNames, type CertainPlace } from './certain-nodes.ts';
import { patternOf } from './patterns.ts';
import { fromPointer, isObject, textOf, toPointer, type Json } from './pointers.ts';
import type { SchemaNode } from './schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** A body that was checked against the schema at a pointer of the description. */
export interface CheckedBody {
  view: 'request' | 'response';
  schema: string;
  body: Json;
}

/**
 * Why no value satisfies the schemas at the place of a violation, in one line; undefined when a value may. Only keywords that certainly
 * apply, and only certain contradictions, count.
 */
export function impossibility(
  document: Json,
  { view, schema, body }: CheckedBody,
  { pointer, rule, source }: Pick<Violation, 'pointer' | 'rule' | 'source'>,
): string | undefined {
  const places = certainPlaces(document, schema, pointer, body);
  const here = places.at(-1);
  const around = places.at(-2);
  const name = fromPointer(pointer).at(-1);
  const reason =
    (around && name !== undefined ? demandedInVain(document, around, view, name) : undefined) ??
    (here && (unclosable(document, here, view, { rule, source }) ?? unsatisfiable(here.nodes)));
  return reason && `the description contradicts itself: ${reason}`;
}

/** The contradiction of a name that is both required and forbidden. */
function demandedInVain(
  document: Json,
  { nodes }: CertainPlace,
  view: CheckedBody['view'],
  name: string,
): string | undefined {
  const by = requiredNames(document, nodes, view).find(([each]) => each === name)?.[1];
  const against = by === undefined ? undefined : forbids(nodes, name);
  return against && `${toPointer([name])} is required at #${by ?? ''} and forbidden at #${against}`;
}

/** The contradiction of a closed object whose undeclared names are all required elsewhere. */
function unclosable(
  document: Json,
  { nodes, value }: CertainPlace,
  view: CheckedBody['view'],
  { rule, source }: Pick<Violation, 'rule' | 'source'>,
): string | undefined {
  if (rule !== 'additionalProperties' || !isObject(value)) return undefined;
  const closed = nodes.find((node) => node.pointer === source);
  if (!closed || forbids([closed], '') === undefined) return undefined;
  const extra = Object.keys(value).filter((name) => forbids([closed], name) !== undefined);
  const reasons = extra.map((name) => demandedInVain(document, { nodes, value }, view, name));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

interface Limit {
  /** The keyword, its value and its pointer. */
  words: string;
  value: number;
}

type Kind = 'null' | 'boolean' | 'string' | 'integer' | 'fraction' | 'array' | 'object';
const kinds: Kind[] = ['null', 'boolean', 'string', 'integer', 'fraction', 'array', 'object'];

function unsatisfiable(nodes: readonly SchemaNode[]): string | undefined {
  const left = kinds.filter((kind) => nodes.every(({ schema }) => allows(schema.type, kind)));
  if (left.length === 0) return `no type is left by ${listed(nodes, 'type')}`;
  const reasons = left.map((kind) => emptyRange(nodes, kind));
  return reasons.includes(undefined) ? noChoice(nodes) : reasons[0];
}

function allows(type: Json | undefined, kind: Kind): boolean {
  if (type === undefined) return true;
  const types = Array.isArray(type) ? type : [type];
  if (kind === 'integer') return types.includes('integer') || types.includes('number');
  return types.includes(kind === 'fraction' ? 'number' : kind);
}

function listed(nodes: readonly SchemaNode[], keyword: string): string {
  return nodes
    .filter(({ schema }) => schema[keyword] !== undefined)
    .map(({ pointer, schema }) => `${keyword} ${shown(schema[keyword])} at #${pointer}`)
    .join(' and ');
}

/**
 * The limits of each kind of value: the keywords of the lower and the upper limit, and whether a value satisfies both when they are equal.
 */
const ranges: Record<Kind, [lower: string, upper: string, mayMeet: boolean][]> = {
  null: [],
  boolean: [],
  string: [['minLength', 'maxLength', true]],
  array: [['minItems', 'maxItems', true]],
  object: [['minProperties', 'maxProperties', true]],
  integer: numberRanges(),
  fraction: numberRanges(),
};

function numberRanges(): [string, string, boolean][] {
  return [
    ['minimum', 'maximum', true],
    ['minimum', 'exclusiveMaximum', false],
    ['exclusiveMinimum', 'maximum', false],
    ['exclusiveMinimum', 'exclusiveMaximum', false],
  ];
}

/** Why the range of a kind of value is empty: a lower limit is above an upper one. Undefined when it is not empty. */
function emptyRange(nodes: readonly SchemaNode[], kind: Kind): string | undefined {
  for (const [lower, upper, mayMeet] of ranges[kind]) {
    for (const low of limits(nodes, lower)) {
      const high = limits(nodes, upper).find(
        ({ value }) => low.value > value || (!mayMeet && low.value === value),
      );
      if (high) return `no value satisfies both ${low.words} and ${high.words}`;
    }
  }
  return undefined;
}

function limits(nodes: readonly SchemaNode[], keyword: string): Limit[] {
  return nodes.flatMap(({ pointer, schema }) => {
    const value = schema[keyword];
    return typeof value === 'number' ? [{ value, words: `${keyword} ${String(value)} at #${pointer}` }] : [];
  });
}

/** Why none of the values of an `enum` or `const` is valid; undefined when one may be. */
function noChoice(nodes: readonly SchemaNode[]): string | undefined {
  const lists = nodes.flatMap(({ pointer, schema }) => [
    ...(Array.isArray(schema.enum) ? [{ at: `${pointer}/enum`, values: schema.enum }] : []),
    ...(schema.const === undefined ? [] : [{ at: `${pointer}/const`, values: [schema.const] }]),
  ]);
  const [first, ...others] = lists;
  if (!first) return undefined;
  const reasons = first.values.map(
    (value) =>
      others.find(({ values }) => !values.some((each) => isDeepStrictEqual(each, value)))?.at ??
      brokenBy(nodes, value),
  );
  if (reasons.includes(undefined)) return undefined;
  const against = [...new Set(reasons)].map((at) => `#${at ?? ''}`).join(', ');
  return `none of the values at #${first.at} satisfies ${against === '' ? 'it: the list is empty' : against}`;
}

/** Pointer to a keyword that a value certainly breaks; undefined when there is none. */
function brokenBy(nodes: readonly SchemaNode[], value: Json): string | undefined {
  for (const { pointer, schema } of nodes) {
    const broken = Object.entries(plainRules).find(([keyword, holds]) => {
      const rule = schema[keyword];
      return rule !== undefined && !holds(rule, value);
    });
    if (broken) return `${pointer}/${broken[0]}`;
  }
  return undefined;
}

const lengthOf = (value: Json): number | undefined =>
  typeof value === 'string' ? Array.from(value).length : undefined;
const numberOf = (value: Json): number | undefined => (typeof value === 'number' ? value : undefined);
const sizeOf = (value: Json): number | undefined => (Array.isArray(value) ? value.length : undefined);

function compared(
  measure: (value: Json) => number | undefined,
  holds: (measured: number, rule: number) => boolean,
): (rule: Json, value: Json) => boolean {
  return (rule, value) => {
    const measured = measure(value);
    return typeof rule !== 'number' || measured === undefined || holds(measured, rule);
  };
}

/** Keywords that can be checked without a validator, with the same result. */
const plainRules: Record<string, (rule: Json, value: Json) => boolean> = {
  type: (rule, value) => allows(rule, kindOf(value)),
  minLength: compared(lengthOf, (measured, rule) => measured >= rule),
  maxLength: compared(lengthOf, (measured, rule) => measured <= rule),
  minimum: compared(numberOf, (measured, rule) => measured >= rule),
  maximum: compared(numberOf, (measured, rule) => measured <= rule),
  exclusiveMinimum: compared(numberOf, (measured, rule) => measured > rule),
  exclusiveMaximum: compared(numberOf, (measured, rule) => measured < rule),
  minItems: compared(sizeOf, (measured, rule) => measured >= rule),
  maxItems: compared(sizeOf, (measured, rule) => measured <= rule),
  pattern: (rule, value) => typeof value !== 'string' || patternOf(textOf(rule)).test(value),
};

function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value as 'boolean' | 'string' | 'object';
}
