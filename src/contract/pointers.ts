/** A parsed JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A parsed JSON object. */
export interface JsonObject {
  [name: string]: Json;
}

/** Whether a value is a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON Pointer (RFC 6901) of a path of tokens; `''` is the whole document. */
export function toPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The tokens of a JSON Pointer, with or without a leading `#`. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value a JSON Pointer leads to, or undefined when it leads nowhere. */
export function valueAt(document: Json | undefined, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const token of fromPointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
}

/** A value as text when it is text, otherwise an empty string. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
