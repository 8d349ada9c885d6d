import { createHash } from 'node:crypto';
import type { Contract } from '../contract/operations.ts';
import { isObject, membersOf, type Json, type JsonObject } from '../contract/pointers.ts';
import { maskedBody } from '../contract/sensitive.ts';
import { namesSecret, secretLetters } from '../contract/undeclared.ts';
import { parsedJson } from '../contract/violations.ts';
import { redacted, type Redactor } from './redaction.ts';

/** What makes a resource one that this suite created. */
const ourMark = '.kor-conformance.example';

/** The end of a property's name that may speak of a secret. */
const suspectEnd = new RegExp(`(?:${secretLetters.source})[A-Za-z0-9_-]*"\\s*:`, 'gi');

/** What a body is cleaned with. */
export interface Cleaning {
  contract: Contract;
  redactor: Redactor;
  /** Pointer to the schema that the body is read by. */
  schema: string | undefined;
  /** Ids of what the test created; undefined where nobody else's data can be. */
  ownIds: readonly string[] | undefined;
}

/**
 * A body as it may be written down: no secret, nothing that the description marks `x-sensitive`, nobody else's data. `body`: what
 * the text says, where that is known already.
 */
export function writtenBody(
  text: string,
  { contract, redactor, schema, ownIds }: Cleaning,
  body = parsedJson(text),
): string {
  if (body === undefined) return redactor.text(text);
  const masked = maskedBody(contract, schema, body);
  const clean = ownIds ? withoutStrangers(masked, ownIds) : masked;
  const isUntouched = clean === body || JSON.stringify(clean) === JSON.stringify(body);
  return redactor.text(isUntouched ? text : JSON.stringify(clean));
}

/** Every secret that an answer hands out, wherever it stands: the values of properties whose names say so. */
export function secretsIn(text: string): string[] {
  if (!namesAnySecret(text)) return [];
  const strings = text.matchAll(/"([A-Za-z0-9_-]+)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"/g);
  return [...strings].flatMap(([, name = '', value = '']) => {
    if (!namesSecret(name)) return [];
    const spoken = parsedJson(`"${value}"`);
    return [typeof spoken === 'string' ? spoken : value];
  });
}

/** Whether a text names a secret at all: most do not, and telling that is quick. */
function namesAnySecret(text: string): boolean {
  const ends = text.matchAll(suspectEnd);
  return [...ends].some(({ index }) => {
    const name = text.slice(text.lastIndexOf('"', index) + 1, text.indexOf('"', index));
    return namesSecret(name);
  });
}

/** Resources without our mark, that the test did not create either, keep their shape alone; their ids are hashed. */
function withoutStrangers(value: Json, ownIds: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? resource(item, ownIds) : item));
  if (!isObject(value)) return value;
  if (value.id !== undefined) return resource(value, ownIds);
  if (value.errorCode !== undefined) return value;
  return Object.fromEntries(
    membersOf(value).map(([name, member]) => [name, withoutStrangers(member, ownIds)]),
  );
}

function resource(value: JsonObject, ownIds: readonly string[]): Json {
  const isOurs =
    (typeof value.id === 'string' && ownIds.includes(value.id)) || JSON.stringify(value).includes(ourMark);
  return isOurs ? value : shapeOf(value);
}

function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (!isObject(value)) return value === null ? null : typeof value;
  const entries = Object.entries(value).map(([name, member]): [string, Json] => [name, shapeOf(member)]);
  const shape: JsonObject = Object.fromEntries(entries);
  if (typeof value.id === 'string')
    shape.id = createHash('sha256').update(value.id).digest('hex').slice(0, 12);
  return shape;
}

/** What a token exchange answered that cannot be read is not written down at all: it may be a token. */
export function writtenTokenAnswer(text: string, isSuccess: boolean, cleaning: Cleaning): string {
  return isSuccess && text !== '' && parsedJson(text) === undefined && !text.trimStart().startsWith('<')
    ? redacted
    : writtenBody(text, cleaning);
}
