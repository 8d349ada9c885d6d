import type { SchemaError } from './operations.ts';
import type { Json } from './schema/pointers.ts';

const longest = 120;

/** A Unicode noncharacter (section 23.7). It marks a string as the digits of an integer that a JavaScript number cannot hold. */
const exact = '\uFFFF';

/** A string that {@link shown} shows as an integer with all of its digits. */
export function exactly(digits: string): string {
  return exact + digits;
}

/** A received value for a message: as JSON, cut to a length that leaves the line readable. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = printable(JSON.stringify(value).replaceAll(/"\uFFFF(-?\d+)"/g, '$1'));
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${String(text.length)} characters)`;
}

/**
 * A string whose control and invisible characters are escaped as in JSON, so that they cannot control a terminal or reorder the text around
 * them.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (unseen) =>
    unseen
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A string on one line: {@link printable}, with line breaks and tabs escaped as in JSON. */
export function inline(text: string): string {
  return printable(text)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\t', String.raw`\t`);
}

/** One error of a validator in plain words: the pointer, what must hold and what was received. */
export function errorInWords(error: SchemaError, received: Json | undefined): string {
  const where = error.instancePath === '' ? 'body' : error.instancePath;
  const { keyword, params } = error;
  if (keyword === 'required') return `${error.instancePath}/${String(params.missingProperty)} is missing`;
  if (keyword === 'false schema') return `${where} must not be present: it is write-only`;
  return `${where} ${rule(keyword, params, error.message)}, received ${shown(received)}`;
}

function rule(keyword: string, params: Record<string, unknown>, message = `breaks ${keyword}`): string {
  const values = params.allowedValues;
  if (keyword === 'enum' && Array.isArray(values)) return `must be one of ${values.map(String).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  if (keyword === 'type') return `must be of type ${String(params.type)}`;
  return message.replaceAll('"', '').replace(/^must match (format|pattern) (.*)$/, 'must match $1 $2');
}
