import { latin1, levelsOf } from './text-folding.ts';

/** A way to write a secret, as it is in folded texts: a character for each byte. */
export type Form = string;

/** The forms of a secret: `plain` ones hold what it says, `encoded` ones no more than what was made of it. */
export interface SecretForms {
  plain: Set<Form>;
  encoded: Set<Form>;
}

/**
 * Every way to write a secret that {@link levelsOf} does not make equal: in capital letters, in small ones, and each of them in base64
 * after any other bytes, in hexadecimal digits, backwards; as it is in base64 of base64; its bytes in UTF-8 read as ISO 8859-1, as
 * those of a header are.
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

/** What a text is in the words that forms are compared with. */
export function formOf(text: string): Form {
  return allLevels(text)[0] ?? '';
}

/** What base64 makes of bytes alone, and after 0, 1 or 2 others as far as no neighbour has a say in it. */
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
