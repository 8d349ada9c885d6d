import { createContext, Script } from 'node:vm';
import { RE2JS } from 're2js';

/** A regular expression of the description. */
export interface Pattern {
  /** Whether the expression matches anywhere in a string. Throws a {@link PatternError} when that takes too long. */
  test(text: string): boolean;
  /** Why it cannot be checked in linear time and has a time limit; undefined for all others. */
  limitedFor?: string;
}

/** Thrown for an invalid regular expression, and for one that takes too long on a string. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Whether a thrown value is a {@link PatternError}, including one of the generated validators, which bundle a copy of the class. */
export function isPatternError(error: unknown): error is PatternError {
  return error instanceof Error && error.name === 'PatternError';
}

/** The time limit, in milliseconds, for one string and an expression that cannot be checked in linear time. */
const patience = 1000;

const known = new Map<string, Pattern>();

/**
 * A regular expression of ECMA-262 in its Unicode mode (JSON Schema Core, section 6.4). An engine without backtracking checks it in linear
 * time; Node.js checks an expression that this engine does not support, within a second. Throws a {@link PatternError} for an invalid one.
 */
export function patternOf(source: string): Pattern {
  const pattern = known.get(source) ?? compiled(source);
  known.set(source, pattern);
  return pattern;
}

function compiled(source: string): Pattern {
  let expression: RegExp;
  try {
    expression = new RegExp(source, 'u');
  } catch (error) {
    throw new PatternError(messageOf(error).replace(/^Invalid regular expression: .*\/u: /s, ''), {
      cause: error,
    });
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(plain(source)));
  } catch (error) {
    return limited(expression, messageOf(error).replace(/^error parsing regexp: /, ''));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** White space and its complement, as ECMA-262 defines them. */
const space = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const noSpace = String.raw`\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`;

const pair = String.raw`\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})`;
const property = String.raw`\\p\{(?:script|sc|general_category|gc)=`;
const readOtherwise = new RegExp(String.raw`${pair}|${property}|\\.|[[\].]|\(\?(?:<[=!]|[^:<])`, 'gisu');

/** The same expression without what the two engines read differently. Throws for what the engine without backtracking does not support. */
function plain(source: string): string {
  let isInClass = false;
  return source.replaceAll(readOtherwise, (piece, high?: string, low?: string) => {
    if (high !== undefined && low !== undefined) {
      const character = String.fromCharCode(parseInt(high, 16), parseInt(low, 16));
      return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
    }
    if (piece === '[' && isInClass) return String.raw`\[`;
    if (piece === '[' || piece === ']') isInClass = piece === '[';
    if (piece.startsWith('(') && !isInClass) throw new Error('a look-ahead, a look-behind or a modifier');
    if (/^\\[1-9k]/.test(piece)) throw new Error('a back reference');
    if (piece === String.raw`\B`) throw new Error('no word boundary'); // Node.js finds it within a surrogate pair, too
    if (piece.endsWith('=') && piece.startsWith('\\')) return piece.slice(0, 3);
    if (piece === String.raw`\s`) return isInClass ? space : `[${space}]`;
    if (piece === String.raw`\S`) return isInClass ? noSpace : `[${noSpace}]`;
    if (piece === String.raw`\b` && isInClass) return String.raw`\x08`;
    return piece === '.' && !isInClass ? String.raw`[^\n\r\x{2028}\x{2029}]` : piece;
  });
}

const sandboxed = createContext({});
const script = new Script('test()');

/** An expression on the engine of Node.js, with a time limit. */
function limited(expression: RegExp, limitedFor: string): Pattern {
  return {
    limitedFor,
    test: (text) => {
      sandboxed.test = () => expression.test(text);
      try {
        return script.runInContext(sandboxed, { timeout: patience }) as boolean;
      } catch (error) {
        const limit = `within ${String(patience)} ms on a text of ${String(text.length)} characters`;
        const words = `the regular expression ${expression.source} did not finish ${limit} (${limitedFor})`;
        throw new PatternError(words, { cause: error });
      }
    },
  };
}
