import type { SchemaError } from './operations.ts';
import type { Json } from './schema/pointers.ts';

const longest = 120;

/** No character of any text (Unicode, section 23.7): a text behind it stands for a number with more digits than a number holds. */
const exact = '\uFFFF';

/** An integer as {@link shown} shows it with all of its digits. */
export function exactly(digits: string): string {
  return exact + digits;
}

/** A received value for a message: as JSON, cut to a length that leaves the line readable. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = printable(JSON.stringify(value).replaceAll(/"\uFFFF(-?\d+)"/g, '$1'));
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${String(text.length)} characters)`;
}

/** A text without what could steer a terminal or turn what is around it: such characters are written as JSON writes them. */
export function printable(text: string): string {
  return text.replaceAll(/(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (unseen) =>
    unseen
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A text that can begin no line of its own: {@link printable}, and its line breaks and tabs are written as JSON writes them. */
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
  if (keyword === 'false schema') return `${where} must not be there: it is write-only`;
  return `${where} ${rule(keyword, params, error.message)}, received ${shown(received)}`;
}

function rule(keyword: string, params: Record<string, unknown>, message = `breaks ${keyword}`): string {
  const values = params.allowedValues;
  if (keyword === 'enum' && Array.isArray(values)) return `must be one of ${values.map(String).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  if (keyword === 'type') return `must be of type ${String(params.type)}`;
  return message.replaceAll('"', '').replace(/^must match (format|pattern) (.*)$/, 'must match $1 $2');
}
