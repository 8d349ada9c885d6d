import type { Json } from '../../contract/schema/pointers.ts';

/** Reads a JSONPath query from left to right. */
export interface Reader {
  /** Consumes and returns what a sticky pattern matches here. Returns undefined, and consumes nothing, when it does not match. */
  take(pattern: RegExp): string | undefined;
  /** The same. Throws a `SyntaxError` with the complaint when it does not match. */
  expect(pattern: RegExp, complaint: string): string;
  /** The text of a string in single or double quotes. */
  quoted(): string | undefined;
  /** A string, number, `true`, `false` or `null`. */
  literal(): Json | undefined;
  isAtEnd(): boolean;
  /** An error that says what is wrong at this place of the query. */
  error(complaint: string): SyntaxError;
}

/** A reader at the start of a query. */
export function readerOf(query: string): Reader {
  let at = 0;
  const error = (complaint: string): SyntaxError => {
    const rest = query.slice(at, at + 20);
    return new SyntaxError(`${complaint} (${rest === '' ? 'at its end' : `at "${rest}"`})`);
  };
  const take = (pattern: RegExp): string | undefined => {
    const sticky = new RegExp(pattern.source, pattern.flags);
    sticky.lastIndex = at;
    const [found] = sticky.exec(query) ?? [];
    if (found !== undefined) at += found.length;
    return found;
  };
  const quoted = (): string | undefined => {
    const text = take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text.startsWith("'") ? doubleQuoted(text) : text) as string;
    } catch {
      throw error(`has a string that is not understood: ${text}`);
    }
  };
  return {
    take,
    quoted,
    error,
    expect: (pattern, complaint) => {
      const found = take(pattern);
      if (found === undefined) throw error(complaint);
      return found;
    },
    literal: () => {
      const plain = take(/(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
      return plain === undefined ? quoted() : (JSON.parse(plain) as Json);
    },
    isAtEnd: () => at === query.length,
  };
}

function doubleQuoted(text: string): string {
  const inner = text.slice(1, -1).replaceAll(/\\'|"/g, (sign) => (sign === '"' ? '\\"' : "'"));
  return `"${inner}"`;
}
