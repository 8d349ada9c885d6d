import { kept, keptOrEscape, levelsOf, widthOfSpace, type Folded } from './text-folding.ts';
import type { Form } from './secret-encodings.ts';

/** The position of a secret in the bytes of a text. */
export interface SecretMatch {
  start: number;
  end: number;
  secret: string;
  /** Whether the whole secret is there. */
  isWhole: boolean;
}

/** Finds forms of secrets in texts. The time grows with the length of the text only. */
export interface SecretSearch {
  add: (form: Form, secret: string) => void;
  /** The places of secrets in a text, in order and without overlap. */
  placesIn: (text: string) => SecretMatch[];
}

interface KnownForm {
  bytes: Buffer;
  secret: string;
}

/** Number of first bytes by which forms are looked up. */
const start = 4;
/** Number of equal bytes after which a form counts as found, even if the rest differs. */
const telling = 64;
/** Minimum bytes of a form that is cut off by the end of a text or by an ellipsis. */
const cutOff = 12;

/** A search without forms. */
export function createSecretSearch(): SecretSearch {
  const mayStart = new Uint8Array(1 << 16);
  const byStart = new Map<number, KnownForm[]>();
  const known = new Set<Form>();
  return {
    add: (form, secret) => {
      if (known.has(form)) return;
      known.add(form);
      const bytes = Buffer.from(form, 'latin1');
      const key = bytes.readInt32BE(0);
      const sameStart = byStart.get(key);
      mayStart[hash(key)] = 1;
      if (sameStart) sameStart.push({ bytes, secret });
      else byStart.set(key, [{ bytes, secret }]);
    },
    placesIn: (text) => {
      const found = (isLocated: boolean): SecretMatch[] => {
        const places: SecretMatch[] = [];
        for (const level of levelsOf(text, isLocated))
          for (const place of placesAt(level, mayStart, byStart)) places.push(place);
        return places;
      };
      const isSuspect = byStart.size > 0 && mayHold(Buffer.from(text), mayStart, byStart);
      return isSuspect && found(false).length > 0 ? apart(found(true)) : [];
    },
  };
}

function hash(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 16;
}

/** Whether a text contains an escape or the first bytes of a form; a fast check, since most texts do not. */
function mayHold(
  raw: Buffer,
  mayStart: Uint8Array,
  byStart: ReadonlyMap<number, readonly KnownForm[]>,
): boolean {
  let key = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at] ?? 0;
    const value = keptOrEscape[byte] ?? 0;
    if (value >= 0x100 || (byte >= 0xc2 && widthOfSpace(raw, at) > 0)) return true;
    if (value === 0) continue;
    key = (key << 8) | value;
    if (mayStart[hash(key)] === 1 && (byStart.get(key) ?? []).some((form) => goesOn(raw, at + 1, form)))
      return true;
  }
  return false;
}

/** Whether the next {@link start} bytes of a form follow too. */
function goesOn(raw: Buffer, from: number, { bytes }: KnownForm): boolean {
  let size = start;
  for (let at = from; at < raw.length && size < Math.min(2 * start, bytes.length); at += 1) {
    const value = kept[raw[at] ?? 0] ?? 0;
    if (value !== 0 && value !== bytes[size]) return false;
    if (value !== 0) size += 1;
  }
  return size === Math.min(2 * start, bytes.length);
}

function placesAt(
  level: Folded,
  mayStart: Uint8Array,
  byStart: ReadonlyMap<number, readonly KnownForm[]>,
): SecretMatch[] {
  const { bytes, length, starts } = level;
  const places: SecretMatch[] = [];
  let key = 0;
  for (let at = 0; at < length; at += 1) {
    key = (key << 8) | (bytes[at] ?? 0);
    if (mayStart[hash(key)] === 0) continue;
    const begin = at + 1 - start;
    const found = longest(level, begin, byStart.get(key) ?? []);
    if (!found) continue;
    const end = begin + found.size;
    places.push({ start: starts[begin] ?? 0, end: starts[end] ?? 0, ...found });
    at = end - 1;
    key = 0;
  }
  return places;
}

/** The form with the longest match at a position. */
function longest(
  level: Folded,
  begin: number,
  forms: readonly KnownForm[],
): (Pick<SecretMatch, 'secret' | 'isWhole'> & { size: number }) | undefined {
  let best: ReturnType<typeof longest>;
  for (const { bytes, secret } of forms) {
    let size = start;
    while (size < bytes.length && level.bytes[begin + size] === bytes[size]) size += 1;
    const isWhole = size === bytes.length;
    const isFound = isWhole || size >= telling || (size >= cutOff && isCutOff(level, begin + size));
    if (isFound && size > (best?.size ?? 0)) best = { secret, isWhole, size };
  }
  return best;
}

function isCutOff({ bytes, length }: Folded, end: number): boolean {
  return end >= length || (bytes[end] === 0xe2 && bytes[end + 1] === 0x80 && bytes[end + 2] === 0xa6);
}

/** The places in order, with overlapping places merged. */
function apart(places: SecretMatch[]): SecretMatch[] {
  const sorted = places.sort((a, b) => a.start - b.start || b.end - a.end);
  const found: SecretMatch[] = [];
  for (const place of sorted) {
    const last = found.at(-1);
    if (!last || place.start >= last.end) found.push(place);
    else if (place.end > last.end) found[found.length - 1] = { ...place, start: last.start };
  }
  return found;
}
