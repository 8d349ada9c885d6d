import { decodeHTML } from 'entities';

/**
 * A text without the differences between spellings: ASCII letters in lower case, `/` for `_`, without white space, control characters,
 * `+` and `-`. As bytes of UTF-8.
 */
export interface Folded {
  bytes: Uint8Array;
  length: number;
  /** The position of each byte in the original text, and of the end of the text; empty unless requested. */
  starts: Uint32Array;
  /** Whether it may contain an escape. */
  isEscaped: boolean;
}

/** The folded value of each byte; 0 if folding drops it. */
export const kept = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (byte <= 0x20 || byte === 0x7f || character === '+' || character === '-') return 0;
  return (character === '_' ? '/' : byte < 0x80 ? character.toLowerCase() : character).charCodeAt(0);
});

/** The same, plus 0x100 for a byte that may begin an escape. */
export const keptOrEscape = Uint16Array.from(
  kept,
  (byte) => byte + ('%\\&~'.includes(String.fromCharCode(byte)) ? 0x100 : 0),
);

/** Folds a text. `isLocated`: whether to fill `starts`. */
function folded(text: string, isLocated: boolean): Folded {
  const raw = Buffer.from(text);
  const bytes = new Uint8Array(raw.length);
  const starts = new Uint32Array(isLocated ? raw.length + 1 : 0);
  let length = 0;
  let all = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at] ?? 0;
    const width = byte < 0xc2 ? 0 : widthOfSpace(raw, at);
    const value = width === 0 ? (keptOrEscape[byte] ?? 0) : 0;
    all |= value;
    bytes[length] = value;
    if (isLocated) starts[length] = at;
    if (value !== 0) length += 1;
    if (width > 0) at += width - 1;
  }
  if (isLocated) starts[length] = raw.length;
  return { bytes, length, starts, isEscaped: all >= 0x100 };
}

/** The number of bytes of a non-ASCII space or invisible character; 0 for any other character. */
export function widthOfSpace(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === 0xc2) return second === 0xa0 || second === 0xad ? 2 : 0;
  if (first === 0xe2 && second === 0x80) return third <= 0x8f || third >= 0xa8 ? 3 : 0;
  const character = (first << 16) | (second << 8) | third;
  return [0xe19a80, 0xe2819f, 0xe281a0, 0xe38080, 0xefbbbf].includes(character) ? 3 : 0;
}

const escapes =
  /%([0-9a-f]{2})|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([nrtbfv])|\\([^])|(&(?:#x?[0-9a-f]{1,7}|[a-z][a-z0-9]{1,31});)|~([01])/g;

/** Decodes the escapes of URLs, JSON, HTML and JSON Pointers in a folded text, once. Undefined if there are none. */
function unescaped(from: Folded): Folded | undefined {
  if (!from.isEscaped) return undefined;
  const into = { bytes: new Uint8Array(from.length), starts: new Uint32Array(from.starts.length), length: 0 };
  let copied = 0;
  for (const match of latin1(from.bytes, from.length).matchAll(escapes)) {
    copy(from, copied, match.index, into);
    copied = match.index + match[0].length;
    for (const byte of meantBy(match)) {
      const value = kept[byte] ?? 0;
      into.bytes[into.length] = value;
      if (into.starts.length > 0) into.starts[into.length] = from.starts[match.index] ?? 0;
      if (value !== 0) into.length += 1;
    }
  }
  if (copied === 0) return undefined;
  copy(from, copied, from.length, into);
  if (into.starts.length > 0) into.starts[into.length] = from.starts[from.length] ?? 0;
  return { ...into, isEscaped: true };
}

function copy(from: Folded, start: number, end: number, into: Omit<Folded, 'isEscaped'>): void {
  into.bytes.set(from.bytes.subarray(start, end), into.length);
  if (into.starts.length > 0) into.starts.set(from.starts.subarray(start, end), into.length);
  into.length += end - start;
}

/** The bytes of a folded text as characters. */
export function latin1(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, 0, length).toString('latin1');
}

/** The bytes that an escape represents. */
function meantBy(match: RegExpExecArray): Iterable<number> {
  const [, byte, high, low, unit, latin, space, itself, entity, ofPointer] = match;
  const number = (digits: string | undefined): number => Number.parseInt(digits ?? '', 16);
  if (byte !== undefined) return [number(byte)];
  if (space !== undefined) return [];
  const text =
    high !== undefined
      ? String.fromCharCode(number(high), number(low))
      : (unit ?? latin) !== undefined
        ? String.fromCharCode(number(unit ?? latin))
        : entity !== undefined
          ? decodeHTML(entity)
          : (itself ?? (ofPointer === '1' ? '/' : '~'));
  return Buffer.from(text);
}

/** How many times escapes are decoded. */
const deepest = 4;

/** The folded text, then with its escapes decoded once, twice and so on. `isLocated`: whether to fill `starts`. */
export function* levelsOf(text: string, isLocated: boolean): Generator<Folded> {
  let level: Folded | undefined = folded(text, isLocated);
  for (let depth = 0; level && depth <= deepest; depth += 1) {
    yield level;
    level = unescaped(level);
  }
}
