import { exec } from 'jsonpath-rfc9535';
import parsed from 'jsonpath-rfc9535/parser';
import {
  isObject,
  membersOf,
  textOf,
  toPointer,
  type Json,
  type Token,
} from '../../contract/schema/pointers.ts';

/** The place of a value: the tokens that lead to it. */
export type Location = Token[];

/** Every place of a document that a JSONPath query (RFC 9535) leads to, each once. Throws a `SyntaxError` that says where the query is wrong. */
export function locationsOf(document: Json, query: string): Location[] {
  const found = new Map<string, Location>();
  try {
    assertFunctions(parsed(query));
    exec(document, query, (_value, location) => found.set(toPointer(location), [...location]));
  } catch (error) {
    const offset = offsetIn(error);
    if (offset === undefined) throw error;
    throw new SyntaxError(complaint(query.slice(offset)), { cause: error });
  }
  return [...found.values()];
}

/** How many arguments each function of RFC 9535 takes. */
const functions = new Map([
  ...['length', 'count', 'value'].map((name) => [name, 1] as const),
  ['match', 2],
  ['search', 2],
]);

/** Throws a `SyntaxError` for a function that RFC 9535 does not have: the library takes its result for nothing, which `!` makes true. */
function assertFunctions(node: Json): void {
  if (isObject(node) && node.type === 'FunctionExpr') {
    const given = Array.isArray(node.arguments) ? node.arguments.length : 0;
    if (functions.get(textOf(node.name)) !== given)
      throw new SyntaxError(
        `has ${textOf(node.name)}() with ${String(given)} arguments, which is no function of RFC 9535`,
      );
  }
  for (const [, member] of membersOf(node)) assertFunctions(member);
}

/** Where the library stopped reading a query; undefined for an error of another kind. */
function offsetIn(error: unknown): number | undefined {
  return (error as { location?: { start: { offset: number } } }).location?.start.offset;
}

function complaint(rest: string): string {
  const place = rest === '' ? 'at its end' : `at "${rest.slice(0, 20)}"`;
  const hint = rest.startsWith('-') ? "; a name with a hyphen goes in brackets and quotes: ['x-name']" : '';
  return `is no JSONPath of RFC 9535 (${place})${hint}`;
}
