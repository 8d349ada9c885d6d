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
export function toPointer(tokens: readonly Token[]): string {
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

/** The place of a member in its parent: the name of a property, or the index in an array. */
export type Token = string | number;

/** The members of an array or an object, each with its token; none of any other value. */
export function membersOf(value: Json | undefined): [token: Token, member: Json][] {
  if (Array.isArray(value)) return value.map((member, index) => [index, member]);
  return isObject(value) ? Object.entries(value) : [];
}

/** One member of an array or an object, or undefined when it has none of that token. */
export function memberOf(value: Json | undefined, token: Token): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(String(token)) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** The value a JSON Pointer leads to, or undefined when it leads nowhere. */
export function valueAt(document: Json | undefined, pointer: string): Json | undefined {
  return fromPointer(pointer).reduce<Json | undefined>(memberOf, document);
}

/** The value if it is a string, otherwise an empty string. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
