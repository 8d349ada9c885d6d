import { latin1, levelsOf } from './text-folding.ts';

/** One form of a secret as it appears in folded texts, with one character per byte. */
export type Form = string;

/** The forms of a secret: `plain` ones contain its text, `encoded` ones contain an encoding of it. */
export interface SecretForms {
  plain: Set<Form>;
  encoded: Set<Form>;
}

/**
 * All forms of a secret that {@link levelsOf} does not make equal: unchanged, in upper case and in lower case; each of these in base64 at
 * any byte offset, in hexadecimal digits and reversed; the unchanged secret in base64 of base64; and the UTF-8 bytes read as ISO 8859-1,
 * as in a header.
 */
export function formsOf(secret: string): SecretForms {
  const cases = [secret, secret.toLowerCase(), secret.toUpperCase()];
  const backwards = cases.map((each) => Array.from(each).reverse().join(''));
  const bytes = cases.map((each) => Buffer.from(each));
  const once = bytes.flatMap(inBase64);
  const itself = inBase64(Buffer.from(secret));
  const twice = itself
    .flatMap((each) => [each, urlSafe(each)])
    .flatMap((each) => inBase64(Buffer.from(each)));
  return {
    plain: new Set([...cases, ...bytes.map((each) => each.toString('latin1'))].flatMap(allLevels)),
    encoded: new Set(
      [...backwards, ...once, ...twice, ...bytes.map((each) => each.toString('hex'))].flatMap(allLevels),
    ),
  };
}

function allLevels(text: string): Form[] {
  return Array.from(levelsOf(text, false), ({ bytes, length }) => latin1(bytes, length));
}

/** The folded form of a text, for comparison with forms of secrets. */
export function formOf(text: string): Form {
  return allLevels(text)[0] ?? '';
}

/** The base64 of bytes alone, and the part of it at the offsets 0, 1 and 2 that does not depend on neighbouring bytes. */
function inBase64(bytes: Buffer): string[] {
  const alone = bytes.toString('base64');
  const amongOthers = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    return padded.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
  });
  return [alone, alone.replace(/=+$/, ''), ...amongOthers];
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
