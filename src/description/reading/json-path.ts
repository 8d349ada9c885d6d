import { isDeepStrictEqual } from 'node:util';
import {
  memberOf,
  membersOf,
  toPointer,
  valueAt,
  type Json,
  type Token,
} from '../../contract/schema/pointers.ts';
import { readerOf, type Reader } from './json-path-reader.ts';

/** The place of a value: the tokens that lead to it. */
export type Location = Token[];

/** The tokens of the members of a value that a selector chooses. */
type Selector = (value: Json, root: Json) => Token[];
type Condition = (value: Json, root: Json) => boolean;

/** One step of a query: which members of a value, or of everything below it too. */
interface Segment {
  selectors: Selector[];
  descends: boolean;
}

/**
 * Every place of a document that a JSONPath query (RFC 9535) leads to, each once. Names, wildcards, indices, descendants and filters with
 * comparisons are supported; slices and functions are not. Throws a `SyntaxError` that says where the query is not understood.
 */
export function locationsOf(document: Json, query: string): Location[] {
  const reader = readerOf(query);
  reader.expect(/\$/y, 'must begin with $');
  const segments = segmentsOf(reader);
  if (!reader.isAtEnd()) throw reader.error('has a part that is not understood');
  const found = followed(document, document, segments);
  return [...new Map(found.map((location) => [toPointer(location), location])).values()];
}

function followed(start: Json, root: Json, segments: Segment[]): Location[] {
  return segments.reduce<Location[]>(
    (places, segment) => places.flatMap((at) => step(start, root, at, segment)),
    [[]],
  );
}

function step(start: Json, root: Json, from: Location, { selectors, descends }: Segment): Location[] {
  const bases = descends ? below(start, from) : [from];
  return bases.flatMap((base) => {
    const value = valueAt(start, toPointer(base));
    if (value === undefined) return [];
    return selectors.flatMap((selector) => selector(value, root).map((token) => [...base, token]));
  });
}

function below(start: Json, from: Location): Location[] {
  const members = membersOf(valueAt(start, toPointer(from)));
  return [from, ...members.flatMap(([token]) => below(start, [...from, token]))];
}

function segmentsOf(reader: Reader): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    const descends = reader.take(/\.\.(?=[[*\p{L}_])/uy) !== undefined;
    if (reader.take(/\s*\[\s*/y) !== undefined) segments.push({ selectors: bracketed(reader), descends });
    else if (descends || reader.take(/\.(?=[*\p{L}_])/uy) !== undefined)
      segments.push({ selectors: [shorthand(reader)], descends });
    else return segments;
  }
}

function shorthand(reader: Reader): Selector {
  if (reader.take(/\*/y) !== undefined) return every;
  const name = reader.take(/[\p{L}_][\p{L}\p{N}_]*/uy) ?? '';
  if (reader.take(/-/y) !== undefined) {
    throw reader.error("has a name with a hyphen, which goes in brackets and quotes: ['x-name']");
  }
  return named(name);
}

function bracketed(reader: Reader): Selector[] {
  const selectors: Selector[] = [];
  do selectors.push(selectorOf(reader));
  while (reader.take(/\s*,\s*/y) !== undefined);
  reader.expect(/\s*\]/y, 'lacks a closing bracket, or uses a slice or a function, which are not supported');
  return selectors;
}

function selectorOf(reader: Reader): Selector {
  if (reader.take(/\*/y) !== undefined) return every;
  const name = reader.quoted();
  if (name !== undefined) return named(name);
  const index = reader.take(/-?\d+/y);
  if (index !== undefined) return indexed(Number(index));
  reader.expect(/\?\s*/y, 'has brackets without a quoted name, an index, * or a filter');
  const condition = either(reader);
  return (value, root) =>
    membersOf(value).flatMap(([token, member]) => (condition(member, root) ? [token] : []));
}

const every: Selector = (value) => membersOf(value).map(([token]) => token);

function named(name: string): Selector {
  return (value) => (!Array.isArray(value) && memberOf(value, name) !== undefined ? [name] : []);
}

function indexed(index: number): Selector {
  return (value) => {
    if (!Array.isArray(value)) return [];
    const token = index < 0 ? value.length + index : index;
    return token >= 0 && token < value.length ? [token] : [];
  };
}

function either(reader: Reader): Condition {
  const conditions = [both(reader)];
  while (reader.take(/\s*\|\|\s*/y) !== undefined) conditions.push(both(reader));
  return (value, root) => conditions.some((condition) => condition(value, root));
}

function both(reader: Reader): Condition {
  const conditions = [single(reader)];
  while (reader.take(/\s*&&\s*/y) !== undefined) conditions.push(single(reader));
  return (value, root) => conditions.every((condition) => condition(value, root));
}

function single(reader: Reader): Condition {
  const isNegated = reader.take(/!\s*/y) !== undefined;
  if (reader.take(/\(\s*/y) !== undefined) {
    const inner = either(reader);
    reader.expect(/\s*\)/y, 'lacks a closing parenthesis');
    return (value, root) => inner(value, root) !== isNegated;
  }
  const left = operandOf(reader);
  const operator = isNegated ? undefined : reader.take(/\s*(?:==|!=|<=|>=|<|>)\s*/y)?.trim();
  if (operator === undefined) return (value, root) => (left(value, root) !== undefined) !== isNegated;
  const right = operandOf(reader);
  return (value, root) => compares(left(value, root), operator, right(value, root));
}

/** A literal, or the first value that a query from here (`@`) or from the root (`$`) leads to. */
function operandOf(reader: Reader): (value: Json, root: Json) => Json | undefined {
  const literal = reader.literal();
  if (literal !== undefined) return () => literal;
  const start = reader.expect(/[@$]/y, 'has a filter that is not understood');
  const segments = segmentsOf(reader);
  return (value, root) => {
    const from = start === '@' ? value : root;
    const [first] = followed(from, root, segments);
    return first && valueAt(from, toPointer(first));
  };
}

function compares(left: Json | undefined, operator: string, right: Json | undefined): boolean {
  const isEqual = isDeepStrictEqual(left, right);
  if (operator === '==') return isEqual;
  if (operator === '!=') return !isEqual;
  if (operator.endsWith('=') && isEqual) return true;
  const isComparable = typeof left === typeof right && ['number', 'string'].includes(typeof left);
  if (!isComparable || left == null || right == null) return false;
  return operator.startsWith('<') ? left < right : left > right;
}
